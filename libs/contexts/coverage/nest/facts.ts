import { disputableOrder, ordering } from '#contexts/ordering';
import type { FactsFor } from '#platform';
import type { ConsumeCover, CoverageFacts } from '../index.js';

/** What arrived for the order and stayed, from the leader of its stream. */
export const netOfOrder: FactsFor<ConsumeCover, CoverageFacts> = async (pipeline, { orderId }) => {
  const { state } = await pipeline.load(ordering, orderId);
  return { net: disputableOrder(state)?.net ?? null };
};
