import type { ListingId, OrganisationId } from '#kernel';
import type { ListedProduct } from './events.js';

/** A supplier writes down what he offers; nobody else sees it yet. */
export type DraftListing = Readonly<{
  type: 'draft-listing';
  listingId: ListingId;
  supplier: OrganisationId;
  product: ListedProduct;
}>;

/** What he offers is another thing from here on; orders that began with it keep what they say. */
export type ReviseListing = Readonly<{ type: 'revise-listing'; listingId: ListingId; product: ListedProduct }>;

/** Buyers find it; also again, after it was withdrawn. */
export type PublishListing = Readonly<{ type: 'publish-listing'; listingId: ListingId }>;

export type WithdrawListing = Readonly<{ type: 'withdraw-listing'; listingId: ListingId }>;

export type ListingCommand = DraftListing | ReviseListing | PublishListing | WithdrawListing;
