import {
  toData,
  type Currency,
  type Money,
  type MoneyData,
  type OrderId,
  type OrganisationId,
  type PaymentId,
  type PaymentMethod,
  type Personal,
  type Purpose,
} from '#kernel';

/** What arrived, and for which debt of which order. */
export interface Arrival {
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly purpose: Purpose;
  readonly amount: Money;
  readonly method: PaymentMethod;
  /** As the bank's statement has it. */
  readonly reference: Personal<string>;
}

export type Payment =
  | { readonly phase: 'none' }
  | { readonly phase: 'arrived'; readonly arrival: Arrival }
  | { readonly phase: 'allocated'; readonly arrival: Arrival; readonly allocated: Money; readonly excess: Money }
  | { readonly phase: 'unmatched'; readonly arrival: Arrival; readonly reason: string };

/** What `record-arrival` must know of the order, null when there is none; the other commands need nothing. */
export type PaymentFacts = { readonly order: PayableOrder | null } | undefined;
export interface PayableOrder {
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly currency: Currency;
}

/** What every event of the payment says about it. */
export const subjectOf = (arrival: Arrival): Subject => {
  const { paymentId, orderId, buyer, supplier, purpose, amount } = arrival;
  return { paymentId, orderId, buyer, supplier, purpose, amount: toData(amount) };
};

type Subject = Omit<Arrival, 'amount' | 'method' | 'reference'> & { readonly amount: MoneyData };
