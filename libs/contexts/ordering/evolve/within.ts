import { isBound, isOpen, type BoundOrder, type Open, type Order } from '../state.js';

/** The order, known to be in one of the phases in which a decision writes the event; a history that says otherwise is broken. */
export function within<P extends Order['phase']>(
  order: Order,
  ...phases: readonly P[]
): Extract<Order, { readonly phase: P }> {
  const phase: string = order.phase;
  if (!phases.some((allowed) => allowed === phase)) throw broken(order);
  return order as Extract<Order, { readonly phase: P }>; // checked above
}

/** The same for what is written while the contract is being performed. */
export function openIn(order: Order): Open {
  if (!isOpen(order)) throw broken(order);
  return order;
}

/** The same for what may still be written after its end. */
export function boundIn(order: Order): BoundOrder {
  if (!isBound(order)) throw broken(order);
  return order;
}

const broken = ({ phase }: Order): TypeError =>
  new TypeError(`An order was ${phase} where its history does not allow it`);
