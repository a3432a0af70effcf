import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { TransferTermsCommand } from './commands.js';
import { decide } from './decide.js';
import { transferTermsEvents, type TransferTermsEvent } from './events.js';
import { evolve } from './evolve.js';
import { initialTerms, type TransferTerms } from './state.js';

export type * from './commands.js';
export { transferTermsEvents, type TransferTermsEvent } from './events.js';
export type { TransferTerms } from './state.js';

/** There is one of it. */
export const TRANSFER_TERMS = 'all';

/** What operators know of telegraphic transfers. Stream `transfer-terms-all`. */
export const transferTerms: Decider<TransferTerms, TransferTermsCommand, TransferTermsEvent, RuleSet> = {
  category: 'transfer-terms',
  events: transferTermsEvents,
  initialState: initialTerms,
  decide,
  evolve,
};
