import { commandsOf, DomainCommand } from '#platform';
import { conversation, type MarkRead, type OpenConversation, type SendMessage } from '../index.js';
import { partiesOf } from './facts.js';

export class OpenConversationCommand extends DomainCommand<OpenConversation> {}
export class SendMessageCommand extends DomainCommand<SendMessage> {}
export class MarkReadCommand extends DomainCommand<MarkRead> {}

export const conversationCommands = commandsOf(conversation, {
  'open-conversation': { command: OpenConversationCommand, facts: partiesOf },
  'send-message': SendMessageCommand,
  'mark-read': MarkReadCommand,
});
