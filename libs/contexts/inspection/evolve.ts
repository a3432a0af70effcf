import type { InspectionEvent } from './events.js';
import type { Inspection, Known } from './state.js';

export const evolve = (inspection: Inspection, event: InspectionEvent): Inspection => {
  switch (event.type) {
    case 'inspection.ordered.v1': {
      const { inspectionId, orderId, buyer, supplier, partner, place, ruleSet } = event.data;
      return { phase: 'ordered', concerned: { inspectionId, orderId, buyer, supplier }, partner, place, ruleSet };
    }
    case 'inspection.scheduled.v1':
      return { ...knownOf(inspection), phase: 'scheduled', on: event.data.on };
    case 'inspection.performed.v1':
      return { ...knownOf(inspection), phase: 'performed' };
    case 'inspection.reported.v1': {
      const { result, report } = event.data;
      return { ...knownOf(inspection), phase: 'reported', result, report };
    }
    case 'inspection.cancelled.v1':
      return { ...knownOf(inspection), phase: 'cancelled' };
  }
};

/** No decision goes on with an inspection that was not ordered: a history that does is broken. */
function knownOf(inspection: Inspection): Known {
  if (inspection.phase === 'none') throw new TypeError('An inspection went on that nobody had ordered');
  const { concerned, partner, place, ruleSet } = inspection;
  return { concerned, partner, place, ruleSet };
}
