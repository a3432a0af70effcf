import { ordering, paymentToRefund } from '#contexts/ordering';
import type { FactsFor } from '#platform';
import type { AuthoriseRefund, RefundFacts } from '../index.js';

/** The payment whose way the money goes back, from the leader of the order's stream. */
export const wayBack: FactsFor<AuthoriseRefund, RefundFacts> = async (pipeline, { orderId }) => {
  const { state } = await pipeline.load(ordering, orderId);
  return { paymentId: paymentToRefund(state) };
};
