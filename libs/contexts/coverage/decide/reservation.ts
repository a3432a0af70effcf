import {
  addMillis,
  fromData,
  happened,
  isEqual,
  isPlatform,
  isPositive,
  nothing,
  refuse,
  toData,
  type OrderId,
  type Refusal,
} from '#kernel';
import type { AdjustCover, ReleaseCover, ReserveCover } from '../commands.js';
import { grantedOf, newCover, reservedAfter } from '../cover.js';
import { grantedFor, remainingOf, requestedFor, standingOf, withCover, withoutReservation } from '../state.js';
import { otherCurrency, type Context, type Decide } from './common.js';

const MILLIS_PER_MINUTE = 60_000;

export const reserveCover: Decide<ReserveCover> = (coverage, command, { actor }) => {
  const { supplierId, orderId, coverageType, base, cap } = command;
  if (!isPlatform(actor)) return refuse('only-the-platform-reserves-cover');
  // The enrolment is known before its limit is granted: whoever reserves in between comes again.
  if (coverage.phase === 'none') return refuse('reservation-too-early', { supplierId });
  if (coverage.covers.has(orderId)) return nothing();
  const mismatch = otherCurrency(coverage, base);
  if (mismatch !== undefined) return mismatch;
  const requested = requestedFor(fromData(base), cap && fromData(cap));
  const granted = grantedFor(requested, coverage);
  const amounts = { base, requested: toData(requested), granted: toData(granted) };
  const standing = standingOf(withCover(coverage, orderId, newCover(coverageType, requested, granted)));
  return happened({
    type: 'coverage.reserved.v1',
    data: { supplierId, orderId, coverageType, ...amounts, ...standing },
  });
};

/** Both sides agreed to the amendment, so it counts also while a dispute is open. */
export const adjustCover: Decide<AdjustCover> = (coverage, command, { actor }) => {
  const { supplierId, orderId, coverageType, base, cap } = command;
  if (!isPlatform(actor)) return refuse('only-the-platform-adjusts-cover');
  if (coverage.phase === 'none') return refuse('unknown-supplier', { supplierId });
  const cover = coverage.covers.get(orderId);
  if (cover === undefined) return refuse('unknown-cover', { orderId });
  const mismatch = otherCurrency(coverage, base);
  if (mismatch !== undefined) return mismatch;
  const requested = requestedFor(fromData(base), cap && fromData(cap));
  if (coverageType === cover.coverageType && isEqual(requested, cover.requested)) return nothing();
  const reserved = reservedAfter(cover, requested, remainingOf(coverage));
  const adjusted = { ...cover, coverageType, requested, reserved };
  return happened({
    type: 'coverage.adjusted.v1',
    data: {
      supplierId,
      orderId,
      coverageType,
      base,
      requested: toData(requested),
      granted: toData(grantedOf(adjusted)),
      previous: { requested: toData(cover.requested), granted: toData(grantedOf(cover)) },
      ...standingOf(withCover(coverage, orderId, adjusted)),
    },
  });
};

/** Cover freed here never tops up another order; it only raises what remains for the next. */
export const releaseCover: Decide<ReleaseCover> = (coverage, { supplierId, orderId, reason }, context) => {
  const { actor } = context;
  if (!isPlatform(actor)) return refuse('only-the-platform-releases-cover');
  if (coverage.phase === 'none') return refuse('unknown-supplier', { supplierId });
  const cover = coverage.covers.get(orderId);
  if (cover === undefined) return nothing();
  if (cover.heldBy !== null) return refuse('cover-held', { disputeId: cover.heldBy });
  const refusal = reason === 'window-closed' ? claimsStillPossible(orderId, context) : undefined;
  if (refusal !== undefined) return refusal;
  // An order that got nothing of the limit is forgotten all the same; one that refunds have used up has been before.
  if (!isPositive(cover.reserved) && isPositive(cover.consumed)) return nothing();
  const standing = standingOf(withoutReservation(coverage, orderId));
  return happened({
    type: 'coverage.released.v1',
    data: { supplierId, orderId, reason, amount: toData(cover.reserved), ...standing },
  });
};

/** After the last window it waits a while, and looks: a dispute that was recorded at the last moment may not have been heard of. */
function claimsStillPossible(orderId: OrderId, { facts, now, rules }: Context): Refusal | undefined {
  const claims = facts?.claims ?? null;
  if (claims === null) return refuse('unknown-order', { orderId });
  if (claims.openDispute !== null) return refuse('cover-held', { disputeId: claims.openDispute });
  if (claims.lastCloses === null) return refuse('claims-still-possible', { until: null });
  const until = addMillis(claims.lastCloses, rules.cover.releaseDelayMinutes * MILLIS_PER_MINUTE);
  return now < until ? refuse('claims-still-possible', { until }) : undefined;
}
