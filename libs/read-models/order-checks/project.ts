import { fromData, on, textAt, type OrderId, type OrganisationId, type Projection } from '#kernel';
import type { InspectionEvent } from '#contexts/inspection';
import type { QualityCheckEvent } from '#contexts/quality-check';
import type { InspectionDoc, OrderChecksDoc, QualityCheckDoc } from './doc.js';

/** The quality checks and inspections of one order, by the order's id. */
export const orderChecks: Projection<OrderChecksDoc> = {
  name: 'order-checks',
  version: 1,
  declaration: { fields: {}, indexes: [] },
  keys: ({ data }) => [textAt(data, 'orderId')],

  ...on<OrderChecksDoc, QualityCheckEvent | InspectionEvent>({
    'quality-check.requested.v1': (doc, { data }) => {
      const { checkId, kinds, note, requestedAt } = data;
      const before = doc ?? none(data);
      const check = { checkId, phase: 'requested', kinds, note, requestedAt, answer: null } as const;
      return { ...before, qualityChecks: [...before.qualityChecks, check] };
    },
    'quality-check.answered.v1': (doc, { data: { checkId, documents, note, answeredAt } }) =>
      withCheck(doc, checkId, { phase: 'answered', answer: { documents, note, answeredAt } }),
    'quality-check.withdrawn.v1': (doc, { data }) => withCheck(doc, data.checkId, { phase: 'withdrawn' }),

    'inspection.ordered.v1': (doc, { data }) => {
      const { inspectionId, partner, place, fee, orderedAt } = data;
      const before = doc ?? none(data);
      const ordered = { inspectionId, phase: 'ordered', partner, place, fee: fromData(fee), orderedAt } as const;
      const inspection = { ...ordered, on: null, performedAt: null, report: null };
      return { ...before, inspections: [...before.inspections, inspection] };
    },
    'inspection.scheduled.v1': (doc, { data }) =>
      withInspection(doc, data.inspectionId, { phase: 'scheduled', on: data.on }),
    'inspection.performed.v1': (doc, { data }) =>
      withInspection(doc, data.inspectionId, { phase: 'performed', performedAt: data.performedAt }),
    'inspection.reported.v1': (doc, { data: { inspectionId, result, report: document, reportedAt } }) =>
      withInspection(doc, inspectionId, { phase: 'reported', report: { result, document, reportedAt } }),
    'inspection.cancelled.v1': (doc, { data }) => withInspection(doc, data.inspectionId, { phase: 'cancelled' }),
  }),
};

interface Concerned {
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
}
const none = ({ orderId, buyer, supplier }: Concerned): OrderChecksDoc => ({
  orderId,
  buyer,
  supplier,
  qualityChecks: [],
  inspections: [],
});

const withCheck = (doc: OrderChecksDoc | null, id: string, changes: Partial<QualityCheckDoc>): OrderChecksDoc => {
  const before = known(doc);
  const qualityChecks = before.qualityChecks.map((each) => (each.checkId === id ? { ...each, ...changes } : each));
  return { ...before, qualityChecks };
};

const withInspection = (doc: OrderChecksDoc | null, id: string, changes: Partial<InspectionDoc>): OrderChecksDoc => {
  const before = known(doc);
  const inspections = before.inspections.map((each) => (each.inspectionId === id ? { ...each, ...changes } : each));
  return { ...before, inspections };
};

/** Nothing is answered that was not asked for; if it is, the history is broken and the key is parked. */
function known(doc: OrderChecksDoc | null): OrderChecksDoc {
  if (doc === null) throw new TypeError('The order has no checks');
  return doc;
}
