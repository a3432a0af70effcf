import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { QualityCheckCommand } from './commands.js';
import { decide, isHiddenFrom } from './decide.js';
import { qualityCheckEvents, type QualityCheckEvent } from './events.js';
import { evolve } from './evolve.js';
import type { QualityCheck, QualityCheckFacts } from './state.js';

export type * from './commands.js';
export { qualityCheckEvents, type CheckKind, type QualityCheckEvent } from './events.js';
export type { CheckableOrder, QualityCheck, QualityCheckFacts } from './state.js';

/** What a buyer wants to see before the goods leave, and what he was shown. Streams `quality-check-<id>`. */
export const qualityCheck: Decider<QualityCheck, QualityCheckCommand, QualityCheckEvent, RuleSet, QualityCheckFacts> = {
  category: 'quality-check',
  events: qualityCheckEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  isHiddenFrom,
};
