import type { DisputeId, MoneyData, OrderId, OrganisationId } from '#kernel';

/** What follows from a determination, or from an agreement on money. */
export type RefundDeterminationState = Readonly<{ step: 'idle' }> | Paying | Readonly<{ step: 'ended' }>;

export type Paying = Readonly<{
  step:
    | 'consuming'
    | 'authorising'
    | 'submitting'
    /** The provider is at it. */
    | 'submitted'
    /** It has failed, and is tried again in a while. */
    | 'waiting-to-retry'
    | 'in-review'
    /** Nothing is on its way: what is waited for is the end of the appeal. */
    | 'paid'
    | 'closing';
  disputeId: DisputeId;
  orderId: OrderId;
  buyer: OrganisationId;
  supplier: OrganisationId;
  origin: 'determination' | 'settlement' | 'appeal';
  /** The number of the refund, from 1. */
  round: number;
  /** What is to be had in all, as it was said last. */
  determined: MoneyData;
  /** What this refund is for. */
  asked: MoneyData;
  /** Σ of what was authorised. */
  refunded: MoneyData;
  /** The provider called back while its answer was waited for: it is asked once that is there. */
  calledBack?: true;
  /** So often has this refund failed. */
  failures: number;
  /** An agreement has none. */
  appeal: 'none' | 'possible' | 'pending' | 'over';
  /** What an appeal gave, while the refund before it is still on its way. */
  next: MoneyData | null;
}>;
