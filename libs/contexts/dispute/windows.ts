import { addDays, laterOf, type CoverageType, type Instant } from '#kernel';
import type { RuleSet } from '#rules';
import type { ClaimReason } from './words.js';

/** What a claim's window depends on; all of it is recorded, nothing is what somebody says. */
export interface WindowFacts {
  readonly coverageType: CoverageType;
  /** The first moment after the ship-by day. */
  readonly shipByEnd: Instant;
  readonly initialPaymentCompletedAt: Instant | null;
  /** When the supplier said that the goods can be looked at. */
  readonly readyNoticeAt: Instant | null;
  /** Requested checks and inspections that nobody has answered. */
  readonly unansweredChecks: number;
  /** Null while any quantity is undispatched. */
  readonly allDispatchedAt: Instant | null;
  /** The batch that the claim is about; null is what has not left yet. */
  readonly batch: { readonly dispatchedAt: Instant; readonly clearedAt: Instant | null } | null;
}

/** Half-open: a claim counts from `opensAt` on and before `closesAt`; null while nothing closes it. */
export interface ClaimWindow {
  readonly opensAt: Instant;
  readonly closesAt: Instant | null;
}

type Rules = RuleSet['claimWindows'];

/** When a claim for this reason may be made; null when on these facts it never may. */
export function claimWindow(reason: ClaimReason, facts: WindowFacts, rules: Rules): ClaimWindow | null {
  switch (reason) {
    case 'not-shipped':
      return whileUndispatched(facts, rules);
    case 'late-shipment':
      return afterLateDispatch(facts, rules);
    case 'quality':
    case 'quantity':
    case 'not-as-described':
      return facts.coverageType === 'pre-shipment' ? beforeDispatch(facts, rules) : afterDispatch(facts, rules);
  }
}

export const isOpenAt = ({ opensAt, closesAt }: ClaimWindow, now: Instant): boolean =>
  opensAt <= now && (closesAt === null || now < closesAt);

function whileUndispatched({ shipByEnd, allDispatchedAt }: WindowFacts, { notShippedDays }: Rules): ClaimWindow | null {
  if (allDispatchedAt !== null && allDispatchedAt <= shipByEnd) return null;
  const last = addDays(shipByEnd, notShippedDays);
  return { opensAt: shipByEnd, closesAt: allDispatchedAt === null ? last : earlierOf(last, allDispatchedAt) };
}

/** A late-shipment refund is due although the goods were shipped. */
function afterLateDispatch(facts: WindowFacts, rules: Rules): ClaimWindow | null {
  const { batch, shipByEnd, coverageType } = facts;
  if (batch === null || batch.dispatchedAt < shipByEnd) return null;
  if (coverageType === 'post-delivery') return afterDispatch(facts, rules);
  return { opensAt: batch.dispatchedAt, closesAt: addDays(batch.dispatchedAt, rules.lateShipmentDays) };
}

/** 180 days of shipment and 15 days of the products clearing customs [seed]; where both are known, the earlier. */
function afterDispatch({ batch }: WindowFacts, rules: Rules): ClaimWindow | null {
  if (batch === null) return null;
  const { dispatchedAt, clearedAt } = batch;
  const last = addDays(dispatchedAt, rules.daysAfterDispatch);
  const cleared = clearedAt && addDays(clearedAt, rules.daysAfterCustomsClearance);
  return { opensAt: dispatchedAt, closesAt: cleared === null ? last : earlierOf(last, cleared) };
}

/**
 * "Please check the quality of your products before shipment" [seed]: until they leave, but the buyer gets his days after the notice,
 * and a dispatch without a notice counts as one, or a supplier could shut the window by giving none.
 */
function beforeDispatch(facts: WindowFacts, rules: Rules): ClaimWindow | null {
  const { initialPaymentCompletedAt: opensAt, readyNoticeAt, unansweredChecks, allDispatchedAt, batch } = facts;
  if (opensAt === null) return null;
  const left = batch?.dispatchedAt ?? allDispatchedAt;
  if (left === null || unansweredChecks > 0) return { opensAt, closesAt: null };
  const noticed = readyNoticeAt === null ? left : earlierOf(readyNoticeAt, left);
  return { opensAt, closesAt: laterOf(left, addDays(noticed, rules.daysAfterReadyNotice)) };
}

const earlierOf = (a: Instant, b: Instant): Instant => (a < b ? a : b);
