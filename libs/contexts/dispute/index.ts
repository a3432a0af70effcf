import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { DisputeCommand } from './commands.js';
import { decide } from './decide.js';
import { isHiddenFrom } from './decide/common.js';
import { disputeEvents, type DisputeEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Dispute, DisputeFacts } from './state.js';

export type * from './commands.js';
export { lastClaimCloses } from './closing.js';
export { disputeEvents, type DisputeEvent } from './events.js';
export { escalationOpens, losersOf, phaseAt } from './phase.js';
export {
  hasEnded,
  type ClaimedOrder,
  type Dispute,
  type DisputeFacts,
  type EarlierDispute,
  type ExistingDispute,
  type KeptDocument,
} from './state.js';
export { claimWindow, isOpenAt, type ClaimWindow, type WindowFacts } from './windows.js';
export {
  CLAIM,
  RESPONSE,
  type Claim,
  type ClaimReason,
  type DisputePhase,
  type Evidence,
  type ResponseKind,
  type Terms,
} from './words.js';

/** One dispute of an order, from the claim to its end. Streams `dispute-<order>-<n>`. */
export const dispute: Decider<Dispute, DisputeCommand, DisputeEvent, RuleSet, DisputeFacts> = {
  category: 'dispute',
  events: disputeEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  pinnedRules: (dispute, facts) => (dispute.phase === 'none' ? facts?.order?.ruleSet : dispute.ruleSet),
  isHiddenFrom,
};
