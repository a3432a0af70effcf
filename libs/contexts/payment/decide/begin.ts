import {
  actsAs,
  addDays,
  fromData,
  happened,
  isLess,
  isPositive,
  isThirdParty,
  latestDayOnEarth,
  refuse,
  toData,
  zero,
  type Actor,
  type Money,
  type Refusal,
} from '#kernel';
import { estimateArrival, type RuleSet } from '#rules';
import type { DeclareTransfer, InitiatePayment } from '../commands.js';
import { subjectOf, type Attempt, type Instructions, type PaymentFacts } from '../state.js';
import type { Instrument } from '../vocabulary.js';
import { unknownOrder, type Decide } from './common.js';

/** The provider is asked afterwards: what is recorded here is the intention, and the payment's id is the provider's key for it. */
export const initiatePayment: Decide<InitiatePayment> = (payment, command, { actor, facts, now, rules }) => {
  if (payment.phase !== 'none') return refuse('payment-already-begun', { paymentId: command.paymentId });
  const begun = beginning(command, command.instrument.method, actor, facts);
  if ('kind' in begun) return begun;
  const { attempt, instructions } = begun;
  const unfit = unfitInstrument(command.instrument, attempt.amount, rules);
  if (unfit !== undefined) return unfit;
  const { instrument } = command;
  return happened({
    type: 'payment.initiated.v1',
    data: {
      ...subjectOf(attempt),
      method: attempt.method,
      ...(instrument.method === 'card' ? { card: instrument.card } : { checkingAccount: instrument.checkingAccount }),
      fee: toData(feeFor(instrument, attempt.amount, rules)),
      designatedAccount: instructions.account,
      ruleSet: rules.version,
      initiatedAt: now,
    },
  });
};

/** He may be right or not; the order's expiry is held off for a while, and nothing else follows from it. */
export const declareTransfer: Decide<DeclareTransfer> = (payment, command, { actor, facts, now, rules }) => {
  if (payment.phase !== 'none') return refuse('payment-already-begun', { paymentId: command.paymentId });
  const begun = beginning(command, 'tt', actor, facts);
  if ('kind' in begun) return begun;
  const { attempt, instructions } = begun;
  const { reference, bank, sentOn } = command;
  // What is tomorrow here may be today where his bank is.
  if (sentOn > latestDayOnEarth(now)) return refuse('transfer-in-the-future', { sentOn });
  const { arrival } = rules.payment.telegraphicTransfer;
  return happened({
    type: 'payment.declared.v1',
    data: {
      ...subjectOf(attempt),
      ...{ method: attempt.method, reference, bank, sentOn },
      designatedAccount: instructions.account,
      ruleSet: rules.version,
      declaredAt: now,
      holdsUntil: addDays(now, rules.order.declaredTransferHoldsDays),
      estimatedArrival: estimateArrival(arrival, now, instructions.calendar),
    },
  });
};

interface Begun {
  readonly attempt: Attempt;
  readonly instructions: Instructions;
}

/** What every payment begins with: its buyer, a debt that is open, and an amount that fits it. */
function beginning(
  { paymentId, orderId, purpose, amount }: InitiatePayment | DeclareTransfer,
  method: Attempt['method'],
  actor: Actor,
  facts: PaymentFacts,
): Begun | Refusal {
  const { order = null, instructions } = facts ?? {};
  if (order === null || instructions === undefined || isThirdParty(actor, order)) return unknownOrder(orderId);
  const { buyer, supplier, currency } = order;
  if (!actsAs(actor, 'buyer', buyer)) return refuse('only-the-buyer-pays');
  const { owed } = instructions;
  if (!owed.payable) return refuse(owed.whyNot, { purpose });
  const paid = fromData(amount);
  if (!isPositive(paid)) return refuse('amount-not-positive', { amount });
  if (paid.currency !== currency) return refuse('currency-mismatch', { expected: currency, stated: paid.currency });
  if (isLess(owed.outstanding, paid))
    return refuse('more-than-owed', { outstanding: toData(owed.outstanding), amount });
  return { attempt: { paymentId, orderId, buyer, supplier, purpose, amount: paid, method }, instructions };
}

/** The limits of each method [seed]. */
function unfitInstrument(instrument: Instrument, amount: Money, { payment }: RuleSet): Refusal | undefined {
  if (instrument.method === 'card') {
    const { schemes } = payment.card;
    const { scheme } = instrument.card;
    if (!schemes.includes(scheme)) return refuse('card-scheme-not-taken', { schemes, scheme });
    return overCardLimit(amount, payment.card.limitPerTransaction);
  }
  const { accountCountry, feePerTransaction } = payment.eChecking;
  const { country } = instrument.checkingAccount;
  if (country !== accountCountry)
    return refuse('account-country-not-taken', { expected: accountCountry, stated: country });
  // The deduction is made in the currency of the account, which is the fee's.
  const { currency } = feePerTransaction;
  return amount.currency === currency
    ? undefined
    : refuse('currency-mismatch', { expected: currency, stated: amount.currency });
}

/** Inclusive [seed]. The limit is in dollars: in a currency without one no card is taken, lest it be without a limit [reading]. */
export function overCardLimit(amount: Money, limit: Money): Refusal | undefined {
  if (amount.currency !== limit.currency)
    return refuse('card-currency-not-taken', { expected: limit.currency, stated: amount.currency });
  return isLess(limit, amount)
    ? refuse('card-limit-exceeded', { limit: toData(limit), amount: toData(amount) })
    : undefined;
}

/** [seed] names a fee for e-Checking, and none for cards. */
const feeFor = ({ method }: Instrument, { currency }: Money, { payment }: RuleSet): Money =>
  method === 'e-checking' ? payment.eChecking.feePerTransaction : zero(currency);
