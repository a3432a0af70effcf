import { supplier, supplierTerms } from '#contexts/supplier';
import { listing, type DraftListing, type ListingFacts, type PublishListing, type ReviseListing } from '../index.js';
import type { FactsFor, Pipeline } from '#platform';

type Judged = DraftListing | ReviseListing | PublishListing;

/** In which currency contracts are written with the listing's supplier, from the leader of his stream. */
export const supplierOfListing: FactsFor<Judged, ListingFacts> = async (pipeline, command) => {
  const id = 'supplier' in command ? command.supplier : await supplierOf(pipeline, command);
  const terms = id === null ? null : supplierTerms((await pipeline.load(supplier, id)).state);
  return { supplier: terms && { currency: terms.currency } };
};

async function supplierOf(pipeline: Pipeline, { listingId }: Pick<Judged, 'listingId'>): Promise<string | null> {
  const { state } = await pipeline.load(listing, listingId);
  return state.phase === 'none' ? null : state.supplier;
}
