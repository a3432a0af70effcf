import type { DomainEvent, Instant, OrderId, OrganisationId, Personal } from '#kernel';

/** What the buyer of a completed order says of its supplier. */
interface Said {
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  /** From 1, the worst, to 5. */
  readonly rating: number;
  readonly text: Personal<string> | null;
}

/** As the order says it; once it may be revised, before `revisableUntil`. */
export type FeedbackEvent =
  | DomainEvent<'order.feedback-given.v1', Said & { readonly revisableUntil: Instant }>
  | DomainEvent<'order.feedback-revised.v1', Said>;
