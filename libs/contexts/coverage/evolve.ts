import { fromData } from '#kernel';
import type { CoverageEvent } from './events.js';
import {
  newCoverage,
  withLimit,
  withReservation,
  withoutReservation,
  type Coverage,
  type GrantedCoverage,
} from './state.js';

export const evolve = (coverage: Coverage, event: CoverageEvent): Coverage => {
  switch (event.type) {
    case 'coverage.limit-granted.v1':
      return newCoverage(event.data.supplierId, fromData(event.data.limit));
    case 'coverage.limit-changed.v1':
      return withLimit(granted(coverage), fromData(event.data.limit));
    case 'coverage.reserved.v1':
      return withReservation(granted(coverage), event.data.orderId, fromData(event.data.granted));
    case 'coverage.released.v1':
      return withoutReservation(granted(coverage), event.data.orderId);
  }
};

/** No decision writes one of these events before a limit was granted: a history that has one is broken. */
function granted(coverage: Coverage): GrantedCoverage {
  if (coverage.phase === 'none') throw new TypeError('Coverage changed before a limit was granted');
  return coverage;
}
