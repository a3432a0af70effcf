import { coverage, coverOf } from '#contexts/coverage';
import { disputableOrder, ordering } from '#contexts/ordering';
import type { FactsFor } from '#platform';
import { netCovered } from '#rules';
import type { OpenDoubleRecoveryClaim, RecourseFacts } from '../index.js';

/** What of the order's payments is still there, and what was refunded of them; from the leaders of their streams. */
export const refundedOrder: FactsFor<OpenDoubleRecoveryClaim, RecourseFacts> = async (pipeline, { orderId }) => {
  const order = disputableOrder((await pipeline.load(ordering, orderId)).state);
  if (order === null) return { order: null };
  const { buyer, supplier, coverageType } = order;
  const cover = coverOf((await pipeline.load(coverage, supplier)).state, orderId);
  if (cover === null) return { order: null };
  return { order: { buyer, supplier, net: netCovered(coverageType, order.net), refunded: cover.consumed } };
};
