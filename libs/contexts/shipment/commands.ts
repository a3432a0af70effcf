import type { DocumentId, LineQuantity, LocalDate, OrderId, ShipmentId } from '#kernel';

/** The supplier says what will be in a batch, and when it should be ready. */
export type PlanShipment = Readonly<{
  type: 'plan-shipment';
  shipmentId: ShipmentId;
  orderId: OrderId;
  lines: readonly LineQuantity[];
  readyOn: LocalDate | null;
}>;

export type WithdrawShipmentPlan = Readonly<{ type: 'withdraw-shipment-plan'; shipmentId: ShipmentId }>;

/** The supplier has handed one batch to a carrier. */
export type DispatchShipment = Readonly<{
  type: 'dispatch-shipment';
  shipmentId: ShipmentId;
  orderId: OrderId;
  lines: readonly LineQuantity[];
  carrier: string;
  trackingNumber: string;
  /** What goes with the goods: a packing list, a bill of lading. */
  documents?: readonly DocumentId[];
}>;

/** The supplier has handed the batch to a carrier that he planned, as he planned it. */
export type DispatchPlannedShipment = Readonly<{
  type: 'dispatch-planned-shipment';
  shipmentId: ShipmentId;
  carrier: string;
  trackingNumber: string;
  documents: readonly DocumentId[];
}>;

/** The batch has cleared customs. */
export type RecordCustomsClearance = Readonly<{
  type: 'record-customs-clearance';
  shipmentId: ShipmentId;
  /** The customs' paper; the supplier's own word needs one. */
  document: DocumentId | null;
}>;

/** The buyer does not believe the supplier's clearance. */
export type ContestClearance = Readonly<{ type: 'contest-clearance'; shipmentId: ShipmentId; reason: string }>;

/** An operator has looked at the contested clearance. */
export type SettleClearance = Readonly<{ type: 'settle-clearance'; shipmentId: ShipmentId; upheld: boolean }>;

/** The batch has reached the buyer. */
export type RecordShipmentDelivery = Readonly<{
  type: 'record-shipment-delivery';
  shipmentId: ShipmentId;
}>;

export type ShipmentCommand =
  | PlanShipment
  | WithdrawShipmentPlan
  | DispatchShipment
  | DispatchPlannedShipment
  | RecordCustomsClearance
  | ContestClearance
  | SettleClearance
  | RecordShipmentDelivery;
