import type { Currency, ListingId, OrganisationId } from '#kernel';
import type { ListedProduct } from './events.js';

export type Listing =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'drafted' | 'published' | 'withdrawn';
      readonly id: ListingId;
      readonly supplier: OrganisationId;
      readonly product: ListedProduct;
    };

export type KnownListing = Exclude<Listing, { readonly phase: 'none' }>;

/** What a listing must know of its supplier, null when no contract is written with him; withdrawing needs nothing. */
export type ListingFacts = { readonly supplier: { readonly currency: Currency } | null } | undefined;

/** What another context may know of a listing that buyers find: plain values. */
export interface PublishedListing {
  readonly listingId: ListingId;
  readonly supplier: OrganisationId;
  readonly product: ListedProduct;
}

/** Null when there is none, or it cannot be found (any more). */
export function publishedListing(listing: Listing): PublishedListing | null {
  if (listing.phase !== 'published') return null;
  const { id: listingId, supplier, product } = listing;
  return { listingId, supplier, product };
}
