import type {
  DisputeId,
  MoneyData,
  OrderId,
  OrganisationId,
  PaymentId,
  Personal,
  RecourseId,
  RefundId,
  Side,
} from '#kernel';

type OfRecourse = Readonly<{ recourseId: RecourseId }>;

/** After a refund: its amount is claimed from the supplier; or what an appeal found to be too much, from the buyer. */
export type ClaimRecourse = OfRecourse &
  Readonly<{
    type: 'claim-recourse';
    against: Side;
    orderId: OrderId;
    buyer: OrganisationId;
    supplier: OrganisationId;
    disputeId: DisputeId;
    refundId: RefundId;
    amount: MoneyData;
  }>;

/** A payment was called back by the payer's bank: what the buyer now has twice is claimed from him. */
export type OpenDoubleRecoveryClaim = OfRecourse &
  Readonly<{ type: 'open-double-recovery-claim'; orderId: OrderId; paymentId: PaymentId }>;

/** Money has come back. */
export type RecordRecovery = OfRecourse & Readonly<{ type: 'record-recovery'; amount: MoneyData }>;

/** What is outstanding will not come back. */
export type WriteOffRecourse = OfRecourse & Readonly<{ type: 'write-off-recourse'; reason: Personal<string> }>;

export type RecourseCommand = ClaimRecourse | OpenDoubleRecoveryClaim | RecordRecovery | WriteOffRecourse;
