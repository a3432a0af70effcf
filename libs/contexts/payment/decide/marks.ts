import { add, fromData, happened, isEqual, isPlatform, nothing, refuse, toData } from '#kernel';
import type { MarkAllocated, MarkUnmatched } from '../commands.js';
import { subjectOf } from '../state.js';
import { withoutMoney, type Decide } from './common.js';

export const markAllocated: Decide<MarkAllocated> = (payment, command, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-marks-payments');
  const { allocated, excess } = command;
  if (payment.phase === 'allocated') return nothing();
  if (payment.phase === 'unmatched') return refuse('payment-already-unmatched', { reason: payment.reason });
  if (payment.phase !== 'arrived') return withoutMoney(payment, command);
  const { arrival } = payment;
  // Nothing is created or lost: what arrived is allocated or goes back.
  if (!isEqual(add(fromData(allocated), fromData(excess)), arrival.amount))
    return refuse('allocation-mismatch', { amount: toData(arrival.amount), allocated, excess });
  return happened({ type: 'payment.allocated.v1', data: { ...subjectOf(arrival), allocated, excess } });
};

export const markUnmatched: Decide<MarkUnmatched> = (payment, command, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-marks-payments');
  if (payment.phase === 'unmatched') return nothing();
  if (payment.phase === 'allocated')
    return refuse('payment-already-allocated', { allocated: toData(payment.allocated) });
  if (payment.phase !== 'arrived') return withoutMoney(payment, command);
  const { reason } = command;
  return happened({ type: 'payment.unmatched.v1', data: { ...subjectOf(payment.arrival), reason } });
};
