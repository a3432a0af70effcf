import { actsAs, firstOvertaken, happened, isPlatform, lessTaken, nothing, refuse, type Decision } from '#kernel';
import type { ConfirmReceipt, RecordDelivery, RecordDispatch } from '../commands.js';
import { isSettled } from '../debt.js';
import type { OrderEvent } from '../events.js';
import type { InPerformance } from '../state.js';
import { notIn, subjectOf, unknownOrder, type Decide } from './common.js';

/** Of two batches that were dispatched at once the second may take more than is left: the order says no to it. */
export const recordDispatch: Decide<RecordDispatch> = (order, command, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-records-dispatches');
  if ('shipments' in order && order.shipments.dispatched.includes(command.shipmentId)) return nothing();
  switch (order.phase) {
    case 'none':
      return unknownOrder(command);
    case 'drafted':
    case 'submitted':
    case 'confirmed':
      return refuse('initial-payment-incomplete', { phase: order.phase });
    case 'completed':
    case 'cancelled':
      return notIn('in-performance', order);
    case 'awaiting-receipt':
      return refuse('all-dispatched');
    case 'in-performance':
      return batchLeft(order, command);
  }
};

function batchLeft(order: InPerformance, { shipmentId, lines, dispatchedAt }: RecordDispatch): Decision<OrderEvent> {
  const over = firstOvertaken(order.undispatched, lines);
  if (over !== undefined)
    return refuse('more-than-undispatched', { line: over.line, undispatched: over.available, asked: over.taken });
  const undispatched = lessTaken(order.undispatched, lines);
  const phase = isSettled(order.balance) && undispatched.length === 0 ? 'awaiting-receipt' : order.phase;
  return happened({
    type: 'order.dispatch-recorded.v1',
    data: { shipmentId, lines, dispatchedAt, undispatched, phase, ...subjectOf(order) },
  });
}

/** After completion there is nothing left for a delivery to move; the shipment's own stream has it. */
export const recordDelivery: Decide<RecordDelivery> = (order, command, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-records-deliveries');
  if (order.phase === 'none') return unknownOrder(command);
  if (order.phase === 'completed') return nothing();
  if (order.phase !== 'in-performance' && order.phase !== 'awaiting-receipt') return notIn('in-performance', order);
  const { shipmentId, deliveredAt } = command;
  if (!order.shipments.dispatched.includes(shipmentId)) return refuse('unknown-shipment', { shipmentId });
  if (order.shipments.delivered.includes(shipmentId)) return nothing();
  return happened({ type: 'order.delivery-recorded.v1', data: { shipmentId, deliveredAt, ...subjectOf(order) } });
};

/** Once everything has left and the balance is complete, the buyer confirms receipt [seed]. */
export const confirmReceipt: Decide<ConfirmReceipt> = (order, command, { actor }) => {
  if (order.phase === 'none') return unknownOrder(command);
  if (!actsAs(actor, 'buyer', order.terms.buyer)) return refuse('only-the-buyer-confirms-receipt');
  if (order.phase === 'completed') return nothing();
  if (order.phase !== 'awaiting-receipt') return notIn('awaiting-receipt', order);
  return happened({ type: 'order.completed.v1', data: subjectOf(order) });
};
