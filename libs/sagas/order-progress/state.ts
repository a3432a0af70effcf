import type { Instant, OrderId, PaymentId, ShipmentId } from '#kernel';

type Paid = Readonly<{ paymentId: PaymentId; orderId: OrderId }>;
type Sent = Readonly<{ shipmentId: ShipmentId; orderId: OrderId }>;

/** How far one arrival of money, or one batch of goods, is on its way into its order. */
export type OrderProgressState =
  | Readonly<{ step: 'idle' }>
  | (Paid & Readonly<{ step: 'allocating' }>)
  /** The payment is being told what became of it. */
  | (Paid & Readonly<{ step: 'marking' }>)
  /** The order is being told; the delivery may be known before it has answered. */
  | (Sent & Readonly<{ step: 'recording-dispatch'; deliveredAt: Instant | null }>)
  | (Sent & Readonly<{ step: 'dispatched' }>)
  | (Sent & Readonly<{ step: 'recording-delivery' }>)
  | Readonly<{ step: 'ended' }>;
