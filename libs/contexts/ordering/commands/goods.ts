import type { Instant, LineQuantity, OrderId, ShipmentId } from '#kernel';
import type { OpenCheck } from '../state.js';

type CheckCommand<T extends string> = Readonly<{ type: T; orderId: OrderId } & OpenCheck>;

/** The buyer asks the supplier to do what is his: at most once a day. */
export type RemindSupplier = Readonly<{ type: 'remind-supplier'; orderId: OrderId }>;

export type GiveReadyNotice = Readonly<{ type: 'give-ready-notice'; orderId: OrderId }>;

/** The buyer has asked for a quality check or an inspection; it stands in a stream of its own. */
export type RecordCheckRequested = CheckCommand<'record-check-requested'>;
/** It was answered or reported, or called off. */
export type RecordCheckAnswered = CheckCommand<'record-check-answered'>;

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

/** The receipt will soon count as confirmed: the buyer may want to know. */
export type RemindOfReceipt = Readonly<{ type: 'remind-of-receipt'; orderId: OrderId }>;

/** Nobody has confirmed the receipt in time: the rules do. */
export type CompleteReceipt = Readonly<{ type: 'complete-receipt'; orderId: OrderId }>;
