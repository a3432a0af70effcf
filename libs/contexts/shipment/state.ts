import type {
  DocumentReference,
  Instant,
  LineQuantity,
  LocalDate,
  OrderId,
  OrderPhase,
  OrganisationId,
  ShipmentId,
} from '#kernel';
import type { ClearedBy } from './events.js';

/** Whom a batch concerns. */
export interface Concerned {
  readonly shipmentId: ShipmentId;
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
}

/** One batch, as the supplier means to send it. */
export interface Plan extends Concerned {
  readonly lines: readonly LineQuantity[];
  readonly readyOn: LocalDate | null;
}

/** One batch, as it left. */
export interface Batch extends Concerned {
  readonly lines: readonly LineQuantity[];
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly documents: readonly DocumentReference[];
}

/** A recorded clearance. While it is contested it closes no window. */
export interface Clearance {
  readonly by: ClearedBy;
  readonly clearedAt: Instant;
  /** Null when it cannot be contested: it is not the supplier's word alone, or was looked at already. */
  readonly contestBy: Instant | null;
  readonly contested: boolean;
}

export interface Sent {
  readonly phase: 'dispatched' | 'customs-cleared' | 'delivered';
  readonly batch: Batch;
  /** A batch may be delivered without anybody having recorded its clearance. */
  readonly clearance: Clearance | null;
}

export type Shipment =
  { readonly phase: 'none' } | { readonly phase: 'planned' | 'withdrawn'; readonly plan: Plan } | Sent;

export type ExistingShipment = Exclude<Shipment, { readonly phase: 'none' }>;

export const isSent = (shipment: Shipment): shipment is Sent => 'batch' in shipment;

export const concernedBy = (shipment: ExistingShipment): Concerned => {
  const { shipmentId, orderId, buyer, supplier } = isSent(shipment) ? shipment.batch : shipment.plan;
  return { shipmentId, orderId, buyer, supplier };
};

/**
 * What a decision must know of other streams: the order where a batch is planned or dispatched, null when there is none;
 * and of each document that the command names the one that is kept for this order, null when there is none.
 */
export type ShipmentFacts =
  | {
      readonly order?: ShippableOrder | null;
      readonly documents?: readonly (DocumentReference | null)[];
      /** What the order was submitted under: its batches keep the same rules. */
      readonly ruleSet?: string;
    }
  | undefined;
export interface ShippableOrder {
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly phase: OrderPhase;
  /** What of each line has not left yet; a line that is all gone is missing. */
  readonly undispatched: readonly LineQuantity[];
}

/** When the batch cleared customs, as far as it counts for a claim: null while nobody has said so, or it is contested. */
export const clearanceOf = (shipment: Shipment): Instant | null =>
  isSent(shipment) && shipment.clearance !== null && !shipment.clearance.contested
    ? shipment.clearance.clearedAt
    : null;
