import {
  fromData,
  happened,
  isPlatform,
  nothing,
  refuse,
  toData,
  type Decision,
  type OrderPhase,
  type Purpose,
  type Refusal,
} from '#kernel';
import type { AllocatePayment } from '../commands.js';
import { allocate, isSettled, type Debt } from '../debt.js';
import type { OrderEvent } from '../events.js';
import type { Confirmed, Cover, InPerformance, Terms } from '../state.js';
import { notIn, subjectOf, unknownOrder, type Decide } from './common.js';

/**
 * Decided on the order's stream with running totals, so that two arrivals cannot fill the same debt. A refusal that is final makes
 * the payment unmatched, and all of it goes back.
 */
export const allocatePayment: Decide<AllocatePayment> = (order, command, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-allocates-payments');
  if ('payments' in order && order.payments.includes(command.paymentId)) return nothing();
  switch (order.phase) {
    case 'none':
      return unknownOrder(command);
    case 'drafted':
    case 'submitted':
    case 'completed':
    case 'cancelled':
      return notIn('confirmed', order);
    case 'awaiting-receipt':
      return settled(order.terms, command.purpose);
    case 'confirmed':
      return towardsInitial(order, command);
    case 'in-performance':
      return towardsBalance(order, command);
  }
};

function towardsInitial(order: Confirmed, command: AllocatePayment): Decision<OrderEvent> {
  if (command.purpose === 'balance') return refuse('initial-payment-incomplete', { phase: order.phase });
  // Being reserved takes the platform a moment, which is no reason to send money back: the saga tries again.
  if (order.cover.status === 'reserving') return refuse('allocation-too-early', { cover: order.cover.status });
  if (!coverSettled(order.cover)) return refuse('cover-not-settled', { cover: order.cover.status });
  return take(order, command, order.initial, 'in-performance');
}

/** "Pay the Balance" is offered from delivery [seed]; a balance that comes earlier is accepted [reading]. */
function towardsBalance(order: InPerformance, command: AllocatePayment): Decision<OrderEvent> {
  if (command.purpose === 'initial' || isSettled(order.balance)) return settled(order.terms, command.purpose);
  return take(order, command, order.balance, order.undispatched.length === 0 ? 'awaiting-receipt' : 'in-performance');
}

/** @param onceComplete the order's phase when the debt is settled by this payment. */
function take(
  order: Confirmed | InPerformance,
  { paymentId, purpose, amount }: AllocatePayment,
  debt: Debt,
  onceComplete: OrderPhase,
): Decision<OrderEvent> {
  const { currency } = debt.due;
  if (amount.currency !== currency) return refuse('currency-mismatch', { expected: currency, stated: amount.currency });
  const { debt: after, allocated, excess } = allocate(debt, fromData(amount));
  const complete = isSettled(after);
  return happened({
    type: 'order.payment-allocated.v1',
    data: {
      paymentId,
      purpose,
      amount,
      allocated: toData(allocated),
      excess: toData(excess),
      due: toData(after.due),
      allocatedInAll: toData(after.allocated),
      complete,
      phase: complete ? onceComplete : order.phase,
      ...subjectOf(order),
    },
  });
}

/** Nothing is owed for the purpose any more. */
const settled = ({ initialPayment, balance }: Terms, purpose: Purpose): Refusal =>
  refuse('already-paid', { purpose, due: toData(purpose === 'initial' ? initialPayment : balance) });

/** The buyer knows his cover before he pays. */
const coverSettled = (cover: Cover): boolean =>
  cover.status === 'granted' || (cover.status === 'reduced' && cover.acknowledged);
