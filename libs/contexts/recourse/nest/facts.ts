import { add, zero, type Money } from '#kernel';
import { coverage, coverOf } from '#contexts/coverage';
import { disputableOrder, ordering } from '#contexts/ordering';
import { loadEach, type FactsFor } from '#platform';
import { netCovered } from '#rules';
import { claimedOf, excessOf, recourse, type OpenDoubleRecoveryClaim, type RecourseFacts } from '../index.js';

/** What of the order's payments is still there, what was refunded of them, and what of that appeals took back; from the leaders of their streams. */
export const refundedOrder: FactsFor<OpenDoubleRecoveryClaim, RecourseFacts> = async (pipeline, { orderId }) => {
  const order = disputableOrder((await pipeline.load(ordering, orderId)).state);
  if (order === null) return { order: null };
  const { buyer, supplier, coverageType } = order;
  const cover = coverOf((await pipeline.load(coverage, supplier)).state, orderId);
  if (cover === null) return { order: null };
  const net = netCovered(coverageType, order.net);
  const excesses = await loadEach(pipeline, recourse, cover.refunds.map(excessOf), claimedOf);
  const excess = excesses.reduce<Money>((all, each) => (each === null ? all : add(all, each)), zero(net.currency));
  return { order: { buyer, supplier, net, refunded: cover.consumed, excess, openDispute: cover.heldBy } };
};
