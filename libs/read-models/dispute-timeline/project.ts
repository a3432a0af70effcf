import {
  fromData,
  laterOf,
  on,
  textAt,
  type DomainEvent,
  type Projection,
  type RecordedEvent,
  type StoredForm,
} from '#kernel';
import type { DisputeEvent } from '#contexts/dispute';
import type { RefundEvent } from '#contexts/refund';
import type { DisputeTimelineDoc, OfferDoc, RefundDoc, VerdictDoc } from './doc.js';

/** Written into a stream when it refuses a saga's command: it changes no dispute, but the stream's revision. */
type CommandRefused = DomainEvent<'command-refused.v1', object>;
type Digested = DisputeEvent | RefundEvent | CommandRefused;
type Recorded = Pick<RecordedEvent, 'type' | 'revision' | 'metadata'>;
type DataOf<T extends DisputeEvent['type']> = StoredForm<Extract<DisputeEvent, { type: T }>>['data'];

const DISPUTE_STREAM = 'dispute-';

/** The page of one dispute, by the dispute's id. */
export const disputeTimeline: Projection<DisputeTimelineDoc> = {
  name: 'dispute-timeline',
  version: 1,
  declaration: {
    fields: {
      orderId: 'string',
      buyer: 'string',
      supplier: 'string',
      phase: 'string',
      dueAt: 'string',
      openedAt: 'string',
    },
    indexes: [
      ['phase', 'dueAt'],
      ['buyer', 'openedAt'],
      ['supplier', 'openedAt'],
      ['orderId', 'openedAt'],
    ],
  },
  keys: ({ type, stream, data }) => {
    if (type !== 'command-refused.v1') return [textAt(data, 'disputeId')];
    return stream.startsWith(DISPUTE_STREAM) ? [stream.slice(DISPUTE_STREAM.length)] : [];
  },

  ...on<DisputeTimelineDoc, Digested>({
    'dispute.opened.v1': (_, event) => opened(event.data, event),
    'dispute.responded.v1': (doc, event) => {
      const { kind, statement, at, phase } = event.data;
      const respondedAt = known(doc).respondedAt ?? at;
      return moved(doc, event, { phase, response: { kind, statement, at }, respondedAt });
    },
    'dispute.offer-made.v1': (doc, event) => {
      const { offer: number, side, terms, note, at, phase } = event.data;
      const before = known(doc);
      const amount = terms.amount && fromData(terms.amount);
      const made: OfferDoc = {
        number,
        side,
        kind: terms.kind,
        amount,
        note,
        at,
        status: 'standing',
        whyRejected: null,
      };
      const earlier = before.offers.map((each) =>
        each.status === 'standing' ? { ...each, status: 'superseded' as const } : each,
      );
      const respondedAt = side === 'supplier' ? (before.respondedAt ?? at) : before.respondedAt;
      return moved(doc, event, { phase, offers: [...earlier, made], respondedAt });
    },
    'dispute.offer-accepted.v1': (doc, event) =>
      moved(doc, event, { offers: answered(doc, event.data.offer, { status: 'accepted' }) }),
    'dispute.offer-rejected.v1': (doc, event) => {
      const { offer, reason: whyRejected } = event.data;
      return moved(doc, event, { offers: answered(doc, offer, { status: 'rejected', whyRejected }) });
    },
    'dispute.settled.v1': (doc, event) => moved(doc, event, { phase: 'settled' }),
    'dispute.evidence-submitted.v1': (doc, event) => {
      const { side, evidence } = event.data;
      return moved(doc, event, { evidence: [...known(doc).evidence, submittedIn(evidence, side, event)] });
    },
    'dispute.evidence-completed.v1': (doc, event) =>
      moved(doc, event, { evidenceDone: [...known(doc).evidenceDone, event.data.side] }),
    'dispute.evidence-closed.v1': (doc, event) => moved(doc, event, { phase: event.data.phase, evidenceUntil: null }),
    'dispute.escalation-opened.v1': (doc, event) => moved(doc, event, {}),
    'dispute.escalated.v1': (doc, event) => {
      const { by, cause, evidenceUntil } = event.data;
      const escalation = { by, cause, at: event.metadata.recordedAt };
      return moved(doc, event, { phase: 'escalated', escalation, evidenceUntil, evidenceDone: [] });
    },
    'dispute.determined.v1': (doc, event) => {
      const { appealUntil, mayAppeal } = event.data;
      const determination = verdictIn(event.data, event);
      return moved(doc, event, { phase: 'determined', determination, appealUntil, mayAppeal });
    },
    'dispute.appealed.v1': (doc, event) => {
      const { side, statement, evidence, evidenceUntil } = event.data;
      const before = known(doc);
      return moved(doc, event, {
        phase: 'appealed',
        appeals: [...before.appeals, { side, statement, at: event.metadata.recordedAt }],
        evidence: [...before.evidence, ...evidence.map((each) => submittedIn(each, side, event))],
        evidenceUntil,
        evidenceDone: [],
      });
    },
    'dispute.appeal-decided.v1': (doc, event) =>
      moved(doc, event, {
        phase: 'determined',
        appealDecision: verdictIn(event.data, event),
        appealUntil: null,
        mayAppeal: [],
      }),
    'dispute.withdrawn.v1': (doc, event) => moved(doc, event, { phase: 'withdrawn' }),
    'dispute.lapsed.v1': (doc, event) => moved(doc, event, { phase: 'lapsed' }),
    'dispute.closed.v1': (doc, event) => {
      const { outcome, refunded } = event.data;
      return moved(doc, event, { phase: outcome, refunded: fromData(refunded), appealUntil: null, mayAppeal: [] });
    },
    'command-refused.v1': (doc, { revision }) => doc && { ...doc, revision },

    'refund.authorised.v1': (doc, event) => refunded(doc, event, { ...begun(event.data), status: 'authorised' }),
    'refund.not-due.v1': (doc, event) => refunded(doc, event, { ...begun(event.data), status: 'not-due' }),
    'refund.submission-intended.v1': (doc, event) => refunded(doc, event, { attempts: event.data.attempt }),
    'refund.submitted.v1': (doc, event) => refunded(doc, event, { status: 'submitted' }),
    'refund.succeeded.v1': (doc, event) => refunded(doc, event, { status: 'succeeded', reason: null }),
    'refund.failed.v1': (doc, event) => refunded(doc, event, { status: 'failed', reason: event.data.reason }),
    'refund.retried.v1': (doc, event) => refunded(doc, event, { status: 'authorised' }),
    'refund.sent-to-manual-review.v1': (doc, event) =>
      refunded(doc, event, { status: 'manual-review', reason: event.data.reason }),
  }),
};

