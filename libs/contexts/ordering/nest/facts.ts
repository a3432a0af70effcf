import { supplier, supplierTerms } from '#contexts/supplier';
import type { FactsFor } from '#platform';
import type { DraftOrder, OrderFacts, ReviseOrder } from '../index.js';

/** What the contract's supplier was enrolled with, from the leader of his stream. */
export const termsOfSupplier: FactsFor<DraftOrder | ReviseOrder, OrderFacts> = async (pipeline, { contract }) => {
  const { state } = await pipeline.load(supplier, contract.supplier);
  return { supplier: supplierTerms(state) };
};
