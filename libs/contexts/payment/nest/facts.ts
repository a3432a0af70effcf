import { ordering, payableOrder } from '#contexts/ordering';
import type { FactsFor } from '#platform';
import type { PaymentFacts, RecordArrival } from '../index.js';

/** The order that the money is for, from the leader of its stream. */
export const orderToPay: FactsFor<RecordArrival, PaymentFacts> = async (pipeline, { orderId }) => {
  const { state } = await pipeline.load(ordering, orderId);
  return { order: payableOrder(state) };
};
