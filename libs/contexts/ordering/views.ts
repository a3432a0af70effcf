import type { Currency, LineQuantity, OrderPhase, OrganisationId } from '#kernel';
import type { Order } from './state.js';

/** What the payment context must know of an order: plain values, for its handler. Null when there is no such order. */
export function payableOrder(
  order: Order,
): { readonly buyer: OrganisationId; readonly supplier: OrganisationId; readonly currency: Currency } | null {
  if (order.phase === 'none') return null;
  const { buyer, supplier, initialPayment } = order.terms;
  return { buyer, supplier, currency: initialPayment.currency };
}

/** The same for the shipment context. */
export function shippableOrder(order: Order): {
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly phase: OrderPhase;
  readonly undispatched: readonly LineQuantity[];
} | null {
  if (order.phase === 'none') return null;
  const { buyer, supplier } = order.terms;
  return { buyer, supplier, phase: order.phase, undispatched: undispatchedOf(order) };
}

function undispatchedOf(order: Exclude<Order, { phase: 'none' }>): readonly LineQuantity[] {
  switch (order.phase) {
    case 'drafted':
    case 'submitted':
    case 'confirmed':
      return order.terms.lines;
    case 'in-performance':
      return order.undispatched;
    case 'awaiting-receipt':
    case 'completed':
    case 'cancelled':
      return []; // all has left, or nothing will
  }
}
