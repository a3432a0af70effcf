import { disputeId, type DisputeId, type OrderId } from '#kernel';
import { dispute, hasEnded, lastClaimCloses } from '#contexts/dispute';
import { disputableOrder, ordering } from '#contexts/ordering';
import { clearanceOf, shipment } from '#contexts/shipment';
import type { FactsFor, Pipeline } from '#platform';
import { rulesFor } from '#rules';
import type { ConsumeCover, CoverageFacts, ReleaseCover } from '../index.js';

/** What arrived for the order and stayed, from the leader of its stream. */
export const netOfOrder: FactsFor<ConsumeCover, CoverageFacts> = async (pipeline, { orderId }) => {
  const { state } = await pipeline.load(ordering, orderId);
  return { net: disputableOrder(state)?.net ?? null };
};

/** When the last claim on the order can be made, and whether one is open; from the leaders of their streams. */
export const claimsOnOrder: FactsFor<ReleaseCover, CoverageFacts> = async (pipeline, { orderId, reason }) => {
  if (reason !== 'window-closed') return undefined;
  const order = disputableOrder((await pipeline.load(ordering, orderId)).state);
  if (order === null) return { claims: null };
  const { ruleSet } = order;
  const batches = await Promise.all(
    order.batches.map(async (batch) => {
      const { state } = await pipeline.load(shipment, batch.shipmentId);
      return { ...batch, clearedAt: clearanceOf(state) };
    }),
  );
  const lastCloses = lastClaimCloses({ ...order, batches }, rulesFor(ruleSet).claimWindows);
  return { claims: { ruleSet, lastCloses, openDispute: await openDisputeOf(pipeline, orderId) } };
};

async function openDisputeOf(pipeline: Pipeline, orderId: OrderId): Promise<DisputeId | null> {
  for (let number = 1; ; number++) {
    const { state } = await pipeline.load(dispute, disputeId(`${orderId}-${number}`));
    if (state.phase === 'none') return null;
    if (!hasEnded(state)) return state.id;
  }
}
