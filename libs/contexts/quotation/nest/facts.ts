import { supplier, supplierTerms } from '#contexts/supplier';
import type { FactsFor } from '#platform';
import type { GiveQuotation, QuotationFacts } from '../index.js';

/** In which currency contracts are written with the supplier, from the leader of his stream. */
export const supplierWhoQuotes: FactsFor<GiveQuotation, QuotationFacts> = async (pipeline, command) => {
  const terms = supplierTerms((await pipeline.load(supplier, command.supplier)).state);
  return { supplier: terms && { currency: terms.currency } };
};
