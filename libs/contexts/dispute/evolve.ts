import { currency, fromData, type Side } from '#kernel';
import type { DisputeEvent } from './events.js';
import type { Appealed, Dispute, Escalated, ExistingDispute, Known, Negotiating, Verdict } from './state.js';

export const evolve = (dispute: Dispute, event: DisputeEvent): Dispute => {
  if (event.type === 'dispute.opened.v1') return opened(event);
  return after(existing(dispute), event);
};

type Later = Exclude<DisputeEvent, { type: 'dispute.opened.v1' }>;

function after(dispute: ExistingDispute, event: Later): ExistingDispute {
  switch (event.type) {
    case 'dispute.responded.v1':
      return { ...answered(dispute, event), hasResponse: true };
    case 'dispute.offer-made.v1': {
      const { offer: number, side, terms } = event.data;
      const moved = side === 'supplier' ? answered(dispute, event) : dispute;
      return { ...moved, offer: { number, side, terms, rejected: false } };
    }
    case 'dispute.offer-accepted.v1':
      return dispute; // the settlement follows
    case 'dispute.offer-rejected.v1':
      return { ...dispute, offer: dispute.offer && { ...dispute.offer, rejected: true } };
    case 'dispute.settled.v1': {
      const { refund } = event.data;
      return { ...known(dispute), phase: 'settled', refund: refund && fromData(refund), closed: false };
    }
    case 'dispute.evidence-submitted.v1':
      return { ...dispute, evidence: [...dispute.evidence, event.data.evidence] };
    case 'dispute.evidence-completed.v1':
      return { ...collecting(dispute), done: [...collecting(dispute).done, event.data.side] };
    case 'dispute.evidence-closed.v1':
      return dispute.phase === 'appealed'
        ? { ...dispute, evidenceClosed: true }
        : { ...known(dispute), phase: 'under-determination' };
    case 'dispute.escalation-opened.v1':
      return { ...negotiating(dispute), escalationOpened: true };
    case 'dispute.escalated.v1':
      return { ...known(dispute), phase: 'escalated', evidenceUntil: event.data.evidenceUntil, done: [] };
    case 'dispute.determined.v1':
      return {
        ...known(dispute),
        phase: 'determined',
        verdict: verdictIn(event.data),
        appealUntil: event.data.appealUntil,
      };
    case 'dispute.appealed.v1':
      return appealed(dispute, event);
    case 'dispute.appeal-decided.v1':
      return { ...known(dispute), phase: 'determined', verdict: verdictIn(event.data), appealUntil: null };
    case 'dispute.withdrawn.v1':
      return { ...known(dispute), phase: 'withdrawn' };
    case 'dispute.lapsed.v1':
      return { ...known(dispute), phase: 'lapsed' };
    case 'dispute.closed.v1':
      return dispute.phase === 'settled' ? { ...dispute, closed: true } : { ...known(dispute), phase: 'final' };
  }
}

function opened({ data }: Extract<DisputeEvent, { type: 'dispute.opened.v1' }>): Negotiating {
  const { disputeId, orderId, buyer, supplier, requestId, ruleSet, coverageType, windows } = data;
  const { respondBy, solveBy, silence } = data;
  return {
    phase: 'awaiting-supplier',
    id: disputeId,
    ...{ orderId, buyer, supplier, requestId, ruleSet, coverageType, respondBy, solveBy, silence },
    currency: currency(data.currency),
    claims: windows.map(({ reason, shipmentId }) => ({ reason, shipmentId })),
    respondedAt: null,
    hasResponse: false,
    offer: null,
    evidence: [],
    escalationOpened: false,
  };
}

/** The supplier's first word, whatever it is, is his response. */
function answered(
  dispute: ExistingDispute,
  { data }: Extract<DisputeEvent, { type: 'dispute.responded.v1' | 'dispute.offer-made.v1' }>,
): ExistingDispute {
  const respondedAt = dispute.respondedAt ?? data.at;
  return dispute.phase === 'awaiting-supplier'
    ? { ...dispute, respondedAt, phase: 'negotiating' }
    : { ...dispute, respondedAt };
}

function appealed(
  dispute: ExistingDispute,
  { data }: Extract<DisputeEvent, { type: 'dispute.appealed.v1' }>,
): Appealed {
  if ((dispute.phase !== 'determined' && dispute.phase !== 'appealed') || dispute.appealUntil === null)
    throw new TypeError('An appeal came without a determination');
  const { verdict, appealUntil } = dispute;
  const before: readonly Side[] = dispute.phase === 'appealed' ? dispute.appeals : [];
  return {
    ...known(dispute),
    phase: 'appealed',
    evidence: [...dispute.evidence, ...data.evidence],
    verdict,
    appealUntil,
    appeals: [...before, data.side],
    evidenceUntil: data.evidenceUntil,
    evidenceClosed: false,
    done: [],
  };
}

type VerdictData = Extract<DisputeEvent, { type: 'dispute.determined.v1' | 'dispute.appeal-decided.v1' }>['data'];
const verdictIn = ({ fault, amount, fullCover, order }: VerdictData): Verdict => ({
  fault,
  amount: fromData(amount),
  fullCover: fromData(fullCover),
  order,
});

/** What outlives the phase. */
function known(dispute: ExistingDispute): Known {
  const { id, orderId, buyer, supplier, requestId, ruleSet, coverageType, currency: code } = dispute;
  const { claims, respondBy, solveBy, silence, respondedAt, hasResponse, offer, evidence } = dispute;
  return {
    ...{ id, orderId, buyer, supplier, requestId, ruleSet, coverageType, currency: code },
    ...{ claims, respondBy, solveBy, silence, respondedAt, hasResponse, offer, evidence },
  };
}

// No decision writes these events in another phase: a history that has one is broken.
function existing(dispute: Dispute): ExistingDispute {
  if (dispute.phase === 'none') throw new TypeError('A dispute went on before it was opened');
  return dispute;
}
function negotiating(dispute: ExistingDispute): Negotiating {
  if (dispute.phase === 'awaiting-supplier' || dispute.phase === 'negotiating') return dispute;
  throw new TypeError('An escalation was opened after the negotiation');
}
function collecting(dispute: ExistingDispute): Escalated | Appealed {
  if (dispute.phase === 'escalated' || dispute.phase === 'appealed') return dispute;
  throw new TypeError('Evidence was complete while none was collected');
}
