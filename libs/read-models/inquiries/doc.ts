import type {
  InquiryId,
  Instant,
  LocalDate,
  Money,
  OrderId,
  OrganisationId,
  PaymentId,
  SealedValue,
  Side,
} from '#kernel';

/** A case about money that was sent and is not seen. */
export interface InquiryDoc {
  readonly inquiryId: InquiryId;
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly by: Side;
  readonly phase: 'open' | 'in-work' | 'matched' | 'answered' | 'withdrawn';
  /** The transfer as the party knows it. */
  readonly amount: Money;
  readonly sentOn: LocalDate;
  readonly reference: SealedValue<string>;
  readonly bank: SealedValue<string>;
  readonly note: SealedValue<string>;
  /** The payment that it was; null while it is not found. */
  readonly paymentId: PaymentId | null;
  readonly answer: SealedValue<string> | null;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
}
