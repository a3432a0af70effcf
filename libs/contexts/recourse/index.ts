import { isThirdParty, type Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { RecourseCommand } from './commands.js';
import { decide } from './decide.js';
import { recourseEvents, type RecourseEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Recourse, RecourseFacts } from './state.js';

export type * from './commands.js';
export { recourseEvents, type RecourseEvent } from './events.js';
export { claimedOf, excessOf, type Recourse, type RecourseFacts } from './state.js';

/** Money that is claimed back after a refund, from the supplier or from the buyer. Streams `recourse-<refund or order>`. */
export const recourse: Decider<Recourse, RecourseCommand, RecourseEvent, RuleSet, RecourseFacts> = {
  category: 'recourse',
  events: recourseEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  isHiddenFrom: (recourse, actor) => recourse.phase !== 'none' && isThirdParty(actor, recourse),
};
