import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { CoverageCommand } from './commands.js';
import { decide } from './decide.js';
import { coverageEvents, type CoverageEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Coverage, CoverageFacts } from './state.js';

export type * from './commands.js';
export { coverageEvents, type CoverageEvent } from './events.js';
export {
  grantedFor,
  remainingOf,
  requestedFor,
  type ClaimsOfOrder,
  type Coverage,
  type CoverageFacts,
  type GrantedCoverage,
  type NetOfOrder,
} from './state.js';
export { coverOf } from './views.js';

/** What the platform guarantees for one supplier, and which orders hold how much of it. Streams `coverage-<supplier>`. */
export const coverage: Decider<Coverage, CoverageCommand, CoverageEvent, RuleSet, CoverageFacts> = {
  category: 'coverage',
  events: coverageEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  pinnedRules: (_, facts) => facts?.claims?.ruleSet,
};
