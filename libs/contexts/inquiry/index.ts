import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { InquiryCommand } from './commands.js';
import { decide, isHiddenFrom } from './decide.js';
import { inquiryEvents, type InquiryEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Inquiry, InquiryFacts } from './state.js';

export type * from './commands.js';
export { inquiryEvents, type InquiryEvent } from './events.js';
export type { FoundPayment, Inquiry, InquiryFacts } from './state.js';

/** A case about money that was sent and is not seen: `open → in-work → matched | answered`, or `withdrawn`. Streams `inquiry-<id>`. */
export const inquiry: Decider<Inquiry, InquiryCommand, InquiryEvent, RuleSet, InquiryFacts> = {
  category: 'inquiry',
  events: inquiryEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  isHiddenFrom,
};
