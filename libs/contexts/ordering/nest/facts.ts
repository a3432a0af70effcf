import { custody, storedDocument } from '#contexts/custody';
import { listing, publishedListing } from '#contexts/listing';
import { quotation, quotedLines } from '#contexts/quotation';
import { supplier, supplierTerms } from '#contexts/supplier';
import type { FactsFor } from '#platform';
import type {
  Contract,
  ContractFacts,
  DraftOrder,
  OrderFacts,
  Origin,
  OriginFacts,
  ProposeAmendment,
  ReviseOrder,
} from '../index.js';
import { endOfDayIn } from './zone.js';

type Pipeline = Parameters<FactsFor<DraftOrder, OrderFacts>>[0];

/**
 * What a contract is judged by: what its supplier was enrolled with and which of its documents are kept, each from the leader of its
 * stream, and what its zone's clocks say.
 */
export const factsOfContract: FactsFor<DraftOrder | ReviseOrder | ProposeAmendment, ContractFacts> = async (
  pipeline,
  { contract },
) => {
  const { state } = await pipeline.load(supplier, contract.supplier);
  const shipByEnd = endOfDayIn(contract.shipBy, contract.shipByZone ?? 'UTC');
  return { supplier: supplierTerms(state), documents: await keptOf(pipeline, contract), shipByEnd };
};

/** Beside that, what a draft says that it began with: from the leader of the listing's or the quotation's stream. */
export const factsOfDraft: FactsFor<DraftOrder, OrderFacts> = async (pipeline, command) => {
  const facts = await factsOfContract(pipeline, command);
  return command.origin === undefined ? facts : { ...facts, origin: await foundAt(pipeline, command.origin) };
};

async function foundAt(pipeline: Pipeline, { listingId, quotationId }: Origin): Promise<OriginFacts> {
  const offered = listingId === undefined ? null : publishedListing((await pipeline.load(listing, listingId)).state);
  const quoted = quotationId === undefined ? null : quotedLines((await pipeline.load(quotation, quotationId)).state);
  return { listing: offered && { supplier: offered.supplier, title: offered.product.title }, quotation: quoted };
}

/** Of the contract's documents those that are kept as such for its two parties, under the id and with the content that it names. */
async function keptOf(pipeline: Pipeline, { documents = [], buyer, supplier: by }: Contract): Promise<string[]> {
  const kept: string[] = [];
  for (const { documentId, sha256 } of documents) {
    const document = storedDocument((await pipeline.load(custody, documentId)).state);
    const isOurs = document?.buyer === buyer && document.supplier === by && document.purpose === 'contract';
    if (isOurs && document.sha256 === sha256) kept.push(sha256);
  }
  return kept;
}
