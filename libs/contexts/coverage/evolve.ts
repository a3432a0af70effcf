import { add, fromData, subtract, type OrderId } from '#kernel';
import { newCover, type Cover } from './cover.js';
import type { CoverageEvent } from './events.js';
import { newCoverage, withCover, withLimit, withoutReservation, type Coverage, type GrantedCoverage } from './state.js';

export const evolve = (coverage: Coverage, event: CoverageEvent): Coverage => {
  switch (event.type) {
    case 'coverage.limit-granted.v1':
      return newCoverage(event.data.supplierId, fromData(event.data.limit));
    case 'coverage.limit-changed.v1':
      return withLimit(granted(coverage), fromData(event.data.limit));
    case 'coverage.reserved.v1': {
      const { orderId, coverageType, requested, granted: amount } = event.data;
      const cover = newCover(coverageType, fromData(requested), fromData(amount));
      return withCover(granted(coverage), orderId, cover);
    }
    case 'coverage.adjusted.v1': {
      const { orderId, coverageType, requested, granted: amount } = event.data;
      return changed(coverage, orderId, (cover) => {
        const reserved = subtract(fromData(amount), cover.consumed);
        return { ...cover, coverageType, requested: fromData(requested), reserved };
      });
    }
    case 'coverage.held.v1': {
      const { orderId, disputeId, coverageType, cover } = event.data;
      const reserved = fromData(cover.reserved);
      const before = granted(coverage).covers.get(orderId) ?? newCover(coverageType, reserved, reserved);
      return withCover(granted(coverage), orderId, { ...before, reserved, heldBy: disputeId });
    }
    case 'coverage.unheld.v1':
      return changed(coverage, event.data.orderId, (cover) => ({ ...cover, heldBy: null }));
    case 'coverage.consumed.v1': {
      const { orderId, refundId, cover } = event.data;
      const amounts = { reserved: fromData(cover.reserved), consumed: fromData(cover.consumed) };
      return changed(coverage, orderId, (before) => ({
        ...before,
        ...amounts,
        refunds: [...before.refunds, refundId],
      }));
    }
    case 'coverage.restored.v1': {
      const { orderId, recourseId, recovered, amount } = event.data;
      return changed(coverage, orderId, (cover) => ({
        ...cover,
        restored: add(cover.restored, fromData(amount)),
        recoveries: { ...cover.recoveries, [recourseId]: fromData(recovered) },
      }));
    }
    case 'coverage.released.v1':
      return withoutReservation(granted(coverage), event.data.orderId);
  }
};

function changed(coverage: Coverage, orderId: OrderId, change: (cover: Cover) => Cover): GrantedCoverage {
  const cover = granted(coverage).covers.get(orderId);
  if (cover === undefined) throw new TypeError('The cover of an order changed before it was reserved');
  return withCover(granted(coverage), orderId, change(cover));
}

/** No decision writes one of these events before a limit was granted: a history that has one is broken. */
function granted(coverage: Coverage): GrantedCoverage {
  if (coverage.phase === 'none') throw new TypeError('Coverage changed before a limit was granted');
  return coverage;
}
