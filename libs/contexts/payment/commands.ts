import type { MoneyData, OrderId, PaymentId, PaymentMethod, Purpose } from '#kernel';

/** Money has arrived on the supplier's designated account. Only the platform's side says so, never a party. */
export type RecordArrival = Readonly<{
  type: 'record-arrival';
  paymentId: PaymentId;
  orderId: OrderId;
  purpose: Purpose;
  amount: MoneyData;
  method: PaymentMethod;
  /** What the bank or the provider calls it. */
  reference: string;
}>;

/** The order took the money; what it did not need is the excess. */
export type MarkAllocated = Readonly<{
  type: 'mark-allocated';
  paymentId: PaymentId;
  allocated: MoneyData;
  excess: MoneyData;
}>;

/** The order could not take the money. */
export type MarkUnmatched = Readonly<{
  type: 'mark-unmatched';
  paymentId: PaymentId;
  /** The code of the refusal. */
  reason: string;
}>;

export type PaymentCommand = RecordArrival | MarkAllocated | MarkUnmatched;
