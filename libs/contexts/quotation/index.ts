import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { QuotationCommand } from './commands.js';
import { decide, isHiddenFrom } from './decide.js';
import { quotationEvents, type QuotationEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Quotation, QuotationFacts } from './state.js';

export type * from './commands.js';
export { quotationEvents, type QuotationEvent, type QuotedLine } from './events.js';
export { quotedLines, type Quotation, type QuotationFacts, type QuotedLines } from './state.js';

/** What a supplier would sell a buyer, and for how much. Streams `quotation-<id>`. */
export const quotation: Decider<Quotation, QuotationCommand, QuotationEvent, RuleSet, QuotationFacts> = {
  category: 'quotation',
  events: quotationEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  isHiddenFrom,
};
