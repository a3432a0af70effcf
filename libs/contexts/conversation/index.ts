import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { ConversationCommand } from './commands.js';
import { decide, isHiddenFrom } from './decide.js';
import { conversationEvents, type ConversationEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Conversation, ConversationFacts } from './state.js';

export type * from './commands.js';
export { conversationEvents, type ConversationEvent } from './events.js';
export type { Conversation, ConversationFacts, Parties } from './state.js';

/** What a buyer and a supplier have to say to each other. Streams `conversation-<id>`. */
export const conversation: Decider<Conversation, ConversationCommand, ConversationEvent, RuleSet, ConversationFacts> = {
  category: 'conversation',
  events: conversationEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  isHiddenFrom,
};
