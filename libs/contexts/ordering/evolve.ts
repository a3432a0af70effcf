import { fromData } from '#kernel';
import { debtOf } from './debt.js';
import type { OrderEvent } from './events.js';
import { termsOf, type Confirmed, type InPerformance, type Known, type Order } from './state.js';

type DataOf<T extends OrderEvent['type']> = Extract<OrderEvent, { readonly type: T }>['data'];

export const evolve = (order: Order, event: OrderEvent): Order => {
  switch (event.type) {
    case 'order.drafted.v1': {
      const { orderId, contract, contractHash } = event.data;
      return { phase: 'drafted', id: orderId, terms: termsOf(contract), contractHash };
    }
    case 'order.revised.v1': {
      const { contract, contractHash } = event.data;
      const revised = { terms: termsOf(contract), contractHash };
      const before = within(order, 'drafted', 'submitted');
      return before.phase === 'drafted' ? { ...before, ...revised } : { ...before, ...revised, confirmedBy: null };
    }
    case 'order.submitted.v1': {
      const { confirmBy, ruleSet } = event.data;
      return { phase: 'submitted', ruleSet, confirmBy, confirmedBy: null, ...knownOf(within(order, 'drafted')) };
    }
    case 'order.side-confirmed.v1':
      return { ...within(order, 'submitted'), confirmedBy: event.data.side };
    case 'order.confirmed.v1': {
      const known = knownOf(within(order, 'submitted'));
      const initial = debtOf(known.terms.initialPayment);
      const { ruleSet } = event.data;
      return { phase: 'confirmed', ruleSet, cover: { status: 'reserving' }, initial, payments: [], ...known };
    }
    case 'order.cancelled.v1':
      return { phase: 'cancelled', ...knownOf(within(order, 'drafted', 'submitted', 'confirmed')) };
    case 'order.cover-recorded.v1': {
      const confirmed = within(order, 'confirmed');
      if (!event.data.reduced) return { ...confirmed, cover: { status: 'granted' } };
      const amounts = { requested: fromData(event.data.requested), granted: fromData(event.data.granted) };
      return { ...confirmed, cover: { status: 'reduced', ...amounts, acknowledged: false } };
    }
    case 'order.reduced-cover-acknowledged.v1': {
      const confirmed = within(order, 'confirmed');
      const amounts = { requested: fromData(event.data.requested), granted: fromData(event.data.granted) };
      return { ...confirmed, cover: { status: 'reduced', ...amounts, acknowledged: true } };
    }
    case 'order.payment-allocated.v1':
      return afterPayment(within(order, 'confirmed', 'in-performance'), event.data);
    case 'order.dispatch-recorded.v1':
      return afterDispatch(within(order, 'in-performance'), event.data);
    case 'order.delivery-recorded.v1': {
      const before = within(order, 'in-performance', 'awaiting-receipt');
      const delivered = [...before.shipments.delivered, event.data.shipmentId];
      return { ...before, shipments: { ...before.shipments, delivered } };
    }
    case 'order.completed.v1': {
      const before = within(order, 'awaiting-receipt');
      return { phase: 'completed', ruleSet: before.ruleSet, ...knownOf(before) };
    }
  }
};

function afterPayment(order: Confirmed | InPerformance, data: DataOf<'order.payment-allocated.v1'>): Order {
  const payments = [...order.payments, data.paymentId];
  const debt = { due: fromData(data.due), allocated: fromData(data.allocatedInAll) };
  if (order.phase === 'confirmed') {
    if (!data.complete) return { ...order, initial: debt, payments };
    const { ruleSet, terms } = order;
    const shipments = { dispatched: [], delivered: [] };
    const balance = debtOf(terms.balance);
    const undispatched = terms.lines;
    return { phase: 'in-performance', ruleSet, balance, payments, undispatched, shipments, ...knownOf(order) };
  }
  if (data.phase !== 'awaiting-receipt') return { ...order, balance: debt, payments };
  const { ruleSet, shipments } = order;
  return { phase: 'awaiting-receipt', ruleSet, payments, shipments, ...knownOf(order) };
}

function afterDispatch(order: InPerformance, data: DataOf<'order.dispatch-recorded.v1'>): Order {
  const { ruleSet, payments } = order;
  const shipments = { ...order.shipments, dispatched: [...order.shipments.dispatched, data.shipmentId] };
  if (data.phase !== 'awaiting-receipt') return { ...order, undispatched: data.undispatched, shipments };
  return { phase: 'awaiting-receipt', ruleSet, payments, shipments, ...knownOf(order) };
}

/** Without the fields of the phase that is over. */
const knownOf = ({ id, terms, contractHash }: Known): Known => ({ id, terms, contractHash });

/** The order, known to be in one of the phases in which a decision writes the event; a history that says otherwise is broken. */
function within<P extends Order['phase']>(
  order: Order,
  ...phases: readonly P[]
): Extract<Order, { readonly phase: P }> {
  const phase: string = order.phase;
  if (!phases.some((allowed) => allowed === phase))
    throw new TypeError(`An order was ${phase} where its history does not allow it`);
  return order as Extract<Order, { readonly phase: P }>; // checked above
}
