import { isPositive, minOf, subtract, zero, type CoverageType, type Money } from '#kernel';

/** What a refund is measured by; all amounts are of one order and in its currency. */
export interface PayableFacts {
  /** What the guarantee line granted the order, what was consumed of it included. */
  readonly granted: Money;
  /** What refunds of this order have taken already. */
  readonly consumed: Money;
  /** What arrived on the designated account and stayed there, of the payments that the coverage type covers. */
  readonly net: Money;
  /** What was determined or agreed on. */
  readonly determined: Money;
}

/**
 * max(0, min(granted − consumed by this order, net − consumed by this order, determined amount)): the one formula by which money
 * goes back. Nobody gets more than was covered, nor more than he paid, nor the same money twice.
 */
export function payable({ granted, consumed, net, determined }: PayableFacts): Money {
  const least = minOf(minOf(subtract(granted, consumed), subtract(net, consumed)), determined);
  return isPositive(least) ? least : zero(least.currency);
}

/** Of what arrived on the designated account and stayed there, the part that the coverage type covers [seed]. */
export const netCovered = (type: CoverageType, net: { readonly initial: Money; readonly all: Money }): Money =>
  type === 'pre-shipment' ? net.initial : net.all;
