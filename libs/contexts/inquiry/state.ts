import type { InquiryId, MoneyData, OrderId, OrganisationId, PaymentId, Side } from '#kernel';

/** What every event says of the inquiry. */
export interface Case {
  readonly inquiryId: InquiryId;
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly by: Side;
}

export type Inquiry =
  | { readonly phase: 'none' }
  | { readonly phase: 'open' | 'in-work' | 'answered' | 'withdrawn'; readonly case: Case }
  | { readonly phase: 'matched'; readonly case: Case; readonly paymentId: PaymentId };

/** The parties of the order for who opens, and the payment that was found for who matches; null where there is none. */
export type InquiryFacts =
  | {
      readonly order?: { readonly buyer: OrganisationId; readonly supplier: OrganisationId } | null;
      readonly payment?: FoundPayment | null;
    }
  | undefined;
/** A payment of which the money has arrived on the designated account. */
export interface FoundPayment {
  readonly orderId: OrderId;
  readonly amount: MoneyData;
}
