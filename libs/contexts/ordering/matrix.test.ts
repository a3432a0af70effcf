import { describe, expect, it } from '@jest/globals';
import type { Decision } from '#kernel';
import { foldOf } from '../../../test/support/decider.js';
import { given } from '../../../test/support/order-given.js';
import { expectEveryPair, inAll, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { facts, orderCommands, other } from '../../../test/support/order-commands.js';
import * as history from '../../../test/support/order-history.js';
import { ALL, ORDER, SHIPMENT, histories, type Situation } from '../../../test/support/order-history.js';
import { day, usd } from '../../../test/support/values.js';
import { ordering, type Order, type OrderCommand, type OrderEvent } from './index.js';

const PHASES = {
  'no order': 'none',
  drafted: 'drafted',
  submitted: 'submitted',
  'confirmed by the buyer': 'submitted',
  'reserving cover': 'confirmed',
  'cover granted': 'confirmed',
  'cover reduced': 'confirmed',
  'reduced cover acknowledged': 'confirmed',
  'initial payment begun': 'confirmed',
  'initial payment complete': 'in-performance',
  'all dispatched, balance due': 'in-performance',
  'all dispatched and delivered, balance due': 'in-performance',
  'balance paid, goods not dispatched': 'in-performance',
  'initial payment called back after dispatch': 'confirmed',
  'awaiting receipt': 'awaiting-receipt',
  'awaiting receipt, dispute open': 'awaiting-receipt',
  completed: 'completed',
  'completed, feedback given': 'completed',
  'initial payment complete, amendment proposed': 'in-performance',
  'amended, cover to be adjusted': 'in-performance',
  'initial payment complete, cancellation proposed': 'in-performance',
  cancelled: 'cancelled',
  'cancelled by both': 'cancelled',
  expired: 'expired',
  'closed by dispute': 'closed-by-dispute',
} as const satisfies Readonly<Record<Situation, Order['phase']>>;

const situations = Object.keys(histories) as Situation[];
const within = <P extends (typeof PHASES)[Situation]>(...phases: readonly P[]) =>
  situations.filter((each): each is SituationIn<P> => phases.some((phase) => phase === PHASES[each]));
type SituationIn<P> = { [S in Situation]: (typeof PHASES)[S] extends P ? S : never }[Situation];

/** Refused in every situation of these phases, with the phase as the fact. */
const refusedIn = <P extends (typeof PHASES)[Situation]>(code: string, ...phases: readonly P[]) =>
  Object.fromEntries(within(...phases).map((each) => [each, no(code, { phase: PHASES[each] })])) as Record<
    SituationIn<P>,
    Decision<never>
  >;
const noOrder = { 'no order': no('unknown-order', { orderId: ORDER }) };
const overs = { expired: no('order-expired'), 'closed by dispute': no('order-closed-by-dispute') };
const cancelled = inAll(within('cancelled'), no('order-cancelled'));
const ends = { ...noOrder, ...cancelled, ...overs };
const completed = inAll(within('completed'), no('order-completed'));
const paidInitially = no('already-paid', { purpose: 'initial', due: usd('1500.00') });
/** Paid, with goods that are still to leave. */
const shipping = [
  'initial payment complete',
  'initial payment complete, amendment proposed',
  'amended, cover to be adjusted',
  'initial payment complete, cancellation proposed',
  'balance paid, goods not dispatched',
] as const;
const OPEN = ['confirmed', 'in-performance', 'awaiting-receipt'] as const;
const UNBOUND = ['drafted', 'submitted'] as const;

const takes = (allocated: string, excess: string): Decision<OrderEvent> =>
  yes(
    history.allocated({
      purpose: 'initial',
      amount: usd('1600.00'),
      allocated: usd(allocated),
      excess: usd(excess),
      allocatedInAll: usd('1500.00'),
      complete: true,
      phase: 'in-performance',
    }),
  );

const notAllocated = no('payment-not-allocated', { paymentId: history.EARLIER_PAYMENT });
const closedFrom = <P extends (typeof OPEN)[number]>(phase: P) =>
  inAll<SituationIn<P>, Decision<OrderEvent>>(within(phase), yes(history.closedByDispute(phase)));

const matrix: Matrix<OrderCommand['type'], Situation, OrderEvent> = {
  'draft-order': {
    ...refusedIn('order-already-drafted', 'drafted', 'submitted', 'confirmed', 'in-performance'),
    ...refusedIn('order-already-drafted', 'awaiting-receipt', 'completed', 'cancelled', 'expired', 'closed-by-dispute'),
    'no order': yes(history.drafted(other)),
  },
  'revise-order': {
    ...ends,
    drafted: yes(history.revised(other)),
    submitted: yes(history.revised(other)),
    'confirmed by the buyer': yes(history.revised(other, ['buyer'])),
    ...refusedIn('order-already-confirmed', 'confirmed', 'in-performance', 'awaiting-receipt'),
    ...completed,
  },
  'submit-order': {
    ...ends,
    drafted: yes(history.submitted()),
    submitted: same,
    'confirmed by the buyer': same,
    ...refusedIn('order-not-drafted', 'confirmed', 'in-performance', 'awaiting-receipt'),
    ...completed,
  },
  'confirm-order': {
    ...ends,
    ...refusedIn('order-not-submitted', 'drafted'),
    submitted: yes(history.sideConfirmed('supplier')),
    'confirmed by the buyer': yes(history.sideConfirmed('supplier'), history.confirmed()),
    ...inAll(within('confirmed', 'in-performance', 'awaiting-receipt', 'completed'), same),
    'amended, cover to be adjusted': no('contract-changed', { contractHash: history.amendmentHash }),
  },
  'cancel-order': {
    ...noOrder,
    ...overs,
    drafted: yes(history.cancelled('drafted')),
    ...inAll(within('submitted'), yes(history.cancelled('submitted'))),
    ...inAll(within('confirmed'), yes(history.cancelled('confirmed'))),
    'initial payment begun': no('money-has-arrived', { phase: 'confirmed' }),
    'initial payment called back after dispatch': no('money-has-arrived', { phase: 'confirmed' }),
    ...refusedIn('money-has-arrived', 'in-performance', 'awaiting-receipt'),
    ...completed,
    ...inAll(within('cancelled'), same),
  },
  'record-cover': {
    ...ends,
    ...refusedIn('order-not-confirmed', 'drafted', 'submitted'),
    ...inAll(within('confirmed', 'in-performance', 'awaiting-receipt', 'completed'), same),
    'reserving cover': yes(history.coverRecorded(usd('2000.00'))),
    'amended, cover to be adjusted': yes(history.coverRecorded(usd('2000.00'))),
  },
  'acknowledge-reduced-cover': {
    ...ends,
    ...refusedIn('order-not-confirmed', 'drafted', 'submitted'),
    'reserving cover': no('cover-not-settled', { cover: 'reserving' }),
    'cover granted': no('cover-not-reduced'),
    'cover reduced': yes(history.acknowledged()),
    'reduced cover acknowledged': same,
    'initial payment begun': no('cover-not-reduced'),
    'initial payment called back after dispatch': no('cover-not-reduced'),
    ...refusedIn('cover-already-settled', 'in-performance', 'awaiting-receipt', 'completed'),
    'amended, cover to be adjusted': no('cover-not-settled', { cover: 'reserving' }),
  },
  'allocate-payment': {
    ...ends,
    ...refusedIn('order-not-confirmed', 'drafted', 'submitted'),
    'reserving cover': no('allocation-too-early', { cover: 'reserving' }),
    'cover granted': takes('1500.00', '100.00'),
    'cover reduced': no('cover-not-settled', { cover: 'reduced' }),
    'reduced cover acknowledged': takes('1500.00', '100.00'),
    'initial payment begun': takes('1000.00', '600.00'),
    'initial payment called back after dispatch': takes('1500.00', '100.00'),
    ...inAll(within('in-performance', 'awaiting-receipt'), paidInitially),
    ...completed,
  },
  'record-dispatch': {
    ...ends,
    ...refusedIn('initial-payment-incomplete', 'drafted', 'submitted', 'confirmed'),
    'initial payment complete': yes(history.dispatched('in-performance')),
    'initial payment complete, amendment proposed': yes(history.dispatched('in-performance')),
    'amended, cover to be adjusted': yes(history.dispatched('in-performance', ALL, [{ line: 1, quantity: 2 }])),
    'initial payment complete, cancellation proposed': yes(history.dispatched('in-performance')),
    'all dispatched, balance due': same,
    'all dispatched and delivered, balance due': same,
    'initial payment called back after dispatch': same,
    'balance paid, goods not dispatched': yes(history.dispatched('awaiting-receipt')),
    ...inAll(within('awaiting-receipt', 'completed'), same),
  },
  'record-delivery': {
    ...ends,
    ...refusedIn('order-not-in-performance', 'drafted', 'submitted', 'confirmed'),
    'initial payment complete': no('unknown-shipment', { shipmentId: SHIPMENT }),
    'initial payment complete, amendment proposed': no('unknown-shipment', { shipmentId: SHIPMENT }),
    'amended, cover to be adjusted': no('unknown-shipment', { shipmentId: SHIPMENT }),
    'initial payment complete, cancellation proposed': no('unknown-shipment', { shipmentId: SHIPMENT }),
    'all dispatched, balance due': yes(history.delivered()),
    'all dispatched and delivered, balance due': same,
    'initial payment called back after dispatch': yes(history.delivered()),
    'balance paid, goods not dispatched': no('unknown-shipment', { shipmentId: SHIPMENT }),
    ...inAll(within('awaiting-receipt'), yes(history.delivered())),
    ...inAll(within('completed'), same),
  },
  'confirm-receipt': {
    ...ends,
    ...refusedIn('order-not-awaiting-receipt', 'drafted', 'submitted', 'confirmed', 'in-performance'),
    ...inAll(within('awaiting-receipt'), yes(history.completed())),
    ...inAll(within('completed'), same),
  },
  'record-declared-transfer': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within('confirmed'), yes(history.transferDeclared())),
    ...inAll(within('in-performance', 'awaiting-receipt'), same),
    ...completed,
  },
  'reverse-allocation': {
    ...noOrder,
    ...inAll(within('drafted', 'submitted', 'confirmed', 'cancelled', 'expired'), notAllocated),
    'initial payment begun': yes(history.reversed('confirmed', { amount: usd('500.00') })),
    ...inAll(within('in-performance', 'awaiting-receipt'), yes(history.reversed('confirmed'))),
    'initial payment called back after dispatch': same,
    'cancelled by both': yes(history.reversed('cancelled')),
    ...inAll(within('completed'), yes(history.reversed('completed'))),
    'closed by dispute': yes(history.reversed('closed-by-dispute')),
  },
  'record-returned': {
    ...noOrder,
    ...inAll(within('drafted', 'submitted', 'confirmed', 'cancelled', 'expired'), notAllocated),
    'initial payment begun': same,
    'initial payment called back after dispatch': same,
    ...inAll(within('in-performance', 'awaiting-receipt', 'completed', 'closed-by-dispute'), same),
    'cancelled by both': yes(history.returned()),
  },
  'propose-amendment': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN), yes(history.amendmentProposed('buyer', other))),
    'reserving cover': no('cover-not-settled', { cover: 'reserving' }),
    'amended, cover to be adjusted': no('cover-not-settled', { cover: 'reserving' }),
    'initial payment complete, amendment proposed': no('amendment-open', { by: 'supplier', lapsesAt: day(10) }),
    'awaiting receipt, dispute open': no('dispute-open', { disputeId: history.DISPUTE }),
    ...completed,
  },
  'accept-amendment': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN), no('no-amendment-proposed')),
    'initial payment complete, amendment proposed': yes(history.amended()),
    'amended, cover to be adjusted': same,
    ...completed,
  },
  'reject-amendment': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN), no('no-amendment-proposed')),
    'initial payment complete, amendment proposed': yes(history.amendmentRejected()),
    ...completed,
  },
  'lapse-amendment': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN), same),
    'initial payment complete, amendment proposed': no('not-due', { dueAt: day(10) }),
    ...completed,
  },
  'propose-cancellation': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within('confirmed'), no('return-exceeds-net', { returnable: usd('0.00') })),
    'initial payment begun': yes(history.cancellationProposed()),
    ...inAll(within('in-performance', 'awaiting-receipt'), yes(history.cancellationProposed())),
    'awaiting receipt, dispute open': no('dispute-open', { disputeId: history.DISPUTE }),
    'initial payment complete, cancellation proposed': same,
    ...completed,
  },
  'accept-cancellation': {
    ...ends,
    ...inAll(within('cancelled'), same),
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN), no('no-cancellation-proposed')),
    'initial payment complete, cancellation proposed': yes(
      history.cancellationAccepted(),
      history.cancelledByBoth('in-performance'),
    ),
    ...completed,
  },
  'reject-cancellation': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN), no('no-cancellation-proposed')),
    'initial payment complete, cancellation proposed': yes(history.cancellationRejected()),
    ...completed,
  },
  'waive-shortfall': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within('confirmed'), no('nothing-has-arrived', { purpose: 'initial' })),
    'initial payment begun': yes(history.waived()),
    ...inAll(within('in-performance', 'awaiting-receipt'), paidInitially),
    ...completed,
  },
  'remind-supplier': {
    ...ends,
    ...refusedIn('order-not-submitted', 'drafted'),
    ...inAll(within('submitted'), yes(history.reminded('confirmation'))),
    ...refusedIn('nothing-to-remind-of', ...OPEN),
    ...inAll(shipping, yes(history.reminded('shipment'))),
    ...completed,
  },
  'give-ready-notice': {
    ...ends,
    ...refusedIn('initial-payment-incomplete', ...UNBOUND, 'confirmed'),
    ...inAll(within('in-performance', 'awaiting-receipt'), no('all-dispatched')),
    ...inAll(shipping, yes(history.readyNotice())),
    ...completed,
  },
  'give-feedback': {
    ...ends,
    ...refusedIn('order-not-completed', ...UNBOUND, ...OPEN),
    completed: yes(history.feedback()),
    'completed, feedback given': same,
  },
  'revise-feedback': {
    ...ends,
    ...refusedIn('order-not-completed', ...UNBOUND, ...OPEN),
    completed: no('no-feedback-given'),
    'completed, feedback given': yes(history.feedbackRevised()),
  },
  'record-check-requested': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN, 'completed'), yes(history.checkRequested())),
  },
  'record-check-answered': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN, 'completed'), yes(history.checkAnswered())),
  },
  'complete-receipt': {
    ...ends,
    ...refusedIn('order-not-awaiting-receipt', ...UNBOUND, 'confirmed', 'in-performance'),
    'awaiting receipt': no('not-due', { dueAt: day(63) }),
    'awaiting receipt, dispute open': no('dispute-open', { disputeId: history.DISPUTE }),
    ...inAll(within('completed'), same),
  },
  'remind-of-receipt': {
    ...ends,
    ...refusedIn('order-not-awaiting-receipt', ...UNBOUND, 'confirmed', 'in-performance'),
    'awaiting receipt': no('not-due', { dueAt: day(33) }),
    'awaiting receipt, dispute open': no('dispute-open', { disputeId: history.DISPUTE }),
    ...inAll(within('completed'), same),
  },
  'expire-order': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND, 'in-performance', 'awaiting-receipt'),
    ...inAll(within('confirmed'), no('not-due', { dueAt: day(60) })),
    ...completed,
    expired: same,
  },
  'record-dispute-opened': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN, 'completed', 'expired'), yes(history.disputeOpened())),
    'awaiting receipt, dispute open': same,
    'cancelled by both': yes(history.disputeOpened()),
    'closed by dispute': same,
  },
  'record-dispute-escalated': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN, 'completed', 'expired', 'closed-by-dispute'), yes(history.disputeEscalated())),
    'cancelled by both': yes(history.disputeEscalated()),
  },
  'record-dispute-ended': {
    ...ends,
    ...refusedIn('order-not-confirmed', ...UNBOUND),
    ...inAll(within(...OPEN, 'completed', 'expired', 'closed-by-dispute'), yes(history.disputeEnded())),
    'cancelled by both': yes(history.disputeEnded()),
  },
  'close-by-dispute': {
    ...ends,
    ...refusedIn('order-not-in-performance', ...UNBOUND),
    ...closedFrom('confirmed'),
    ...closedFrom('in-performance'),
    ...closedFrom('awaiting-receipt'),
    ...completed,
    'closed by dispute': same,
  },
};

describe('ordering: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(ordering, matrix, histories, {
      none: true,
      drafted: true,
      submitted: true,
      confirmed: true,
      'in-performance': true,
      'awaiting-receipt': true,
      completed: true,
      cancelled: true,
      expired: true,
      'closed-by-dispute': true,
    });
  });

  it.each(situations)('%s is the phase that it says', (situation) => {
    expect(foldOf(ordering, ordering.initialState, histories[situation]).phase).toBe(PHASES[situation]);
  });

  it.each(pairs)('$command: $situation', ({ command: name, situation, answer }) => {
    const { command, by } = orderCommands[name];
    expect(given(...histories[situation]).when(command, { by, facts }).decision).toStrictEqual(answer);
  });
});
