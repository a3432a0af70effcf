import type { Decision } from '#kernel';
import type { Order, OrderEvent } from '#contexts/ordering';
import { inAll, no, yes } from '../matrix.js';
import * as history from '../order-history.js';
import { ORDER, histories, type Situation } from '../order-history.js';
import { usd } from '../values.js';

/** In which phase of the order each situation is. */
export const PHASES = {
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

export const situations = Object.keys(histories) as Situation[];
export const within = <P extends (typeof PHASES)[Situation]>(...phases: readonly P[]) =>
  situations.filter((each): each is SituationIn<P> => phases.some((phase) => phase === PHASES[each]));
export type SituationIn<P> = { [S in Situation]: (typeof PHASES)[S] extends P ? S : never }[Situation];

/** Refused in every situation of these phases, with the phase as the fact. */
export const refusedIn = <P extends (typeof PHASES)[Situation]>(code: string, ...phases: readonly P[]) =>
  Object.fromEntries(within(...phases).map((each) => [each, no(code, { phase: PHASES[each] })])) as Record<
    SituationIn<P>,
    Decision<never>
  >;
export const noOrder = { 'no order': no('unknown-order', { orderId: ORDER }) };
export const overs = { expired: no('order-expired'), 'closed by dispute': no('order-closed-by-dispute') };
export const cancelled = inAll(within('cancelled'), no('order-cancelled'));
export const ends = { ...noOrder, ...cancelled, ...overs };
export const completed = inAll(within('completed'), no('order-completed'));
export const paidInitially = no('already-paid', { purpose: 'initial', due: usd('1500.00') });
/** Paid, with goods that are still to leave. */
export const shipping = [
  'initial payment complete',
  'initial payment complete, amendment proposed',
  'amended, cover to be adjusted',
  'initial payment complete, cancellation proposed',
  'balance paid, goods not dispatched',
] as const;
export const OPEN = ['confirmed', 'in-performance', 'awaiting-receipt'] as const;
export const UNBOUND = ['drafted', 'submitted'] as const;

export const takes = (allocated: string, excess: string): Decision<OrderEvent> =>
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

export const notAllocated = no('payment-not-allocated', { paymentId: history.EARLIER_PAYMENT });
export const closedFrom = <P extends (typeof OPEN)[number]>(phase: P) =>
  inAll<SituationIn<P>, Decision<OrderEvent>>(within(phase), yes(history.closedByDispute(phase)));
