import {
  fromData,
  happened,
  isEqual,
  isPositive,
  nothing,
  refuse,
  type Decision,
  type PaymentMethod,
  type Refusal,
} from '#kernel';
import type { PaymentEvent } from '../events.js';
import type { RecordArrival, RecordArrivalElsewhere } from '../commands.js';
import { attemptOf, type Arrival, type Attempt, type Payment } from '../state.js';
import { overCardLimit } from './begin.js';
import { unknownOrder, type Context, type Decide } from './common.js';

/** Neither buyer nor supplier says that money has arrived: the provider does, or the platform's staff from the account's statement. */
export const recordArrival: Decide<RecordArrival> = (payment, command, context) => {
  if (context.actor.role !== 'operator') return refuse('only-an-operator-records-an-arrival');
  if (payment.phase === 'arrived' || payment.phase === 'allocated' || payment.phase === 'unmatched')
    return saysTheSame(payment.arrival, command) ? nothing() : alreadyRecorded(command);
  const arrived = expected(payment, command, context);
  if ('kind' in arrived) return arrived;
  const { reference } = command;
  return happened({
    type: 'payment.arrived.v1',
    data: { ...attemptOf(arrived), reference, arrivedAt: context.now },
  });
};

/** [seed] pay to the supplier's designated account: what went elsewhere is not covered, and no debt takes it. */
export const recordArrivalElsewhere: Decide<RecordArrivalElsewhere> = (payment, command, context) => {
  if (context.actor.role !== 'operator') return refuse('only-an-operator-records-an-arrival');
  if (payment.phase === 'elsewhere') return isSame(payment.attempt, command) ? nothing() : alreadyRecorded(command);
  if (payment.phase === 'arrived' || payment.phase === 'allocated' || payment.phase === 'unmatched')
    return alreadyRecorded(command);
  const arrived = expected(payment, command, context);
  if ('kind' in arrived) return arrived;
  const { reference, account } = command;
  // A change of the account applies to new instructions: money that was sent under the old ones counts [seed: "designated by"].
  if (context.facts?.designatedNumbers?.includes(account)) return refuse('account-was-designated');
  return happened({
    type: 'payment.arrived-elsewhere.v1',
    data: { ...attemptOf(arrived), reference, account, arrivedAt: context.now },
  });
};

type Told = RecordArrival | RecordArrivalElsewhere;

const alreadyRecorded = ({ paymentId }: Told): Refusal => refuse('payment-already-recorded', { paymentId });

/** The attempt that has come to its end: one that was begun, or for money out of nowhere the one that the operator tells of. */
function expected(payment: Payment, command: Told, { facts, rules }: Context): Attempt | Decision<PaymentEvent> {
  const attempt = attemptFor(payment, command, facts?.order ?? null);
  if ('kind' in attempt) return attempt;
  if (!isPositive(attempt.amount)) return refuse('amount-not-positive', { amount: command.amount });
  const limit = rules.payment.card.limitPerTransaction;
  const over = attempt.method === 'card' ? overCardLimit(attempt.amount, limit) : undefined;
  return over ?? attempt;
}

type Parties = Pick<Attempt, 'buyer' | 'supplier'> & { readonly currency: string };

function attemptFor(payment: Payment, command: Told, order: Parties | null): Attempt | Refusal {
  const { paymentId, orderId, purpose, method } = command;
  const amount = fromData(command.amount);
  if (payment.phase === 'elsewhere') return refuse('payment-arrived-elsewhere');
  if (payment.phase === 'reversed') return refuse('payment-reversed');
  if (payment.phase !== 'none' && payment.phase !== 'stray') {
    const { attempt } = payment;
    // How much arrived is the statement's to say: banks on the way keep something for themselves.
    if (!isSamePayment(attempt, command)) return refuse('payment-differs', whatOf(attempt));
    return amount.currency === attempt.amount.currency ? { ...attempt, amount } : mismatch(attempt.amount, amount);
  }
  if (order === null) return unknownOrder(orderId);
  if (amount.currency !== order.currency) return mismatch(order, amount);
  return { paymentId, orderId, buyer: order.buyer, supplier: order.supplier, purpose, amount, method };
}

const mismatch = (expected: { readonly currency: string }, stated: { readonly currency: string }): Refusal =>
  refuse('currency-mismatch', { expected: expected.currency, stated: stated.currency });

const whatOf = ({
  orderId,
  purpose,
  method,
}: Attempt): { orderId: string; purpose: string; method: PaymentMethod } => ({
  ...{ orderId, purpose, method },
});

const isSamePayment = (attempt: Attempt, { orderId, purpose, method }: Told): boolean =>
  attempt.orderId === orderId && attempt.purpose === purpose && attempt.method === method;

const isSame = (attempt: Attempt, command: Told): boolean =>
  isSamePayment(attempt, command) && isEqual(attempt.amount, fromData(command.amount));

const saysTheSame = (arrival: Arrival, command: RecordArrival): boolean =>
  isSame(arrival, command) && arrival.reference === command.reference;
