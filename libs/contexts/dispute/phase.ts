import type { Instant, Side } from '#kernel';
import type { ExistingDispute, Negotiating, Verdict } from './state.js';
import type { DisputePhase } from './words.js';

/**
 * Where a dispute stands at a moment. What time alone decides is so from its moment on, whether or not it was recorded yet: rights are
 * computed from `dueAt` and never depend on a timer.
 */
export function phaseAt(dispute: ExistingDispute, now: Instant): DisputePhase {
  switch (dispute.phase) {
    case 'awaiting-supplier':
    case 'negotiating':
      return dispute.silence.policy !== 'auto-escalate' && now >= dispute.silence.at ? 'lapsed' : dispute.phase;
    case 'escalated':
      return now >= dispute.evidenceUntil ? 'under-determination' : 'escalated';
    case 'under-determination':
    case 'determined':
    case 'appealed':
    case 'final':
    case 'settled':
    case 'withdrawn':
    case 'lapsed':
      return dispute.phase;
  }
}

/** From when on the buyer may escalate [seed], and why: a supplier who answered in time has the days for a solution. */
export function escalationOpens({ respondedAt, respondBy, solveBy }: Negotiating): {
  readonly cause: 'no-response' | 'no-solution';
  readonly at: Instant;
} {
  return respondedAt !== null && respondedAt < respondBy
    ? { cause: 'no-solution', at: solveBy }
    : { cause: 'no-response', at: respondBy };
}

/** Who got less than he stood for, and so may appeal. */
export const losersOf = ({ fault, amount, fullCover }: Verdict): readonly Side[] => [
  ...(fault !== 'supplier' || amount.minor < fullCover.minor ? (['buyer'] as const) : []),
  ...(fault === 'supplier' ? (['supplier'] as const) : []),
];
