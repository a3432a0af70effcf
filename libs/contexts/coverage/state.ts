import {
  PersistentMap,
  add,
  minOf,
  remainderOf,
  subtract,
  toData,
  zero,
  type Money,
  type OrderId,
  type OrganisationId,
} from '#kernel';
import type { CoverageEvent } from './events.js';

/** One supplier's guarantee line. */
export interface GrantedCoverage {
  readonly phase: 'granted';
  readonly supplierId: OrganisationId;
  readonly limit: Money;
  /** What each order holds; only open reservations are remembered. */
  readonly open: PersistentMap<OrderId, Money>;
  /** Σ of `open`, kept so that a decision does not add up thousands. */
  readonly reserved: Money;
  /** Σ of what refunds have taken. */
  readonly consumed: Money;
  /** Σ of what recourse has brought back. */
  readonly restored: Money;
}

export type Coverage = { readonly phase: 'none' } | GrantedCoverage;

export const newCoverage = (supplierId: OrganisationId, limit: Money): GrantedCoverage => ({
  phase: 'granted',
  supplierId,
  limit,
  open: PersistentMap.empty(),
  reserved: zero(limit.currency),
  consumed: zero(limit.currency),
  restored: zero(limit.currency),
});

/** max(0, limit − Σ open reservations − Σ consumed + Σ restored): a limit cut below what is reserved leaves 0. */
export const remainingOf = ({ limit, reserved, consumed, restored }: GrantedCoverage): Money =>
  remainderOf(add(limit, restored), add(reserved, consumed));

/** What an order asks the limit for: the base, or the agreed cap if that is less. */
export const requestedFor = (base: Money, cap: Money | null): Money => (cap === null ? base : minOf(base, cap));

/** An order over the limit is not refused: it gets the remainder, possibly 0. */
export const grantedFor = (requested: Money, coverage: GrantedCoverage): Money =>
  minOf(requested, remainingOf(coverage));

export const withLimit = (coverage: GrantedCoverage, limit: Money): GrantedCoverage => ({ ...coverage, limit });

export const withReservation = (coverage: GrantedCoverage, orderId: OrderId, granted: Money): GrantedCoverage => ({
  ...coverage,
  open: coverage.open.with(orderId, granted),
  reserved: add(coverage.reserved, granted),
});

/** What the order held comes off Σ reserved; without a reservation nothing changes. */
export const withoutReservation = (coverage: GrantedCoverage, orderId: OrderId): GrantedCoverage => {
  const held = coverage.open.get(orderId);
  if (held === undefined) return coverage;
  return { ...coverage, open: coverage.open.without(orderId), reserved: subtract(coverage.reserved, held) };
};

/** The absolute figures that every event carries, so that no reader has to add up. */
export const standingOf = (
  coverage: GrantedCoverage,
): Pick<CoverageEvent['data'], 'limit' | 'reserved' | 'remaining'> => ({
  limit: toData(coverage.limit),
  reserved: toData(coverage.reserved),
  remaining: toData(remainingOf(coverage)),
});
