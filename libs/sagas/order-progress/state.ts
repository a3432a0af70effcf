import type { Instant, OrderId, ShipmentId } from '#kernel';

type Sent = Readonly<{ shipmentId: ShipmentId; orderId: OrderId }>;

/** How far one batch of goods is on its way into its order. Of an order's payments there is nothing to remember. */
export type OrderProgressState =
  | Readonly<{ step: 'idle' }>
  /** The order is being told; the delivery may be known before it has answered. */
  | (Sent & Readonly<{ step: 'recording-dispatch'; deliveredAt: Instant | null }>)
  | (Sent & Readonly<{ step: 'dispatched' }>)
  | (Sent & Readonly<{ step: 'recording-delivery' }>)
  | Readonly<{ step: 'ended' }>;
