import { currency, disputeId, documentId, fromData, instant, shipmentId, type Instant, type MoneyData } from '#kernel';
import type { ClaimedOrder, DisputeEvent, DisputeFacts, Evidence, KeptDocument } from '#contexts/dispute';
import { ORDER } from './order-history.js';
import { BUYER, SUPPLIER } from './people.js';
import { day, usd, uuid } from './values.js';

export const DISPUTE = disputeId(`${ORDER}-1`);
export const BATCH = shipmentId(uuid('c', 1));
export const REQUEST = uuid('d', 1);

export const subject = { disputeId: DISPUTE, orderId: ORDER, buyer: BUYER, supplier: SUPPLIER };
export const authored = (side: 'buyer' | 'supplier') =>
  ({ ...subject, side, author: side === 'buyer' ? BUYER : SUPPLIER }) as const;

/** The seed's example, all paid and all dispatched ten days before the dispute; 2,000 of 3,000 are covered. */
export const order: ClaimedOrder = {
  buyer: BUYER,
  supplier: SUPPLIER,
  phase: 'awaiting-receipt',
  ruleSet: 'trade-assurance/1',
  coverageType: 'post-delivery',
  currency: currency('USD'),
  shipByEnd: instant('2026-02-10T00:00:00Z'),
  initialPayment: { complete: true, completedAt: day(-30) },
  net: { initial: fromData(usd('1500.00')), all: fromData(usd('3000.00')) },
  readyNoticeAt: null,
  unansweredChecks: 0,
  allDispatchedAt: day(-10),
  batches: [{ shipmentId: BATCH, dispatchedAt: day(-10), clearedAt: null }],
};
const cover = { granted: fromData(usd('2000.00')), consumed: fromData(usd('0.00')) };

export const evidence = (n: number): Evidence => ({
  documentId: documentId(uuid('f', n)),
  sha256: n.toString(16).repeat(64),
  size: 1_000 * n,
  mediaType: 'image/jpeg',
  storedAt: day(0),
});
/** Photographs of the buyer's, 1 to 4, and of the supplier's, 5 to 8. */
export const documents: readonly KeptDocument[] = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({
  ...evidence(n),
  by: n < 5 ? BUYER : SUPPLIER,
}));

export const facts = { order, cover, previous: [], documents } as const satisfies DisputeFacts;

type DataOf<T extends DisputeEvent['type']> = Extract<DisputeEvent, { type: T }>['data'];
type Own<T extends DisputeEvent['type']> = Omit<DataOf<T>, keyof ReturnType<typeof authored>>;
const event = <T extends DisputeEvent['type']>(type: T, data: DataOf<T>): DisputeEvent =>
  ({ type, data }) as unknown as DisputeEvent; // the helpers of the tests validate it

export const opened = (changes: Partial<DataOf<'dispute.opened.v1'>> = {}): DisputeEvent =>
  event('dispute.opened.v1', {
    ...authored('buyer'),
    number: 1,
    requestId: REQUEST,
    reasons: ['quality'],
    batches: [BATCH],
    windows: [{ reason: 'quality', shipmentId: BATCH, opensAt: day(-10), closesAt: day(170) }],
    statement: 'The welds are cracked.',
    coverageType: 'post-delivery',
    currency: 'USD',
    ruleSet: 'trade-assurance/1',
    respondBy: day(5),
    solveBy: day(15),
    silence: { policy: 'lapse', at: day(45) },
    ...changes,
  });

export const responded = (changes: Partial<Own<'dispute.responded.v1'>> = {}): DisputeEvent =>
  event('dispute.responded.v1', {
    ...authored('supplier'),
    kind: 'contest',
    statement: 'They left our works whole.',
    at: day(1),
    phase: 'negotiating',
    ...changes,
  });

export const offered = (
  side: 'buyer' | 'supplier',
  offer: number,
  amount: MoneyData | null,
  changes: Partial<Own<'dispute.offer-made.v1'>> = {},
): DisputeEvent =>
  event('dispute.offer-made.v1', {
    ...authored(side),
    offer,
    terms: { kind: amount === null ? 'reship' : 'refund', amount },
    payable: amount,
    note: null,
    at: day(2),
    phase: 'negotiating',
    ...changes,
  });

export const rejected = (offer: number): DisputeEvent =>
  event('dispute.offer-rejected.v1', { ...authored('buyer'), offer, reason: null });

export const accepted = (side: 'buyer' | 'supplier', offer: number): DisputeEvent =>
  event('dispute.offer-accepted.v1', { ...subject, side, offer });

export const settled = (offer: number, amount: MoneyData | null): DisputeEvent =>
  event('dispute.settled.v1', {
    ...subject,
    offer,
    terms: { kind: amount === null ? 'reship' : 'refund', amount },
    refund: amount,
  });

