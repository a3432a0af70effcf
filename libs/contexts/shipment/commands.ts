import type { LineQuantity, OrderId, ShipmentId } from '#kernel';

/** The supplier has handed one batch to a carrier. */
export type DispatchShipment = Readonly<{
  type: 'dispatch-shipment';
  shipmentId: ShipmentId;
  orderId: OrderId;
  lines: readonly LineQuantity[];
  carrier: string;
  trackingNumber: string;
}>;

/** The batch has reached the buyer. */
export type RecordShipmentDelivery = Readonly<{
  type: 'record-shipment-delivery';
  shipmentId: ShipmentId;
}>;

export type ShipmentCommand = DispatchShipment | RecordShipmentDelivery;
