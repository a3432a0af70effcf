import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { PaymentCommand } from './commands.js';
import { decide } from './decide.js';
import { isHiddenFrom } from './decide/common.js';
import { paymentEvents, type PaymentEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Payment, PaymentFacts } from './state.js';

export * from './callback/index.js';
export type * from './commands.js';
export { paymentEvents, type PaymentEvent } from './events.js';
export { arrivedMoney } from './state.js';
export type { ArrivedPayment, Arrival, Attempt, Instructions, PayableOrder, Payment, PaymentFacts } from './state.js';
export {
  RETURN_CAUSES,
  REVERSAL_REASONS,
  returnIdOf,
  returnOf,
  type Card,
  type CheckingAccount,
  type Instrument,
  type PayOutReport,
  type Report,
  type ReportKind,
  type ReturnCause,
} from './vocabulary.js';

/** One attempt to pay, or one arrival of money, and what became of it. Streams `payment-<id>`. */
export const payment: Decider<Payment, PaymentCommand, PaymentEvent, RuleSet, PaymentFacts> = {
  category: 'payment',
  events: paymentEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  pinnedRules: (payment, facts) => {
    const owed = facts?.instructions?.owed;
    const pinned = 'ruleSet' in payment ? payment.ruleSet : null;
    return pinned ?? (owed?.payable === true ? owed.ruleSet : undefined);
  },
  isHiddenFrom,
};
