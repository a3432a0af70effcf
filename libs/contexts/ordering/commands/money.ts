import type { CoverageType, Instant, MoneyData, OrderId, PaymentId, Purpose } from '#kernel';

/** The platform tells the order what the supplier's limit had for it. */
export type RecordCover = Readonly<{
  type: 'record-cover';
  orderId: OrderId;
  coverageType: CoverageType;
  base: MoneyData;
  requested: MoneyData;
  granted: MoneyData;
}>;

export type AcknowledgeReducedCover = Readonly<{ type: 'acknowledge-reduced-cover'; orderId: OrderId }>;

/** Money has arrived; the order takes of it what it is owed. */
export type AllocatePayment = Readonly<{
  type: 'allocate-payment';
  orderId: OrderId;
  paymentId: PaymentId;
  purpose: Purpose;
  amount: MoneyData;
}>;

/** The payer's bank has called money back that the order had taken. */
export type ReverseAllocation = Readonly<{
  type: 'reverse-allocation';
  orderId: OrderId;
  paymentId: PaymentId;
  purpose: Purpose;
  /** Σ of what of the payment is reversed by now, so that telling it twice takes nothing twice. */
  amount: MoneyData;
}>;

/** Money has gone back to the buyer, as both sides had agreed. */
export type RecordReturned = Readonly<{
  type: 'record-returned';
  orderId: OrderId;
  paymentId: PaymentId;
  /** Σ of what of the payment's allocation has gone back by now. */
  amount: MoneyData;
}>;

/** The supplier lets go what is missing, and says how much that is. */
export type WaiveShortfall = Readonly<{
  type: 'waive-shortfall';
  orderId: OrderId;
  purpose: Purpose;
  amount: MoneyData;
}>;

/** The buyer says that a transfer is on its way. */
export type RecordDeclaredTransfer = Readonly<{
  type: 'record-declared-transfer';
  orderId: OrderId;
  paymentId: PaymentId;
  /** When it was recorded that he said so. */
  declaredAt: Instant;
}>;
