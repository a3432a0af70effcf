import { isPositive, type PaymentId } from '#kernel';
import { isBound, type Order } from './state.js';
import { keptOf } from './standing.js';

/**
 * The payment whose way a refund goes back: the last of which something is still there, for its account was in use most recently. Null
 * when the order has taken none.
 */
export function paymentToRefund(order: Order): PaymentId | null {
  if (!isBound(order)) return null;
  const latestFirst = order.payments.toReversed();
  const kept = latestFirst.find((payment) => isPositive(keptOf(payment))) ?? latestFirst[0];
  return kept?.paymentId ?? null;
}
