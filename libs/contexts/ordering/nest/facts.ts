import { custody, storedDocument } from '#contexts/custody';
import { supplier, supplierTerms } from '#contexts/supplier';
import type { FactsFor } from '#platform';
import type { Contract, DraftOrder, OrderFacts, ProposeAmendment, ReviseOrder } from '../index.js';
import { endOfDayIn } from './zone.js';

type Pipeline = Parameters<FactsFor<DraftOrder, OrderFacts>>[0];

/**
 * What a contract is judged by: what its supplier was enrolled with and which of its documents are kept, each from the leader of its
 * stream, and what its zone's clocks say.
 */
export const factsOfContract: FactsFor<DraftOrder | ReviseOrder | ProposeAmendment, OrderFacts> = async (
  pipeline,
  { contract },
) => {
  const { state } = await pipeline.load(supplier, contract.supplier);
  const shipByEnd = endOfDayIn(contract.shipBy, contract.shipByZone ?? 'UTC');
  return { supplier: supplierTerms(state), documents: await keptOf(pipeline, contract), shipByEnd };
};

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