function opened(
  data: DataOf<'dispute.opened.v1'>,
  { revision, metadata: { recordedAt } }: Recorded,
): DisputeTimelineDoc {
  const { disputeId, orderId, number, buyer, supplier, reasons, windows, statement, coverageType } = data;
  const { respondBy, solveBy, silence } = data;
  return {
    ...{ disputeId, orderId, number, buyer, supplier, reasons, windows, statement, coverageType },
    ...{ respondBy, solveBy, silence },
    phase: 'awaiting-supplier',
    revision,
    ...{ openedAt: recordedAt, updatedAt: recordedAt, dueAt: respondBy },
    ...{ response: null, respondedAt: null, offers: [], evidence: [], escalation: null },
    ...{ evidenceUntil: null, evidenceDone: [], determination: null, appealUntil: null, mayAppeal: [] },
    ...{ appeals: [], appealDecision: null, refunds: [], refunded: null },
    timeline: [{ type: 'dispute.opened.v1', at: recordedAt, by: 'buyer' }],
  };
}

/** The dispute's own stream went on. */
function moved(
  doc: DisputeTimelineDoc | null,
  event: Recorded,
  changes: Partial<DisputeTimelineDoc>,
): DisputeTimelineDoc {
  const { recordedAt, actor } = event.metadata;
  const before = known(doc);
  const by = actor.role === 'buyer' || actor.role === 'supplier' ? actor.role : 'platform';
  const entry = { type: event.type, at: recordedAt, by } as const;
  const timeline = [...before.timeline, entry];
  const after = { ...before, ...changes, revision: event.revision, timeline };
  return { ...after, updatedAt: laterOf(before.updatedAt, recordedAt), dueAt: dueIn(after) };
}

function dueIn({ phase, respondedAt, respondBy, solveBy, evidenceUntil, appealUntil, dueAt }: DisputeTimelineDoc) {
  switch (phase) {
    case 'awaiting-supplier':
      return respondBy;
    case 'negotiating':
      return respondedAt === null ? respondBy : solveBy;
    case 'escalated':
      return evidenceUntil;
    case 'under-determination':
    case 'appealed':
      return evidenceUntil ?? dueAt; // an arbiter is waited for, since then
    case 'determined':
      return appealUntil;
    case 'final':
    case 'settled':
    case 'withdrawn':
    case 'lapsed':
      return null;
  }
}

const answered = (doc: DisputeTimelineDoc | null, number: number, changes: Partial<OfferDoc>): readonly OfferDoc[] =>
  known(doc).offers.map((each) => (each.number === number ? { ...each, ...changes } : each));

const submittedIn = (
  { documentId, sha256, size, mediaType }: DataOf<'dispute.evidence-submitted.v1'>['evidence'],
  side: DisputeTimelineDoc['evidenceDone'][number],
  { metadata: { recordedAt: submittedAt } }: Recorded,
) => ({ documentId, sha256, size, mediaType, side, submittedAt });

const verdictIn = (
  data: DataOf<'dispute.determined.v1' | 'dispute.appeal-decided.v1'>,
  { metadata: { recordedAt: at } }: Recorded,
): VerdictDoc => {
  const { fault, amount, reasons, evidence, goods, order } = data;
  return { fault, amount: fromData(amount), reasons, evidence, goods, order, at };
};

const begun = ({
  origin,
  determined,
}: Pick<StoredForm<Extract<RefundEvent, { type: 'refund.not-due.v1' }>>['data'], 'origin' | 'determined'>) => ({
  origin,
  determined: fromData(determined),
});

/** The refund comes from a stream of its own, after the dispute that it is for. */
function refunded(
  doc: DisputeTimelineDoc | null,
  { data, metadata }: Pick<RecordedEvent<StoredForm<RefundEvent>>, 'data' | 'metadata'>,
  changes: Partial<RefundDoc>,
): DisputeTimelineDoc {
  const before = known(doc);
  const { refundId, amount } = data;
  const fresh: RefundDoc = {
    ...{ refundId, origin: 'determination', determined: fromData(amount), amount: fromData(amount) },
    ...{ status: 'authorised', attempts: 0, reason: null },
  };
  const others = before.refunds.filter((each) => each.refundId !== refundId);
  const refund = { ...(before.refunds.find((each) => each.refundId === refundId) ?? fresh), ...changes };
  return { ...before, refunds: [...others, refund], updatedAt: laterOf(before.updatedAt, metadata.recordedAt) };
}

/** Everything that concerns a dispute comes after its opening; if not, the history is broken and the key is parked. */
function known(doc: DisputeTimelineDoc | null): DisputeTimelineDoc {
  if (doc === null) throw new TypeError('The dispute was not opened');
  return doc;
}
