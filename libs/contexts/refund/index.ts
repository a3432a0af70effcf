import { isThirdParty, type Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { RefundCommand } from './commands.js';
import { decide } from './decide.js';
import { refundEvents, type RefundEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Refund, RefundFacts } from './state.js';

export type * from './commands.js';
export { refundEvents, type RefundEvent } from './events.js';
export type { ExistingRefund, Refund, RefundFacts } from './state.js';
export { payOutOf } from './views.js';

/** Money that goes back to a buyer, once. Streams `refund-<dispute>-<k>`. */
export const refund: Decider<Refund, RefundCommand, RefundEvent, RuleSet, RefundFacts> = {
  category: 'refund',
  events: refundEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  isHiddenFrom: (refund, actor) => refund.phase !== 'none' && isThirdParty(actor, refund),
};
