import { describe, expect, it } from '@jest/globals';
import { fromData, type DomainEvent, type Instant } from '#kernel';
import {
  DISPUTE,
  appealDecided,
  appealed,
  closed,
  determined,
  escalated,
  evidence,
  evidenceClosed,
  evidenceDone,
  lapsed,
  offered,
  opened,
  rejected,
  responded,
  settled,
  accepted,
  submitted,
  withdrawn,
} from '../../../test/support/dispute-history.js';
import { arbiter, buyer, operator, supplier } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import {
  REFUND,
  authorised,
  failed,
  inReview,
  intended,
  notDue,
  refundSubmitted,
  retried,
  succeeded,
} from '../../../test/support/refund-history.js';
import { day, usd } from '../../../test/support/values.js';
import { disputeTimeline, disputeViewFor, type DisputeTimelineDoc } from './index.js';

type Happened = DomainEvent<string, object>;

/** Each event a day after the one before. */
const fold = (...events: readonly Happened[]): DisputeTimelineDoc =>
  events.reduce<DisputeTimelineDoc | null>((doc, { type, data }, n) => {
    const recorded = recordedAs(type, JSON.parse(JSON.stringify(data)) as never, { revision: n, at: day(n) });
    return disputeTimeline.project(doc, recorded, DISPUTE);
  }, null)!;

const inDetermination = [opened(), responded(), escalated(), submitted('buyer', 1), evidenceClosed()];

describe('the page of a dispute', () => {
  it.each<[string, readonly Happened[], string, Instant | null]>([
    ['without a response the fifth day', [opened()], 'awaiting-supplier', day(5)],
    ['with one the fifteenth', [opened(), responded()], 'negotiating', day(15)],
    ['a supplier’s offer is one', [opened(), offered('supplier', 1, usd('10.00'))], 'negotiating', day(15)],
    ['escalated, the end of the evidence', [opened(), escalated(day(12))], 'escalated', day(12)],
    ['closed evidence, since then', inDetermination, 'under-determination', day(22)],
    ['determined, the end of the appeal', [...inDetermination, determined()], 'determined', day(33)],
    ['appealed, the end of the evidence', [...inDetermination, determined(), appealed()], 'appealed', day(33)],
    ['withdrawn, nothing', [opened(), withdrawn()], 'withdrawn', null],
    ['lapsed, nothing', [opened(), lapsed()], 'lapsed', null],
    ['final, nothing', [...inDetermination, determined(), closed()], 'final', null],
  ])('says where it stands and what is due: %s', (_, events, phase, dueAt) => {
    expect(fold(...events)).toMatchObject({ phase, dueAt, revision: events.length - 1 });
  });

  it('keeps every offer with what became of it', () => {
    const doc = fold(
      opened(),
      offered('buyer', 1, usd('900.00'), { phase: 'awaiting-supplier' }),
      offered('supplier', 2, usd('300.00')),
      rejected(2),
      offered('supplier', 3, null),
      accepted('buyer', 3),
      settled(3, null),
    );
    expect(doc.offers.map(({ number, status, kind }) => [number, status, kind])).toStrictEqual([
      [1, 'superseded', 'refund'],
      [2, 'rejected', 'refund'],
      [3, 'accepted', 'reship'],
    ]);
    expect(doc).toMatchObject({ phase: 'settled', refunded: null });
  });

  it('keeps what was determined beside what the appeal gave', () => {
    const doc = fold(...inDetermination, determined(), appealed(), evidenceDone('buyer'), appealDecided());
    expect(doc).toMatchObject({
      determination: { amount: fromData(usd('2000.00')), fault: 'supplier' },
      appealDecision: { amount: fromData(usd('500.00')) },
      appeals: [{ side: 'supplier' }],
      evidence: [{ documentId: evidence(1).documentId }, { documentId: evidence(5).documentId, side: 'supplier' }],
      evidenceDone: ['buyer'],
      appealUntil: null,
      mayAppeal: [],
    });
    expect(doc.timeline.map(({ type }) => type)).toHaveLength(9);
  });

  it('follows its refund, from a stream of its own', () => {
    const judged = [...inDetermination, determined()];
    const course: readonly [Happened, string, number, string | null][] = [
      [authorised, 'authorised', 0, null],
      [intended(), 'authorised', 1, null],
      [refundSubmitted, 'submitted', 1, null],
      [failed(), 'failed', 1, 'account-closed'],
      [retried(), 'authorised', 1, 'account-closed'],
      [intended(2), 'authorised', 2, 'account-closed'],
      [inReview, 'manual-review', 2, 'account-closed'],
      [succeeded, 'succeeded', 2, null],
    ];
    const told: Happened[] = [];
    for (const [event, status, attempts, reason] of course) {
      told.push(event);
      const doc = fold(...judged, ...told);
      expect(doc.refunds).toMatchObject([
        { refundId: REFUND, status, attempts, reason, amount: fromData(usd('2000.00')) },
      ]);
      expect(doc.revision).toBe(judged.length - 1); // of the dispute’s own stream
    }
    expect(fold(...judged, notDue).refunds).toMatchObject([
      { status: 'not-due', determined: fromData(usd('2500.00')) },
    ]);
  });

  it('knows the revision after a refusal that was written down', () => {
    const refused = recordedAs('command-refused.v1', {}, { stream: `dispute-${DISPUTE}`, revision: 7 });
    expect(disputeTimeline.keys(refused)).toStrictEqual([DISPUTE]);
    expect(disputeTimeline.project(fold(opened()), refused, DISPUTE)).toMatchObject({ revision: 7 });
    expect(disputeTimeline.keys(recordedAs('command-refused.v1', {}, { stream: 'order-1' }))).toStrictEqual([]);
  });

  it('is of a dispute that was opened', () => {
    expect(() => fold(responded())).toThrow(TypeError);
    expect(() => fold(authorised)).toThrow(TypeError);
  });
});

