import { fromData, happened, isEqual, nothing, refuse, toData, zero, type Decision, type Instant } from '#kernel';
import type { RecordReversal } from '../commands.js';
import type { PaymentEvent } from '../events.js';
import { attemptOf, type ExistingPayment, type Return } from '../state.js';
import type { Source } from '../vocabulary.js';
import { withoutMoney, type Decide } from './common.js';

/** A chargeback that the bank told by letter; the provider's own reports lead to the same. Of whole payments only [reading]. */
export const recordReversal: Decide<RecordReversal> = (payment, command, { actor, now }) => {
  if (actor.role !== 'operator') return refuse('only-an-operator-records-a-reversal');
  switch (payment.phase) {
    case 'reversed':
      return nothing();
    case 'elsewhere':
    case 'arrived':
    case 'allocated':
    case 'unmatched': {
      const { amount } = payment.attempt;
      if (!isEqual(amount, fromData(command.amount)))
        return refuse('reversal-mismatch', { amount: toData(amount), stated: command.amount });
      return reversed(payment, command.reason, now);
    }
    case 'none':
    case 'stray':
    case 'initiated':
    case 'declared':
    case 'verifying':
    case 'authorised':
    case 'processing':
    case 'rejected':
    case 'failed':
    case 'expired':
      return withoutMoney(payment, command);
  }
};

/**
 * The money is gone from where it was: what the order had of it, and what was waiting to go back. What had gone back before is
 * missing now (`overdrawn`). While the order is deciding, or a return is under way, it is too early to say where it was.
 */
export function reversed(
  payment: ExistingPayment,
  reason: string,
  now: Instant,
  source?: Source,
): Decision<PaymentEvent> {
  const { attempt } = payment;
  if (payment.phase === 'arrived') return refuse('reversal-too-early', { phase: payment.phase });
  const funds = 'allocated' in payment ? payment : undefined;
  if (funds !== undefined && Object.values(funds.returns).some(isUnderWay))
    return refuse('reversal-too-early', { phase: 'return-under-way' });
  const none = zero(attempt.amount.currency);
  const { allocated, awaiting } = funds ?? { allocated: none, awaiting: none };
  return happened({
    type: 'payment.reversed.v1',
    data: {
      ...attemptOf(attempt),
      reversed: toData(attempt.amount),
      fromAllocated: toData(allocated),
      fromAwaitingReturn: toData(awaiting),
      overdrawn: toData(funds?.returned ?? none),
      reason,
      ...(source && { source }),
      reversedAt: now,
    },
  });
}

const isUnderWay = ({ status }: Return): boolean =>
  status === 'authorised' || status === 'submitted' || status === 'failed';
