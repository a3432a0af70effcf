import {
  PersistentMap,
  add,
  isPositive,
  minOf,
  remainderOf,
  subtract,
  toData,
  zero,
  type DisputeId,
  type Instant,
  type Money,
  type OrderId,
  type OrganisationId,
} from '#kernel';
import type { Cover } from './cover.js';
import type { CoverageEvent } from './events.js';

/** One supplier's guarantee line. */
export interface GrantedCoverage {
  readonly phase: 'granted';
  readonly supplierId: OrganisationId;
  readonly limit: Money;
  /** What each order has of it; an order is forgotten once its cover is released without a refund. */
  readonly covers: PersistentMap<OrderId, Cover>;
  /** Σ of what is reserved in `covers`, kept so that a decision does not add up thousands; so are the next two. */
  readonly reserved: Money;
  /** Σ of what refunds have taken. */
  readonly consumed: Money;
  /** Σ of what recourse has brought back. */
  readonly restored: Money;
}

export type Coverage = { readonly phase: 'none' } | GrantedCoverage;

/** What `consume-cover` must know of the order's money, and a release after its windows of its claims; other commands need nothing. */
export type CoverageFacts = { readonly net?: NetOfOrder | null; readonly claims?: ClaimsOfOrder | null } | undefined;
export interface ClaimsOfOrder {
  /** The rules that the order is judged by. */
  readonly ruleSet: string;
  /** When the last window closes; null while one has no end. */
  readonly lastCloses: Instant | null;
  readonly openDispute: DisputeId | null;
}

/** What arrived on the designated account, less what was reversed and returned: of the initial payment, and of all. */
export interface NetOfOrder {
  readonly initial: Money;
  readonly all: Money;
}

export const newCoverage = (supplierId: OrganisationId, limit: Money): GrantedCoverage => ({
  phase: 'granted',
  supplierId,
  limit,
  covers: PersistentMap.empty(),
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

/** The line with another cover of one order in place of the one before, and the three sums moved by the difference. */
export function withCover(coverage: GrantedCoverage, orderId: OrderId, cover: Cover): GrantedCoverage {
  const before = coverage.covers.get(orderId);
  const moved = (field: 'reserved' | 'consumed' | 'restored'): Money => {
    const raised = add(coverage[field], cover[field]);
    return before === undefined ? raised : subtract(raised, before[field]);
  };
  return {
    ...coverage,
    covers: coverage.covers.with(orderId, cover),
    reserved: moved('reserved'),
    consumed: moved('consumed'),
    restored: moved('restored'),
  };
}

/** What the order had reserved goes back to the line. What refunds took of it is remembered; otherwise it is forgotten. */
export function withoutReservation(coverage: GrantedCoverage, orderId: OrderId): GrantedCoverage {
  const cover = coverage.covers.get(orderId);
  if (cover === undefined) return coverage;
  const released = withCover(coverage, orderId, { ...cover, reserved: zero(coverage.limit.currency) });
  return isPositive(cover.consumed) ? released : { ...released, covers: released.covers.without(orderId) };
}

/** The absolute figures that every event carries, so that no reader has to add up. */
export const standingOf = (
  coverage: GrantedCoverage,
): Pick<CoverageEvent['data'], 'limit' | 'reserved' | 'remaining'> => ({
  limit: toData(coverage.limit),
  reserved: toData(coverage.reserved),
  remaining: toData(remainingOf(coverage)),
});