export const submitted = (side: 'buyer' | 'supplier', n: number): DisputeEvent =>
  event('dispute.evidence-submitted.v1', { ...authored(side), evidence: evidence(n) });

export const evidenceDone = (side: 'buyer' | 'supplier'): DisputeEvent =>
  event('dispute.evidence-completed.v1', { ...subject, side });

export const evidenceClosed = (
  cause: 'both-done' | 'window-over' = 'window-over',
  phase: 'under-determination' | 'appealed' = 'under-determination',
): DisputeEvent => event('dispute.evidence-closed.v1', { ...subject, cause, phase });

export const escalationOpened = (cause: 'no-response' | 'no-solution', since: Instant): DisputeEvent =>
  event('dispute.escalation-opened.v1', { ...subject, cause, since });

export const escalated = (at: Instant = day(22), changes: Partial<DataOf<'dispute.escalated.v1'>> = {}): DisputeEvent =>
  event('dispute.escalated.v1', { ...subject, by: 'buyer', cause: 'no-solution', evidenceUntil: at, ...changes });

const verdict = {
  ...subject,
  fault: 'supplier',
  amount: usd('2000.00'),
  fullCover: usd('2000.00'),
  reasons: 'The photographs show it.',
  evidence: [evidence(1).documentId],
  goods: 'keep',
  order: 'continues',
} as const;

export const determined = (changes: Partial<DataOf<'dispute.determined.v1'>> = {}): DisputeEvent =>
  event('dispute.determined.v1', { ...verdict, appealUntil: day(33), mayAppeal: ['supplier'], ...changes });

export const appealed = (side: 'buyer' | 'supplier' = 'supplier', n = 5, evidenceUntil = day(33)): DisputeEvent =>
  event('dispute.appealed.v1', {
    ...authored(side),
    statement: 'An expert has looked at them.',
    evidence: [evidence(n)],
    evidenceUntil,
  });

export const appealDecided = (changes: Partial<DataOf<'dispute.appeal-decided.v1'>> = {}): DisputeEvent =>
  event('dispute.appeal-decided.v1', {
    ...verdict,
    amount: usd('500.00'),
    evidence: [evidence(5).documentId],
    previousAmount: usd('2000.00'),
    ...changes,
  });

export const withdrawn = (): DisputeEvent =>
  event('dispute.withdrawn.v1', { ...authored('buyer'), reason: 'It was my mistake.' });

export const lapsed = (): DisputeEvent => event('dispute.lapsed.v1', { ...subject, policy: 'lapse', dueAt: day(45) });

export const closed = (changes: Partial<DataOf<'dispute.closed.v1'>> = {}): DisputeEvent =>
  event('dispute.closed.v1', {
    ...subject,
    outcome: 'final',
    refunded: usd('2000.00'),
    order: 'continues',
    ...changes,
  });

const negotiating = [opened(), responded()];
const escalation = [...negotiating, escalated(), submitted('buyer', 1)];
const determination = [...escalation, evidenceClosed()];
const determinedOnce = [...determination, determined()];
const agreed = [...negotiating, offered('supplier', 1, usd('800.00')), accepted('buyer', 1), settled(1, usd('800.00'))];

/** Every situation in which a dispute can be, as its history. It was opened on day 0, escalated on day 15, determined on day 23. */
export const histories = {
  'no dispute': [],
  'awaiting supplier': [opened()],
  negotiating,
  'an offer stands': [...negotiating, offered('supplier', 1, usd('800.00'))],
  escalated: escalation,
  'under determination': determination,
  determined: determinedOnce,
  appealed: [...determinedOnce, appealed()],
  'appeal decided': [...determinedOnce, appealed(), evidenceClosed('window-over', 'appealed'), appealDecided()],
  final: [...determinedOnce, closed()],
  'settled with money': agreed,
  'settled and paid': [...agreed, closed({ outcome: 'settled', refunded: usd('800.00') })],
  withdrawn: [...negotiating, withdrawn()],
  lapsed: [opened(), lapsed()],
} as const satisfies Readonly<Record<string, readonly DisputeEvent[]>>;

export type Situation = keyof typeof histories;
/** The moment at which each situation is looked at. */
export const momentOf: Readonly<Record<Situation, Instant>> = {
  'no dispute': day(0),
  'awaiting supplier': day(5),
  negotiating: day(15),
  'an offer stands': day(15),
  escalated: day(16),
  'under determination': day(23),
  determined: day(24),
  appealed: day(26),
  'appeal decided': day(34),
  final: day(40),
  'settled with money': day(16),
  'settled and paid': day(20),
  withdrawn: day(16),
  lapsed: day(46),
};
