import {
  actsAs,
  decideBy,
  happened,
  isThirdParty,
  nothing,
  refuse,
  toData,
  type Actor,
  type DecisionContext,
  type Refusal,
  type Rule,
} from '#kernel';
import type { RuleSet } from '#rules';
import type {
  CancelInspection,
  InspectionCommand,
  OrderInspection,
  RecordInspection,
  ReportInspection,
  ScheduleInspection,
} from './commands.js';
import type { InspectionEvent } from './events.js';
import type { InspectableOrder, Inspection, InspectionFacts } from './state.js';

type Context = DecisionContext<RuleSet, InspectionFacts>;
type Decide<C extends InspectionCommand> = Rule<Inspection, C, InspectionEvent, Context>;

/** Whoever is not in the order may not learn that it is inspected. */
export const isHiddenFrom = (inspection: Inspection, actor: Actor): boolean =>
  inspection.phase !== 'none' && isThirdParty(actor, inspection.concerned);

/** [seed]: SGS, BV or TUV; USD 200 within China, USD 300 overseas. */
const order: Decide<OrderInspection> = (inspection, command, { actor, facts, rules, now }) => {
  const { inspectionId, orderId, partner, place } = command;
  if (inspection.phase !== 'none') {
    const { concerned } = inspection;
    if (isHiddenFrom(inspection, actor)) return refuse('unknown-order', { orderId });
    if (!actsAs(actor, 'buyer', concerned.buyer)) return refuse('only-the-buyer-orders-an-inspection');
    const same = concerned.orderId === orderId && inspection.partner === partner && inspection.place === place;
    return same ? nothing() : refuse('inspection-already-ordered', { inspectionId });
  }
  const found = facts?.order ?? null;
  if (found === null || isThirdParty(actor, found)) return refuse('unknown-order', { orderId });
  const { buyer, supplier, phase } = found;
  if (!actsAs(actor, 'buyer', buyer)) return refuse('only-the-buyer-orders-an-inspection');
  const refusal = nothingToInspect(found);
  if (refusal !== undefined) return refusal;
  const { partners, feeWithinChina, feeOverseas } = rules.inspection;
  if (!partners.includes(partner)) return refuse('unknown-partner', { partner, partners });
  const fee = toData(place === 'china' ? feeWithinChina : feeOverseas);
  return happened({
    type: 'inspection.ordered.v1',
    data: {
      inspectionId,
      orderId,
      buyer,
      supplier,
      partner,
      place,
      fee,
      ruleSet: rules.version,
      orderedAt: now,
      phase,
    },
  });
};

/** The contract has to bind, and some of the goods have to be with the supplier still. */
function nothingToInspect({ phase, undispatched }: InspectableOrder): Refusal | undefined {
  if (phase !== 'confirmed' && phase !== 'in-performance') return refuse('nothing-to-inspect', { phase });
  return undispatched.length === 0 ? refuse('all-dispatched') : undefined;
}

const schedule: Decide<ScheduleInspection> = (inspection, { inspectionId, on }, { actor }) => {
  if (inspection.phase === 'none' || isHiddenFrom(inspection, actor)) return unknown(inspectionId);
  if (actor.role !== 'operator') return refuse('only-an-operator-speaks-for-the-partner');
  if (inspection.phase === 'scheduled' && inspection.on === on) return nothing();
  if (inspection.phase !== 'ordered' && inspection.phase !== 'scheduled') return over(inspection);
  return happened({ type: 'inspection.scheduled.v1', data: { ...inspection.concerned, on } });
};

const recordVisit: Decide<RecordInspection> = (inspection, { inspectionId }, { actor, now }) => {
  if (inspection.phase === 'none' || isHiddenFrom(inspection, actor)) return unknown(inspectionId);
  if (actor.role !== 'operator') return refuse('only-an-operator-speaks-for-the-partner');
  if (inspection.phase === 'performed') return nothing();
  if (inspection.phase !== 'scheduled') return over(inspection);
  return happened({ type: 'inspection.performed.v1', data: { ...inspection.concerned, performedAt: now } });
};

const report: Decide<ReportInspection> = (inspection, command, { actor, facts, now }) => {
  const { inspectionId, result } = command;
  if (inspection.phase === 'none' || isHiddenFrom(inspection, actor)) return unknown(inspectionId);
  if (actor.role !== 'operator') return refuse('only-an-operator-speaks-for-the-partner');
  if (inspection.phase === 'reported') {
    const same = inspection.result === result && inspection.report.documentId === command.report;
    return same ? nothing() : refuse('inspection-reported');
  }
  if (inspection.phase !== 'performed') return over(inspection);
  const kept = facts?.report ?? null;
  if (kept === null) return refuse('unknown-document', { documentId: command.report });
  return happened({
    type: 'inspection.reported.v1',
    data: { ...inspection.concerned, result, report: kept, reportedAt: now },
  });
};

const cancel: Decide<CancelInspection> = (inspection, { inspectionId }, { actor }) => {
  if (inspection.phase === 'none' || isHiddenFrom(inspection, actor)) return unknown(inspectionId);
  if (!actsAs(actor, 'buyer', inspection.concerned.buyer)) return refuse('only-the-buyer-cancels-an-inspection');
  if (inspection.phase === 'cancelled') return nothing();
  if (inspection.phase !== 'ordered' && inspection.phase !== 'scheduled') return over(inspection);
  return happened({ type: 'inspection.cancelled.v1', data: inspection.concerned });
};

const unknown = (inspectionId: string): Refusal => refuse('unknown-inspection', { inspectionId });

/** Not in the phase that the act belongs to: the code says in which one it is. */
const over = ({ phase }: Exclude<Inspection, { phase: 'none' }>): Refusal => refuse(`inspection-${phase}`);

export const decide = decideBy<Inspection, InspectionCommand, InspectionEvent, Context>({
  'order-inspection': order,
  'schedule-inspection': schedule,
  'record-inspection': recordVisit,
  'report-inspection': report,
  'cancel-inspection': cancel,
});
