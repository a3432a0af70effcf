import type { LineQuantity, OrderId, OrderPhase, OrganisationId, ShipmentId } from '#kernel';

/** One batch, as it left. */
export interface Batch {
  readonly shipmentId: ShipmentId;
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly lines: readonly LineQuantity[];
  readonly carrier: string;
  readonly trackingNumber: string;
}

export type Shipment =
  | { readonly phase: 'none' }
  | { readonly phase: 'dispatched'; readonly batch: Batch }
  | { readonly phase: 'delivered'; readonly batch: Batch };

/** What `dispatch-shipment` must know of the order, null when there is none; the other command needs nothing. */
export type ShipmentFacts = { readonly order: ShippableOrder | null } | undefined;
export interface ShippableOrder {
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly phase: OrderPhase;
  /** What of each line has not left yet; a line that is all gone is missing. */
  readonly undispatched: readonly LineQuantity[];
}