describe('what a caller can do with it', () => {
  const view = (doc: DisputeTimelineDoc, actor: typeof buyer, now: Instant) => disputeViewFor(doc, { actor, now });

  it('the buyer escalates from day five, or fifteen, until it lapses', () => {
    const silent = fold(opened());
    const may = (now: Instant) => view(silent, buyer, now).mayEscalate;
    expect([day(5, -1), day(5), day(45, -1), day(45)].map(may)).toStrictEqual([false, true, true, false]);
    expect(view(silent, supplier, day(6)).mayEscalate).toBe(false);
    expect(view(fold(opened(), responded()), buyer, day(6))).toMatchObject({
      escalationOpensAt: day(15),
      mayEscalate: false,
    });
    expect(view(fold(opened(), escalated()), buyer, day(30)).escalationOpensAt).toBeNull();
  });

  it('both sides add evidence while it is taken, and then the arbiter determines', () => {
    const doc = fold(opened(), escalated(day(22)));
    for (const party of [buyer, supplier]) {
      expect(view(doc, party, day(22, -1)).mayAddEvidence).toBe(true);
      expect(view(doc, party, day(22)).mayAddEvidence).toBe(false);
    }
    expect(view(doc, operator, day(20)).mayAddEvidence).toBe(false);
    expect(view(doc, arbiter, day(22, -1)).mayDetermine).toBe(false);
    expect(view(doc, arbiter, day(22)).mayDetermine).toBe(true);
    expect(view(doc, operator, day(22)).mayDetermine).toBe(false);
    expect(view(fold(opened()), arbiter, day(50)).mayDetermine).toBe(false);
  });

  it('who has lost appeals, once and in time', () => {
    const doc = fold(...inDetermination, determined());
    expect(view(doc, supplier, day(33, -1)).mayAppeal).toBe(true);
    expect(view(doc, supplier, day(33)).mayAppeal).toBe(false);
    expect(view(doc, buyer, day(30)).mayAppeal).toBe(false);
    expect(view(fold(...inDetermination, determined(), appealed()), supplier, day(30)).mayAppeal).toBe(false);
  });
});
