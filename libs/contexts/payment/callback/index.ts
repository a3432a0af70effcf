import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { CallbackCommand } from './commands.js';
import { decide } from './decide.js';
import { callbackEvents, type CallbackEvent } from './events.js';
import type { Callback, CallbackFacts } from './state.js';

export type * from './commands.js';
export { callbackEvents, type CallbackEvent } from './events.js';
export { namedPayment, type Callback, type CallbackFacts } from './state.js';

/** One callback of the provider, taken once. Streams `provider-callback-<id>`, the id made from provider and event id. */
export const callback: Decider<Callback, CallbackCommand, CallbackEvent, RuleSet, CallbackFacts> = {
  category: 'provider-callback',
  events: callbackEvents,
  initialState: { phase: 'none' },
  decide,
  evolve: (_, { data: { contentDigest } }) => ({ phase: 'received', contentDigest }),
};
