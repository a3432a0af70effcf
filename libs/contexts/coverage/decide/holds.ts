import { add, fromData, happened, isPlatform, isPositive, minOf, nothing, refuse, remainderOf, zero } from '#kernel';
import type { HoldCover, UnholdCover } from '../commands.js';
import { coverData, newCover } from '../cover.js';
import { remainingOf, standingOf, withCover } from '../state.js';
import { otherCurrency, type Decide } from './common.js';

/**
 * The release waits and looks, but a dispute may still be recorded just before its window ends and be heard of just after the
 * release: then as much is reserved again as the limit still has, and the event says that it came late.
 */
export const holdCover: Decide<HoldCover> = (coverage, command, { actor }) => {
  const { supplierId, orderId, disputeId, coverageType, granted } = command;
  if (!isPlatform(actor)) return refuse('only-the-platform-holds-cover');
  if (coverage.phase === 'none') return refuse('unknown-supplier', { supplierId });
  const mismatch = otherCurrency(coverage, granted);
  if (mismatch !== undefined) return mismatch;
  const nothingYet = zero(coverage.limit.currency);
  const before = coverage.covers.get(orderId);
  if (before?.heldBy === disputeId) return nothing();
  const cover = before ?? newCover(coverageType, fromData(granted), nothingYet);
  const missing = remainderOf(fromData(granted), add(cover.reserved, cover.consumed));
  const late = !isPositive(cover.reserved) && isPositive(missing);
  const reserved = late ? minOf(missing, remainingOf(coverage)) : cover.reserved;
  const held = { ...cover, reserved, heldBy: disputeId };
  const standing = standingOf(withCover(coverage, orderId, held));
  return happened({
    type: 'coverage.held.v1',
    data: {
      supplierId,
      orderId,
      disputeId,
      coverageType: held.coverageType,
      late,
      cover: coverData(held),
      ...standing,
    },
  });
};

export const unholdCover: Decide<UnholdCover> = (coverage, { supplierId, orderId, disputeId }, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-unholds-cover');
  if (coverage.phase === 'none') return refuse('unknown-supplier', { supplierId });
  const cover = coverage.covers.get(orderId);
  if (cover?.heldBy !== disputeId) return nothing(); // of another dispute by now, or of none
  const standing = standingOf(coverage);
  return happened({
    type: 'coverage.unheld.v1',
    data: { supplierId, orderId, disputeId, cover: coverData(cover), ...standing },
  });
};
