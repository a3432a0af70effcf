import { listing, publishedListing } from '#contexts/listing';
import { ordering, shippableOrder } from '#contexts/ordering';
import type { FactsFor } from '#platform';
import type { ConversationFacts, OpenConversation } from '../index.js';

/** Between whom it would be: the asking buyer and who offers the listing, or the parties of the order; from the leaders of their streams. */
export const partiesOf: FactsFor<OpenConversation, ConversationFacts> = async (pipeline, { about }) => {
  if (about.kind === 'listing') {
    const offered = publishedListing((await pipeline.load(listing, about.listingId)).state);
    return { parties: offered && { buyer: about.buyer, supplier: offered.supplier } };
  }
  const order = shippableOrder((await pipeline.load(ordering, about.orderId)).state);
  return { parties: order && { buyer: order.buyer, supplier: order.supplier } };
};
