import {
  add,
  fromData,
  happened,
  isPlatform,
  isPositive,
  minOf,
  nothing,
  refuse,
  subtract,
  toData,
  zero,
} from '#kernel';
import { netCovered, payable } from '#rules';
import type { ConsumeCover, RestoreCover } from '../commands.js';
import { coverData, grantedOf, restorableOf } from '../cover.js';
import { standingOf, withCover } from '../state.js';
import { otherCurrency, type Decide } from './common.js';

/**
 * What is payable is decided here, where one writer per supplier sees what was granted and what refunds have taken: two refunds of
 * an order cannot take the same cover. It moves to consumed now, not when the refund succeeds.
 */
export const consumeCover: Decide<ConsumeCover> = (coverage, command, { actor, facts }) => {
  const { supplierId, orderId, disputeId, refundId, amount } = command;
  if (!isPlatform(actor)) return refuse('only-the-platform-consumes-cover');
  if (coverage.phase === 'none') return refuse('unknown-supplier', { supplierId });
  const cover = coverage.covers.get(orderId);
  if (cover?.refunds.includes(refundId) === true) return nothing();
  const mismatch = otherCurrency(coverage, amount);
  if (mismatch !== undefined) return mismatch;
  const arrived = facts?.net ?? null;
  if (cover === undefined || arrived === null) return refuse('unknown-cover', { orderId });
  const net = netCovered(cover.coverageType, arrived);
  const granted = grantedOf(cover);
  const taken = payable({ granted, consumed: cover.consumed, net, determined: fromData(amount) });
  const measures = { granted: toData(granted), consumed: toData(cover.consumed), net: toData(net) };
  if (!isPositive(taken)) return refuse('nothing-payable', { determined: amount, ...measures });
  const left = { reserved: subtract(cover.reserved, taken), consumed: add(cover.consumed, taken) };
  const after = { ...cover, ...left, refunds: [...cover.refunds, refundId] };
  return happened({
    type: 'coverage.consumed.v1',
    data: {
      supplierId,
      orderId,
      disputeId,
      refundId,
      determined: amount,
      net: toData(net),
      amount: toData(taken),
      cover: coverData(after),
      ...standingOf(withCover(coverage, orderId, after)),
    },
  });
};

/** Supplier and buyer may both be made to pay back; the line gets no more than what it gave. */
export const restoreCover: Decide<RestoreCover> = (coverage, command, { actor }) => {
  const { supplierId, orderId, recourseId, amount } = command;
  if (!isPlatform(actor)) return refuse('only-the-platform-restores-cover');
  if (coverage.phase === 'none') return refuse('unknown-supplier', { supplierId });
  const cover = coverage.covers.get(orderId);
  if (cover === undefined) return refuse('unknown-cover', { orderId });
  const mismatch = otherCurrency(coverage, amount);
  if (mismatch !== undefined) return mismatch;
  const before = cover.recoveries[recourseId] ?? zero(coverage.limit.currency);
  const back = minOf(subtract(fromData(amount), before), restorableOf(cover));
  if (!isPositive(back)) return nothing();
  const after = { ...cover, restored: add(cover.restored, back) };
  return happened({
    type: 'coverage.restored.v1',
    data: {
      supplierId,
      orderId,
      recourseId,
      recovered: amount,
      amount: toData(back),
      cover: coverData(after),
      ...standingOf(withCover(coverage, orderId, after)),
    },
  });
};
