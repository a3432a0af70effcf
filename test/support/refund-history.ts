import { refundId } from '#kernel';
import type { RefundEvent } from '#contexts/refund';
import { DISPUTE } from './dispute-history.js';
import { ORDER, PAYMENT } from './order-history.js';
import { BUYER, SUPPLIER } from './people.js';
import { usd } from './values.js';

export const REFUND = refundId(`${DISPUTE}-1`);
export const refundSubject = {
  refundId: REFUND,
  disputeId: DISPUTE,
  orderId: ORDER,
  buyer: BUYER,
  supplier: SUPPLIER,
  amount: usd('2000.00'),
};

export const authorised: RefundEvent = {
  type: 'refund.authorised.v1',
  data: { ...refundSubject, origin: 'determination', determined: usd('2500.00'), paymentId: PAYMENT },
};
export const notDue: RefundEvent = {
  type: 'refund.not-due.v1',
  data: { ...refundSubject, amount: usd('0.00'), origin: 'determination', determined: usd('2500.00') },
};
export const intended = (attempt = 1): RefundEvent => ({
  type: 'refund.submission-intended.v1',
  data: { ...refundSubject, paymentId: PAYMENT, attempt },
});
export const refundSubmitted: RefundEvent = {
  type: 'refund.submitted.v1',
  data: { ...refundSubject, transaction: 'TX-1' },
};
export const succeeded: RefundEvent = {
  type: 'refund.succeeded.v1',
  data: { ...refundSubject, transaction: 'TX-1' },
};
export const failed = (retriable = true, attempt = 1): RefundEvent => ({
  type: 'refund.failed.v1',
  data: { ...refundSubject, attempt, transaction: 'TX-1', reason: 'account-closed', retriable },
});
export const retried = (by: 'platform' | 'operator' = 'platform', attempt = 2): RefundEvent => ({
  type: 'refund.retried.v1',
  data: { ...refundSubject, attempt, by },
});
export const inReview: RefundEvent = {
  type: 'refund.sent-to-manual-review.v1',
  data: { ...refundSubject, attempt: 1, reason: 'account-closed' },
};
