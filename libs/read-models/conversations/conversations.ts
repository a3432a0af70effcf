import { laterOf, on, textAt, type Instant, type Projection, type Side } from '#kernel';
import type { ConversationEvent } from '#contexts/conversation';
import type { ConversationDoc } from './doc.js';
import { conversationOf, type Reminded } from './reminded.js';

const NOTHING = { buyer: 0, supplier: 0 } as const;

/** Every conversation, by its id; found by either side, the last one first. */
export const conversations: Projection<ConversationDoc> = {
  name: 'conversations',
  version: 1,
  declaration: {
    fields: {
      buyer: 'string',
      supplier: 'string',
      updatedAt: 'string',
      'unread.buyer': 'number',
      'unread.supplier': 'number',
    },
    indexes: [
      ['buyer', 'updatedAt'],
      ['supplier', 'updatedAt'],
      ['buyer', 'unread.buyer'],
      ['supplier', 'unread.supplier'],
    ],
  },
  keys: ({ type, data }) => [textAt(data, type === 'order.supplier-reminded.v1' ? 'orderId' : 'conversationId')],

  ...on<ConversationDoc, ConversationEvent | Reminded>({
    'conversation.opened.v1': (doc, { data: { by: _by, ...between }, metadata }) => ({
      ...(doc ?? empty(metadata.recordedAt)),
      ...between,
      updatedAt: after(doc, metadata.recordedAt),
    }),
    'conversation.message-sent.v1': (doc, { data, metadata }) => {
      const before = known(doc);
      const { number: messages, by, text, sentAt: at, unread } = data;
      const updatedAt = after(doc, metadata.recordedAt);
      return { ...before, messages, lastMessage: { by, text, at }, unread: sum(unread, before.reminders), updatedAt };
    },
    // Whoever has read the last message has seen what came before it.
    'conversation.read.v1': (doc, { data: { side, unread } }) => {
      const before = known(doc);
      const reminders = { ...before.reminders, [side]: 0 };
      return { ...before, reminders, unread: sum(unread, reminders) };
    },
    'order.supplier-reminded.v1': (doc, { data: { orderId, buyer, supplier }, metadata }) => {
      const conversationId = conversationOf(orderId);
      const between = { conversationId, buyer, supplier, listingId: null, orderId };
      const before = doc ?? { ...empty(metadata.recordedAt), ...between };
      const more = { ...NOTHING, supplier: 1 };
      return {
        ...before,
        reminders: sum(before.reminders, more),
        unread: sum(before.unread, more),
        updatedAt: after(doc, metadata.recordedAt),
      };
    },
  }),
};

const empty = (updatedAt: Instant) => ({
  messages: 0,
  lastMessage: null,
  unread: NOTHING,
  reminders: NOTHING,
  updatedAt,
});

/** Order and conversation have the clocks of whoever wrote them. */
const after = (doc: ConversationDoc | null, at: Instant): Instant => (doc === null ? at : laterOf(doc.updatedAt, at));

const sum = (a: Readonly<Record<Side, number>>, b: Readonly<Record<Side, number>>): Record<Side, number> => ({
  buyer: a.buyer + b.buyer,
  supplier: a.supplier + b.supplier,
});

/** What is said is said in a conversation that was opened; if not, the history is broken and the key is parked. */
function known(doc: ConversationDoc | null): ConversationDoc {
  if (doc === null) throw new TypeError('The conversation was never opened');
  return doc;
}
