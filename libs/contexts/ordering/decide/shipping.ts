import { firstOvertaken, happened, isPlatform, lessTaken, nothing, refuse, type Decision } from '#kernel';
import type { RecordDelivery, RecordDispatch } from '../commands.js';
import { isSettled } from '../debt.js';
import type { OrderEvent } from '../events.js';
import { isBound, isOpen, type Open } from '../state.js';
import { phaseOf } from '../standing.js';
import { hasEnded, notIn, subjectOf, unknownOrder, type Decide } from './common.js';

/** Of two batches that were dispatched at once the second may take more than is left: the order says no to it. */
export const recordDispatch: Decide<RecordDispatch> = (order, command, { actor }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-records-dispatches');
  if (order.phase === 'none') return unknownOrder(command);
  if (isBound(order) && order.batches.some(({ shipmentId }) => shipmentId === command.shipmentId)) return nothing();
  if (hasEnded(order)) return notIn('in-performance', order);
  if (!isOpen(order) || !isSettled(order.debts.initial))
    return refuse('initial-payment-incomplete', { phase: order.phase });
  return order.undispatched.length === 0 ? refuse('all-dispatched') : batchLeft(order, command);
};

function batchLeft(order: Open, { shipmentId, lines, dispatchedAt }: RecordDispatch): Decision<OrderEvent> {
  const over = firstOvertaken(order.undispatched, lines);
  if (over !== undefined)
    return refuse('more-than-undispatched', { line: over.line, undispatched: over.available, asked: over.taken });
  const undispatched = lessTaken(order.undispatched, lines);
  const phase = phaseOf({ ...order, undispatched });
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
  if (!isOpen(order)) return notIn('in-performance', order);
  const { shipmentId, deliveredAt } = command;
  const batch = order.batches.find((each) => each.shipmentId === shipmentId);
  if (batch === undefined) {
    // Before the initial payment was complete nothing can have left; later it is this batch that is unknown.
    const nothingLeft = order.batches.length === 0 && order.phase === 'confirmed';
    return nothingLeft ? notIn('in-performance', order) : refuse('unknown-shipment', { shipmentId });
  }
  if (batch.deliveredAt !== null) return nothing();
  return happened({ type: 'order.delivery-recorded.v1', data: { shipmentId, deliveredAt, ...subjectOf(order) } });
};
