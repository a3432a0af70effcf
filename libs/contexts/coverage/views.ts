import type { Money, OrderId } from '#kernel';
import { grantedOf } from './cover.js';
import type { Coverage } from './state.js';

/** What dispute and refund must know of an order's cover: plain values, for their handlers. Null when it has none. */
export function coverOf(
  coverage: Coverage,
  orderId: OrderId,
): { readonly granted: Money; readonly consumed: Money } | null {
  const cover = coverage.phase === 'none' ? undefined : coverage.covers.get(orderId);
  return cover === undefined ? null : { granted: grantedOf(cover), consumed: cover.consumed };
}
