import { isLess, type PaymentId } from '#kernel';
import { isBound, type Order } from './state.js';
import { keptOf } from './standing.js';

/**
 * The payment whose way a refund goes back: of those that the cover is for, the one of which most is still there, for its account is
 * the likeliest to take the whole sum; among equals the last. It names the way, and does not limit the sum (docs/adr/0014). Null when
 * the order has taken none.
 */
export function paymentToRefund(order: Order): PaymentId | null {
  if (!isBound(order)) return null;
  const covered = order.payments.filter(
    ({ purpose }) => order.terms.coverageType === 'post-delivery' || purpose === 'initial', // [seed]
  );
  const [last, ...earlier] = covered.toReversed();
  if (last === undefined) return null;
  return earlier.reduce((most, each) => (isLess(keptOf(most), keptOf(each)) ? each : most), last).paymentId;
}
