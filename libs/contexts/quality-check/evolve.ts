import type { QualityCheckEvent } from './events.js';
import type { QualityCheck } from './state.js';

export const evolve = (check: QualityCheck, event: QualityCheckEvent): QualityCheck => {
  switch (event.type) {
    case 'quality-check.requested.v1': {
      const { checkId, orderId, buyer, supplier, kinds, note } = event.data;
      return { phase: 'requested', concerned: { checkId, orderId, buyer, supplier }, asked: { kinds, note } };
    }
    case 'quality-check.answered.v1': {
      const { documents, note } = event.data;
      return { ...requested(check), phase: 'answered', answered: { documents, note } };
    }
    case 'quality-check.withdrawn.v1':
      return { ...requested(check), phase: 'withdrawn' };
  }
};

/** No decision answers what was not asked: a history that does is broken. */
function requested(check: QualityCheck): Exclude<QualityCheck, { readonly phase: 'none' }> {
  if (check.phase !== 'requested') throw new TypeError(`A check was answered or withdrawn that was ${check.phase}`);
  return check;
}
