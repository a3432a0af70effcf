import type { ConversationId, Instant, ListingId, OrderId, OrganisationId, SealedValue, Side } from '#kernel';

/** One conversation as each side's message centre lists it. */
export interface ConversationDoc {
  readonly conversationId: ConversationId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  /** What it is about: one of the two. */
  readonly listingId: ListingId | null;
  readonly orderId: OrderId | null;
  readonly messages: number;
  readonly lastMessage: { readonly by: Side; readonly text: SealedValue<string>; readonly at: Instant } | null;
  /** How much each side has not seen: messages, and reminders since it last read. */
  readonly unread: Readonly<Record<Side, number>>;
  readonly reminders: Readonly<Record<Side, number>>;
  readonly updatedAt: Instant;
}

/** One thing that was said, or that the order reminded of. */
export interface MessageDoc {
  readonly conversationId: ConversationId;
  readonly kind: 'message' | 'reminder';
  /** Null for a reminder. */
  readonly number: number | null;
  readonly by: Side;
  /** Null for a reminder, which has no words of its own. */
  readonly text: SealedValue<string> | null;
  readonly at: Instant;
}
