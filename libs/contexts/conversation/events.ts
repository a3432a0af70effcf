import {
  catalogue,
  conversationIdSchema,
  event,
  instantSchema,
  integer,
  listingIdSchema,
  messageIdSchema,
  nullable,
  orderIdSchema,
  organisationIdSchema,
  personal,
  record,
  sideSchema,
  text,
  type EventOf,
} from '#kernel';

const subject = {
  conversationId: conversationIdSchema,
  buyer: organisationIdSchema,
  supplier: organisationIdSchema,
};

/** How many messages each side has not read, after the event. */
const unread = record({ buyer: integer({ minimum: 0 }), supplier: integer({ minimum: 0 }) });

export const conversationEvents = catalogue({
  'conversation.opened.v1': event(
    'A buyer and a supplier began to talk, about a listing or about an order of theirs.',
    record({ ...subject, listingId: nullable(listingIdSchema), orderId: nullable(orderIdSchema), by: sideSchema }),
  ),
  'conversation.message-sent.v1': event(
    'One side wrote to the other.',
    record({
      ...subject,
      messageId: messageIdSchema,
      /** From 1, without gaps. */
      number: integer({ minimum: 1 }),
      by: sideSchema,
      text: personal(text({ minLength: 1 }), '{by}'),
      sentAt: instantSchema,
      unread,
    }),
  ),
  'conversation.read.v1': event(
    'One side has read what the other wrote, up to a message.',
    record({ ...subject, side: sideSchema, upTo: integer({ minimum: 1 }), unread }),
  ),
});

export type ConversationEvent = EventOf<typeof conversationEvents>;
