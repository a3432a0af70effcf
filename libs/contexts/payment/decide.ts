import {
  add,
  decideBy,
  fromData,
  happened,
  isEqual,
  isLess,
  isPlatform,
  isPositive,
  nothing,
  refuse,
  toData,
  type DecisionContext,
  type Rule,
} from '#kernel';
import type { RuleSet } from '#rules';
import type { MarkAllocated, MarkUnmatched, PaymentCommand, RecordArrival } from './commands.js';
import type { PaymentEvent } from './events.js';
import { subjectOf, type Arrival, type Payment, type PaymentFacts } from './state.js';

type Context = DecisionContext<RuleSet, PaymentFacts>;
type Decide<C extends PaymentCommand> = Rule<Payment, C, PaymentEvent, Context>;

/** Neither buyer nor supplier says that money has arrived: the platform's staff does, from the account's statement. */
const recordArrival: Decide<RecordArrival> = (payment, command, { actor, facts, rules, now }) => {
  const { paymentId, orderId, purpose, amount, method, reference } = command;
  if (actor.role !== 'operator') return refuse('only-an-operator-records-an-arrival');
  if (payment.phase !== 'none')
    return saysTheSame(payment.arrival, command) ? nothing() : refuse('payment-already-recorded', { paymentId });
  const order = facts?.order ?? null;
  if (order === null) return refuse('unknown-order', { orderId });
  const arrived = fromData(amount);
  if (!isPositive(arrived)) return refuse('amount-not-positive', { amount });
  if (arrived.currency !== order.currency)
    return refuse('currency-mismatch', { expected: order.currency, stated: arrived.currency });
  const limit = rules.payment.card.limitPerTransaction;
  if (method === 'card' && arrived.currency === limit.currency && isLess(limit, arrived))
    return refuse('card-limit-exceeded', { limit: toData(limit), amount });
  const { buyer, supplier } = order;
  return happened({
    type: 'payment.arrived.v1',
    data: { paymentId, orderId, buyer, supplier, purpose, amount, method, reference, arrivedAt: now },
  });
};

const markAllocated: Decide<MarkAllocated> = (payment, { paymentId, allocated, excess }, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-marks-payments');
  switch (payment.phase) {
    case 'none':
      return refuse('unknown-payment', { paymentId });
    case 'allocated':
      return nothing();
    case 'unmatched':
      return refuse('payment-already-unmatched', { reason: payment.reason });
    case 'arrived': {
      const { arrival } = payment;
      // Nothing is created or lost: what arrived is allocated or goes back.
      if (!isEqual(add(fromData(allocated), fromData(excess)), arrival.amount))
        return refuse('allocation-mismatch', { amount: toData(arrival.amount), allocated, excess });
      return happened({ type: 'payment.allocated.v1', data: { ...subjectOf(arrival), allocated, excess } });
    }
  }
};

const markUnmatched: Decide<MarkUnmatched> = (payment, { paymentId, reason }, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-marks-payments');
  switch (payment.phase) {
    case 'none':
      return refuse('unknown-payment', { paymentId });
    case 'unmatched':
      return nothing();
    case 'allocated':
      return refuse('payment-already-allocated', { allocated: toData(payment.allocated) });
    case 'arrived':
      return happened({ type: 'payment.unmatched.v1', data: { ...subjectOf(payment.arrival), reason } });
  }
};

const saysTheSame = (arrival: Arrival, { orderId, purpose, amount, method, reference }: RecordArrival): boolean =>
  arrival.orderId === orderId &&
  arrival.purpose === purpose &&
  arrival.method === method &&
  arrival.reference === reference &&
  isEqual(arrival.amount, fromData(amount));

export const decide = decideBy<Payment, PaymentCommand, PaymentEvent, Context>({
  'record-arrival': recordArrival,
  'mark-allocated': markAllocated,
  'mark-unmatched': markUnmatched,
});
