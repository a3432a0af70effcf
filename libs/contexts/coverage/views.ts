import type { Money, OrderId } from '#kernel';
import { grantedOf, type Cover } from './cover.js';
import type { Coverage } from './state.js';

/** What dispute and refund must know of an order's cover: plain values, for their handlers. Null when it has none. */
export function coverOf(
  coverage: Coverage,
  orderId: OrderId,
): (Pick<Cover, 'consumed' | 'heldBy' | 'refunds'> & { readonly granted: Money }) | null {
  const cover = coverage.phase === 'none' ? undefined : coverage.covers.get(orderId);
  if (cover === undefined) return null;
  const { consumed, heldBy, refunds } = cover;
  return { granted: grantedOf(cover), consumed, heldBy, refunds };
}
