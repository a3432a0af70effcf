import { fromData, happened, isPlatform, nothing, refuse, toData, type Decision } from '#kernel';
import type { AllocatePayment } from '../commands.js';
import { allocate, isSettled } from '../debt.js';
import type { OrderEvent } from '../events.js';
import { isBound, isOpen, type Open } from '../state.js';
import { phaseOf } from '../standing.js';
import { notIn, subjectOf, unknownOrder, type Context, type Decide } from './common.js';
import { isAccepted } from './cover.js';

/**
 * Decided on the order's stream with running totals, so that two arrivals cannot fill the same debt. A refusal that is final makes
 * the payment unmatched, and all of it goes back.
 */
export const allocatePayment: Decide<AllocatePayment> = (order, command, { actor, now }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-allocates-payments');
  if (order.phase === 'none') return unknownOrder(command);
  if (isBound(order) && order.payments.some(({ paymentId }) => paymentId === command.paymentId)) return nothing();
  return isOpen(order) ? take(order, command, now) : notIn('confirmed', order);
};

/** "Pay the Balance" is offered from delivery [seed]; a balance that comes earlier is accepted [reading]. */
function take(order: Open, { paymentId, purpose, amount }: AllocatePayment, now: Context['now']): Decision<OrderEvent> {
  const { debts, cover, phase } = order;
  if (purpose === 'balance' && !isSettled(debts.initial)) return refuse('initial-payment-incomplete', { phase });
  const debt = debts[purpose];
  const { currency } = debt.due;
  if (isSettled(debt)) return refuse('already-paid', { purpose, due: toData(debt.due) });
  // Being reserved takes the platform a moment, which is no reason to send money back: the saga tries again.
  if (cover.status === 'reserving') return refuse('allocation-too-early', { cover: cover.status });
  if (!isAccepted(cover)) return refuse('cover-not-settled', { cover: cover.status });
  if (amount.currency !== currency) return refuse('currency-mismatch', { expected: currency, stated: amount.currency });
  const { debt: after, allocated, excess } = allocate(debt, fromData(amount));
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
      complete: isSettled(after),
      phase: phaseOf({ ...order, debts: { ...debts, [purpose]: after } }),
      allocatedAt: now,
      ...subjectOf(order),
    },
  });
}
