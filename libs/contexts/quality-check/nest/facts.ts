import { custody, keptFor } from '#contexts/custody';
import { ordering, shippableOrder } from '#contexts/ordering';
import { loadEach, type FactsFor } from '#platform';
import { qualityCheck, type AnswerQualityCheck, type QualityCheckFacts, type RequestQualityCheck } from '../index.js';

/** The order whose goods are to be seen, from the leader of its stream. */
export const orderToCheck: FactsFor<RequestQualityCheck, QualityCheckFacts> = async (pipeline, { orderId }) => {
  const { state } = await pipeline.load(ordering, orderId);
  return { order: shippableOrder(state) };
};

/** What is kept of the documents that the answer names. */
export const documentsShown: FactsFor<AnswerQualityCheck, QualityCheckFacts> = async (pipeline, command) => {
  const { state: check } = await pipeline.load(qualityCheck, command.checkId);
  if (check.phase === 'none') return undefined;
  const place = { orderId: check.concerned.orderId, purpose: 'quality-check' } as const;
  return { documents: await loadEach(pipeline, custody, command.documents, (state) => keptFor(state, place)) };
};
