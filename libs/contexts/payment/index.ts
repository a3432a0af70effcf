import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { PaymentCommand } from './commands.js';
import { decide } from './decide.js';
import { paymentEvents, type PaymentEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Payment, PaymentFacts } from './state.js';

export type * from './commands.js';
export { paymentEvents, type PaymentEvent } from './events.js';
export type { Arrival, PayableOrder, Payment, PaymentFacts } from './state.js';

/** One arrival of money, and what became of it. Streams `payment-<id>`. */
export const payment: Decider<Payment, PaymentCommand, PaymentEvent, RuleSet, PaymentFacts> = {
  category: 'payment',
  events: paymentEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
};
