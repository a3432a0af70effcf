import type { Currency, Instant, Money, OrderId, OrganisationId } from '#kernel';

/** One supplier as buyers and the platform see him. */
export interface SupplierDoc {
  readonly supplierId: OrganisationId;
  /** Null while a limit was granted and the enrolment is not seen yet: both come from streams of their own. */
  readonly name: string | null;
  /** In his own words; null for nothing. */
  readonly about: string | null;
  /** No new contract is written with him. */
  readonly suspended: boolean;
  readonly currency: Currency;
  /** The limit in force; zero until it is granted. */
  readonly limit: Money;
  /** Σ open reservations. */
  readonly reserved: Money;
  readonly remaining: Money;
  readonly feedback: ScoreDoc;
  readonly updatedAt: Instant;
}

/** What buyers who have completed an order with him said. */
export interface ScoreDoc {
  /** How many. */
  readonly ratings: number;
  /** Of all ratings, each 1 to 5. */
  readonly sum: number;
  /** The ratings that may still be changed, and until when. */
  readonly revisable: readonly { readonly orderId: OrderId; readonly rating: number; readonly until: Instant }[];
}
