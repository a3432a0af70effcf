import {
  toData,
  type DisputeId,
  type Money,
  type OrderId,
  type OrganisationId,
  type PaymentId,
  type RefundId,
} from '#kernel';
import type { RefundEvent } from './events.js';

/** What stays with a refund through all its phases. */
export interface Known {
  readonly id: RefundId;
  readonly disputeId: DisputeId;
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly amount: Money;
}

/** Money that is to go back, and the payment whose way it goes. */
export interface Due extends Known {
  readonly paymentId: PaymentId;
  /** From 1; one more with every retry. */
  readonly attempt: number;
}

export type Refund =
  | { readonly phase: 'none' }
  | (Known & { readonly phase: 'not-due' })
  | (Due & { readonly phase: 'authorised' | 'retried' })
  /** What the provider makes of it is not known yet. */
  | (Due & { readonly phase: 'submission-intended' })
  | (Due & { readonly phase: 'submitted' | 'succeeded'; readonly transaction: string })
  | (Due & { readonly phase: 'failed'; readonly retriable: boolean; readonly transaction: string | null })
  | (Due & { readonly phase: 'manual-review' });

export type ExistingRefund = Exclude<Refund, { readonly phase: 'none' }>;

/** What `authorise-refund` must know of the order: the payment whose way the money goes back. Other commands need nothing. */
export type RefundFacts = { readonly paymentId: PaymentId | null } | undefined;

type Subject = Pick<RefundEvent['data'], 'refundId' | 'disputeId' | 'orderId' | 'buyer' | 'supplier' | 'amount'>;

/** What every event of the refund says about it. */
export const subjectOf = ({ id, disputeId, orderId, buyer, supplier, amount }: Known): Subject => ({
  refundId: id,
  disputeId,
  orderId,
  buyer,
  supplier,
  amount: toData(amount),
});
