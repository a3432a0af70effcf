import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { ListingCommand } from './commands.js';
import { decide, isHiddenFrom } from './decide.js';
import { listingEvents, type ListingEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Listing, ListingFacts } from './state.js';

export type * from './commands.js';
export { listedProductSchema, listingEvents, type ListedProduct, type ListingEvent } from './events.js';
export { publishedListing, type Listing, type ListingFacts, type PublishedListing } from './state.js';

/** What a supplier offers. Streams `listing-<id>`. */
export const listing: Decider<Listing, ListingCommand, ListingEvent, RuleSet, ListingFacts> = {
  category: 'listing',
  events: listingEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  isHiddenFrom,
};
