import type { DomainEvent, OrganisationId } from '#kernel';

/** What the score takes from an order's feedback: the buyer's rating of the supplier, and the one that it replaces. */
interface Rated {
  readonly supplier: OrganisationId;
  /** 1 to 5. */
  readonly rating: number;
}

export type FeedbackEvent =
  | DomainEvent<'order.feedback-given.v1', Rated>
  | DomainEvent<'order.feedback-revised.v1', Rated & { readonly previousRating: number }>;
