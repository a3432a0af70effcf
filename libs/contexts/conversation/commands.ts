import type { ConversationId, ListingId, MessageId, OrderId, OrganisationId } from '#kernel';

/** What two talk about: something that one of them offers, or an order that they have. */
export type Subject =
  | Readonly<{ kind: 'listing'; listingId: ListingId; buyer: OrganisationId }>
  | Readonly<{ kind: 'order'; orderId: OrderId }>;

/** "Contact Supplier" [seed]. One conversation for each buyer and listing, and one for each order. */
export type OpenConversation = Readonly<{
  type: 'open-conversation';
  conversationId: ConversationId;
  about: Subject;
}>;

export type SendMessage = Readonly<{
  type: 'send-message';
  conversationId: ConversationId;
  messageId: MessageId;
  text: string;
}>;

/** A side has read everything up to this message. */
export type MarkRead = Readonly<{ type: 'mark-read'; conversationId: ConversationId; upTo: number }>;

export type ConversationCommand = OpenConversation | SendMessage | MarkRead;
