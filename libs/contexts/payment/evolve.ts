import { add, fromData, subtract, zero, type DesignatedAccount, type MoneyData } from '#kernel';
import type { PaymentEvent } from './events.js';
import {
  fundsOf,
  type Attempt,
  type ArrivedPayment,
  type ExistingPayment,
  type Payment,
  type Return,
} from './state.js';
import type { Instrument, ReturnCause, Source } from './vocabulary.js';

type Told = Omit<Attempt, 'amount'> & { readonly amount: MoneyData };
type Of<T extends PaymentEvent['type']> = Extract<PaymentEvent, { readonly type: T }>['data'];

export const evolve = (payment: Payment, event: PaymentEvent): Payment => {
  switch (event.type) {
    case 'payment.initiated.v1':
      return { phase: 'initiated', ...begun(event.data), instrument: instrumentOf(event.data) };
    case 'payment.declared.v1':
      return { phase: 'declared', ...begun(event.data), holdsUntil: event.data.holdsUntil };
    case 'payment.verification-started.v1':
      return { phase: 'verifying', ...knownOf(payment, event.data.source) };
    case 'payment.authorised.v1':
      return { phase: 'authorised', ...knownOf(payment, event.data.source) };
    case 'payment.processing.v1':
      return { phase: 'processing', ...knownOf(payment, event.data.source) };
    case 'payment.rejected.v1':
      return { phase: 'rejected', ...knownOf(payment, event.data.source), reason: event.data.reason };
    case 'payment.failed.v1':
      return { phase: 'failed', ...knownOf(payment, event.data.source), reason: event.data.reason };
    case 'payment.expired.v1':
      return { phase: 'expired', ...knownOf(payment, event.data.source), reason: event.data.reason };
    case 'payment.arrived.v1': {
      const arrival = { ...attemptIn(event.data), reference: event.data.reference };
      return { phase: 'arrived', ...arrivedOf(payment, event.data), arrival };
    }
    case 'payment.arrived-elsewhere.v1':
      return { phase: 'elsewhere', ...arrivedOf(payment, event.data) };
    case 'payment.allocated.v1': {
      const { arrival, ...known } = arrivalOf(payment);
      return { ...known, phase: 'allocated', ...fundsOf(arrival, fromData(event.data.allocated)) };
    }
    case 'payment.unmatched.v1': {
      const { arrival, ...known } = arrivalOf(payment);
      const funds = fundsOf(arrival, zero(arrival.amount.currency));
      return { ...known, phase: 'unmatched', ...funds, reason: event.data.reason };
    }
    case 'payment.reversed.v1':
      return { phase: 'reversed', ...knownOf(payment, event.data.source) };
    case 'payment.return-authorised.v1':
      return authorised(arrivedIn(payment), event.data);
    case 'payment.return-submitted.v1':
      return withReturn(arrivedIn(payment), event.data, 'submitted');
    case 'payment.return-failed.v1':
      return withReturn(arrivedIn(payment), event.data, event.data.retriable ? 'failed' : 'refused');
    case 'payment.returned.v1':
      return returned(arrivedIn(payment), event.data);
    case 'payment.report-kept.v1':
      return payment;
    case 'payment.report-mismatched.v1':
      return { ...existing(payment), source: sourceOf(event.data.report) };
    case 'payment.stray-reported.v1':
      return { phase: 'stray', paymentId: event.data.paymentId, report: event.data.report };
  }
};

const attemptIn = ({ paymentId, orderId, buyer, supplier, purpose, amount, method }: Told): Attempt => ({
  ...{ paymentId, orderId, buyer, supplier, purpose, method },
  amount: fromData(amount),
});

const begun = (data: Told & { readonly designatedAccount: DesignatedAccount; readonly ruleSet: string }) => ({
  attempt: attemptIn(data),
  account: data.designatedAccount,
  source: null,
  ruleSet: data.ruleSet,
});

function instrumentOf({ card, checkingAccount }: Of<'payment.initiated.v1'>): Instrument {
  if (card !== undefined) return { method: 'card', card };
  if (checkingAccount !== undefined) return { method: 'e-checking', checkingAccount };
  throw new TypeError('A payment was initiated from nothing');
}

const sourceOf = ({ provider, transaction, sequence }: Source): Source => ({ provider, transaction, sequence });

type Known = Pick<ExistingPayment, 'attempt' | 'account' | 'source' | 'ruleSet'>;

/** What stays, whatever the payment was before. */
function knownOf(payment: Payment, source?: Source): Known {
  const { attempt, account, source: before, ruleSet } = existing(payment);
  return { attempt, account, source: source ?? before, ruleSet };
}

/** What arrived may be the first that is known of a payment. */
function arrivedOf(payment: Payment, data: Told & { readonly source?: Source }): Known {
  const attempt = attemptIn(data);
  if (payment.phase !== 'none' && payment.phase !== 'stray') return { ...knownOf(payment, data.source), attempt };
  const stray = payment.phase === 'stray' ? sourceOf(payment.report) : null;
  return { attempt, account: null, source: data.source ?? stray, ruleSet: null };
}

function authorised(
  payment: ArrivedPayment,
  { returnId, cause, returning }: Of<'payment.return-authorised.v1'>,
): Payment {
  const amount = fromData(returning);
  const taken = cause === 'cancellation' && payment.returns.cancellation === undefined;
  const freed = taken ? amount : zero(amount.currency); // what the order took waits from now on, too
  const funds = { allocated: subtract(payment.allocated, freed), awaiting: add(payment.awaiting, freed) };
  const back: Return = { returnId, amount, status: 'authorised' };
  return { ...payment, ...funds, returns: { ...payment.returns, [cause]: back } };
}

function withReturn(
  payment: ArrivedPayment,
  { returnId, cause, returning }: { returnId: string; cause: ReturnCause; returning: MoneyData },
  status: Return['status'],
): ArrivedPayment {
  return { ...payment, returns: { ...payment.returns, [cause]: { returnId, amount: fromData(returning), status } } };
}

function returned(payment: ArrivedPayment, data: Of<'payment.returned.v1'>): Payment {
  const amount = fromData(data.returning);
  const funds = { awaiting: subtract(payment.awaiting, amount), returned: add(payment.returned, amount) };
  return { ...withReturn(payment, data, 'returned'), ...funds };
}

/** No decision leads from nothing to these events: a history that does is broken. */
function existing(payment: Payment): ExistingPayment {
  if (payment.phase === 'none' || payment.phase === 'stray') throw new TypeError('Nothing was to be paid');
  return payment;
}

function arrivalOf(payment: Payment): Extract<Payment, { phase: 'arrived' }> {
  if (payment.phase !== 'arrived') throw new TypeError('A payment was marked before it arrived');
  return payment;
}

function arrivedIn(payment: Payment): ArrivedPayment {
  if (payment.phase === 'allocated' || payment.phase === 'unmatched') return payment;
  throw new TypeError('Money goes back that the order has not decided on');
}
