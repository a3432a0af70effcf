import { toData, type MoneyData, type OrderId, type PaymentId, type RefundId } from '#kernel';
import type { Refund } from './state.js';

/** What is asked of the provider; null where nothing is to be asked, or not yet. */
export function payOutOf(refund: Refund): {
  readonly key: RefundId;
  readonly kind: 'refund';
  readonly orderId: OrderId;
  readonly paymentId: PaymentId;
  readonly amount: MoneyData;
  /** The provider has said before that it could not pay. */
  readonly isRetry: boolean;
} | null {
  if (refund.phase !== 'submission-intended' && refund.phase !== 'submitted') return null;
  const { id: key, orderId, paymentId, amount, attempt } = refund;
  return {
    key,
    kind: 'refund',
    orderId,
    paymentId,
    amount: toData(amount),
    isRetry: refund.phase === 'submission-intended' && attempt > 1,
  };
}
