import { on, textAt, type Projection } from '#kernel';
import type { ConversationEvent } from '#contexts/conversation';
import type { MessageDoc } from './doc.js';
import { conversationOf, type Reminded } from './reminded.js';

/** Everything that was said, a document each; found by its conversation, the last one first. */
export const messages: Projection<MessageDoc> = {
  name: 'messages',
  version: 1,
  declaration: {
    fields: { conversationId: 'string', at: 'string', number: 'number' },
    indexes: [['conversationId', 'at', 'number']],
  },
  keys: ({ type, data, id }) => [type === 'order.supplier-reminded.v1' ? `reminder-${id}` : textAt(data, 'messageId')],

  ...on<MessageDoc, Extract<ConversationEvent, { type: 'conversation.message-sent.v1' }> | Reminded>({
    'conversation.message-sent.v1': (_, { data: { conversationId, number, by, text, sentAt: at } }) => ({
      conversationId,
      kind: 'message',
      number,
      by,
      text,
      at,
    }),
    'order.supplier-reminded.v1': (_, { data: { orderId }, metadata: { recordedAt: at } }) => ({
      conversationId: conversationOf(orderId),
      kind: 'reminder',
      number: null,
      by: 'buyer',
      text: null,
      at,
    }),
  }),
};
