import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { InspectionCommand } from './commands.js';
import { decide, isHiddenFrom } from './decide.js';
import { inspectionEvents, type InspectionEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Inspection, InspectionFacts } from './state.js';

export type * from './commands.js';
export { inspectionEvents, type InspectionEvent, type InspectionResult, type Place } from './events.js';
export type { InspectableOrder, Inspection, InspectionFacts } from './state.js';

/** A third party's look at the goods before they leave. Streams `inspection-<id>`. */
export const inspection: Decider<Inspection, InspectionCommand, InspectionEvent, RuleSet, InspectionFacts> = {
  category: 'inspection',
  events: inspectionEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  // Once ordered by its own event; before, by the order that it is for.
  pinnedRules: (state, facts) => (state.phase === 'none' ? facts?.order?.ruleSet : state.ruleSet),
  isHiddenFrom,
};
