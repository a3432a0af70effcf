import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { CustodyCommand } from './commands.js';
import { decide, isHiddenFrom } from './decide.js';
import { custodyEvents, type CustodyEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Custody, CustodyFacts } from './state.js';

export type * from './commands.js';
export { notHisToStore } from './decide.js';
export { accessSchema, custodyEvents, documentPurposeSchema, type CustodyEvent } from './events.js';
export {
  keptFor,
  storedDocument,
  type Custody,
  type CustodyFacts,
  type Document,
  type DocumentedOrder,
  type DocumentPurpose,
  type StoredDocument,
} from './state.js';

/** One document: what it is, whose it is, and who has seen it. Streams `custody-<document>`. */
export const custody: Decider<Custody, CustodyCommand, CustodyEvent, RuleSet, CustodyFacts> = {
  category: 'custody',
  events: custodyEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  isHiddenFrom,
};
