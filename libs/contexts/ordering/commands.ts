import type { CoverageType, Instant, LineQuantity, MoneyData, OrderId, PaymentId, Purpose, ShipmentId } from '#kernel';
import type { Contract } from './contract.js';

/** Either party writes the contract down. */
export type DraftOrder = Readonly<{ type: 'draft-order'; orderId: OrderId; contract: Contract }>;

/** Either party changes it, before both have confirmed; what was confirmed before is void. */
export type ReviseOrder = Readonly<{ type: 'revise-order'; orderId: OrderId; contract: Contract }>;

/** The draft is put before both sides for confirmation. */
export type SubmitOrder = Readonly<{ type: 'submit-order'; orderId: OrderId }>;

export type ConfirmOrder = Readonly<{
  type: 'confirm-order';
  orderId: OrderId;
  /** The contract that the side has read; another one is not confirmed by it. */
  contractHash: string;
}>;

export type CancelOrder = Readonly<{ type: 'cancel-order'; orderId: OrderId; reason: string }>;

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

export type RecordDispatch = Readonly<{
  type: 'record-dispatch';
  orderId: OrderId;
  shipmentId: ShipmentId;
  lines: readonly LineQuantity[];
  dispatchedAt: Instant;
}>;

export type RecordDelivery = Readonly<{
  type: 'record-delivery';
  orderId: OrderId;
  shipmentId: ShipmentId;
  deliveredAt: Instant;
}>;

export type ConfirmReceipt = Readonly<{ type: 'confirm-receipt'; orderId: OrderId }>;

export type OrderCommand =
  | DraftOrder
  | ReviseOrder
  | SubmitOrder
  | ConfirmOrder
  | CancelOrder
  | RecordCover
  | AcknowledgeReducedCover
  | AllocatePayment
  | RecordDispatch
  | RecordDelivery
  | ConfirmReceipt;
