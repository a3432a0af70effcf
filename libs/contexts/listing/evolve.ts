import type { ListingEvent } from './events.js';
import type { KnownListing, Listing } from './state.js';

export const evolve = (listing: Listing, event: ListingEvent): Listing => {
  switch (event.type) {
    case 'listing.drafted.v1': {
      const { listingId: id, supplier, product } = event.data;
      return { phase: 'drafted', id, supplier, product };
    }
    case 'listing.revised.v1':
      return { ...known(listing), product: event.data.product };
    case 'listing.published.v1':
      return { ...known(listing), phase: 'published' };
    case 'listing.withdrawn.v1':
      return { ...known(listing), phase: 'withdrawn' };
  }
};

function known(listing: Listing): KnownListing {
  if (listing.phase === 'none') throw new TypeError('Something happened to a listing before it was drafted');
  return listing;
}
