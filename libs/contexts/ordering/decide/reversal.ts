import {
  add,
  fromData,
  happened,
  isPlatform,
  isPositive,
  minOf,
  nothing,
  refuse,
  remainderOf,
  toData,
  type PaymentId,
} from '#kernel';
import type { RecordReturned, ReverseAllocation } from '../commands.js';
import { isSettled, takeBack } from '../debt.js';
import { isBound, isOpen, type BoundOrder, type Order, type TakenPayment } from '../state.js';
import { keptOf, phaseOf } from '../standing.js';
import { subjectOf, unknownOrder, type Decide } from './common.js';

/**
 * Money is called back whatever the order's state: what is gone is gone. An order that is being performed is owed it again; one that
 * has ended stays ended, and only its figures follow.
 */
export const reverseAllocation: Decide<ReverseAllocation> = (order, command, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-reverses-allocations');
  if (order.phase === 'none') return unknownOrder(command);
  const { paymentId } = command;
  const payment = takenPayment(order, paymentId);
  if (payment === undefined) return refuse('payment-not-allocated', { paymentId });
  // The excess of the payment never was the order's, and what has gone back by agreement is not called back again.
  const amount = minOf(remainderOf(fromData(command.amount), payment.reversed), keptOf(payment));
  if (!isPositive(amount)) return nothing();
  const { purpose } = payment;
  const bound = order as BoundOrder; // only such an order has taken a payment
  const after = { ...bound, debts: { ...bound.debts, [purpose]: takeBack(bound.debts[purpose], amount) } };
  return happened({
    type: 'order.payment-reversed.v1',
    data: {
      paymentId,
      purpose,
      amount: toData(amount),
      reversedInAll: toData(add(payment.reversed, amount)),
      due: toData(after.debts[purpose].due),
      allocatedInAll: toData(after.debts[purpose].allocated),
      complete: isSettled(after.debts[purpose]),
      phase: isOpen(order) ? phaseOf(after) : order.phase,
      ...subjectOf(order),
    },
  });
};

/** Only what both sides agreed to send back counts here: the excess of a payment goes back without touching the order. */
export const recordReturned: Decide<RecordReturned> = (order, command, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-records-returns');
  if (order.phase === 'none') return unknownOrder(command);
  const { paymentId } = command;
  const payment = takenPayment(order, paymentId);
  if (payment === undefined) return refuse('payment-not-allocated', { paymentId });
  const agreed = minOf(fromData(command.amount), payment.toReturn);
  const amount = minOf(remainderOf(agreed, payment.returned), keptOf(payment));
  if (!isPositive(amount)) return nothing();
  const { purpose } = payment;
  const { debts } = order as BoundOrder; // only such an order has taken a payment
  return happened({
    type: 'order.return-recorded.v1',
    data: {
      paymentId,
      purpose,
      amount: toData(amount),
      returnedInAll: toData(add(payment.returned, amount)),
      allocatedInAll: toData(takeBack(debts[purpose], amount).allocated),
      ...subjectOf(order),
    },
  });
};

const takenPayment = (order: Order, paymentId: PaymentId): TakenPayment | undefined =>
  isBound(order) ? order.payments.find((each) => each.paymentId === paymentId) : undefined;
