import {
  add,
  minOf,
  remainderOf,
  subtract,
  toData,
  zero,
  type CoverageType,
  type DisputeId,
  type Money,
  type MoneyData,
  type RecourseId,
  type RefundId,
} from '#kernel';

/** What one order has of its supplier's line. */
export interface Cover {
  readonly coverageType: CoverageType;
  /** The base, or the agreed cap if that is less, as the contract has it now. */
  readonly requested: Money;
  readonly reserved: Money;
  /** Σ of what refunds have taken; with `reserved` it is what was granted. */
  readonly consumed: Money;
  /** Σ of what recourse has brought back. */
  readonly restored: Money;
  /** The open dispute because of which nothing is released. */
  readonly heldBy: DisputeId | null;
  readonly refunds: readonly RefundId[];
  /** What each recourse has brought back in all. */
  readonly recoveries: Readonly<Record<RecourseId, Money>>;
}

export const newCover = (coverageType: CoverageType, requested: Money, granted: Money): Cover => {
  const nothing = zero(granted.currency);
  const used = { consumed: nothing, restored: nothing, heldBy: null, refunds: [], recoveries: {} };
  return { coverageType, requested, reserved: granted, ...used };
};

export const grantedOf = ({ reserved, consumed }: Cover): Money => add(reserved, consumed);

/** How much of it recourse can still bring back. */
export const restorableOf = ({ consumed, restored }: Cover): Money => subtract(consumed, restored);

/**
 * What an amendment leaves reserved. It raises the cover by what more is wanted, as far as the limit has it: cover that was freed since
 * never tops up what the order did not get before. Where less is wanted, what refunds have taken stays taken.
 */
export function reservedAfter(cover: Cover, requested: Money, remaining: Money): Money {
  const more = remainderOf(requested, cover.requested);
  const raised = add(cover.reserved, minOf(more, remaining));
  return minOf(raised, remainderOf(requested, cover.consumed));
}

/** As events carry it. */
export const coverData = (
  cover: Cover,
): { readonly granted: MoneyData; readonly reserved: MoneyData; readonly consumed: MoneyData } => ({
  granted: toData(grantedOf(cover)),
  reserved: toData(cover.reserved),
  consumed: toData(cover.consumed),
});
