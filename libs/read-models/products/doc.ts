import type { Instant, ListingId, Money, OrganisationId } from '#kernel';

/** One listing as buyers see it. What its supplier's guarantee and name are is his own document's to say. */
export interface ProductDoc {
  readonly listingId: ListingId;
  readonly supplier: OrganisationId;
  readonly status: 'drafted' | 'published' | 'withdrawn';
  readonly title: string;
  readonly description: string;
  readonly unitPrice: Money;
  readonly minimumQuantity: number;
  /** What it is found by. */
  readonly terms: readonly string[];
  /** Of the listing's stream: what `If-Match` takes. */
  readonly revision: number;
  readonly updatedAt: Instant;
}
