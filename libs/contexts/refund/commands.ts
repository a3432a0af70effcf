import type { DisputeId, MoneyData, OrderId, OrganisationId, RefundId, TypeOf } from '#kernel';
import type { originSchema } from './events.js';

type OfRefund = Readonly<{ refundId: RefundId }>;

/** What was determined or agreed on, and what of it is payable; cover for that has been consumed. */
export type AuthoriseRefund = OfRefund &
  Readonly<{
    type: 'authorise-refund';
    disputeId: DisputeId;
    orderId: OrderId;
    buyer: OrganisationId;
    supplier: OrganisationId;
    origin: TypeOf<typeof originSchema>;
    determined: MoneyData;
    /** Zero where nothing is payable. */
    amount: MoneyData;
  }>;

/** The provider is asked to pay, under the refund’s id; asked again, it says what became of that. */
export type SubmitRefund = OfRefund & Readonly<{ type: 'submit-refund' }>;

/** What the provider says of the money, by its own number for it. */
type Reported = OfRefund & Readonly<{ transaction: string }>;
export type RecordRefundSubmitted = Reported & Readonly<{ type: 'record-refund-submitted' }>;
/** Also an operator says so, of money that he has seen to by other means after the review. */
export type RecordRefundSucceeded = Reported & Readonly<{ type: 'record-refund-succeeded' }>;
export type RecordRefundFailed = OfRefund &
  Readonly<{
    type: 'record-refund-failed';
    /** Null where the provider refused it at once. */
    transaction: string | null;
    reason: string;
    /** Whether the same destination may take it later. */
    retriable: boolean;
  }>;

export type RetryRefund = OfRefund & Readonly<{ type: 'retry-refund' }>;
export type SendRefundToManualReview = OfRefund & Readonly<{ type: 'send-refund-to-manual-review'; reason: string }>;

export type RefundCommand =
  | AuthoriseRefund
  | SubmitRefund
  | RecordRefundSubmitted
  | RecordRefundSucceeded
  | RecordRefundFailed
  | RetryRefund
  | SendRefundToManualReview;
