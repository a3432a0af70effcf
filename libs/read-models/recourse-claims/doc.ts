import type {
  DisputeId,
  Instant,
  Money,
  OrderId,
  OrganisationId,
  PaymentId,
  RecourseId,
  RefundId,
  SealedValue,
  Side,
} from '#kernel';
import type { RecourseEvent } from '#contexts/recourse';

/** Money that the platform claims back, and how far it is. */
export interface RecourseClaimDoc {
  readonly recourseId: RecourseId;
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly against: Side;
  /** The organisation that owes it. */
  readonly debtor: OrganisationId;
  readonly state: 'claimed' | 'recovered' | 'written-off';
  /** Why, as it was claimed last. */
  readonly basis: Extract<RecourseEvent, { type: 'recourse.claimed.v1' }>['data']['basis'];
  readonly disputeId: DisputeId | null;
  readonly refundId: RefundId | null;
  readonly paymentId: PaymentId | null;
  /** In all. */
  readonly claimed: Money;
  readonly recovered: Money;
  readonly outstanding: Money;
  /** Null unless it was written off. */
  readonly writtenOffBecause: SealedValue<string> | null;
  readonly claimedAt: Instant;
  readonly updatedAt: Instant;
}
