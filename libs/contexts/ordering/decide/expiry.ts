import { addDays, happened, isPlatform, nothing, refuse, toData, type Decision } from '#kernel';
import type { ExpireOrder, RecordDeclaredTransfer } from '../commands.js';
import type { OrderEvent } from '../events.js';
import { isBound, isOpen, type ExistingOrder, type Open } from '../state.js';
import { notDue, notIn, subjectOf, unknownOrder, type Context, type Decide } from './common.js';

/** Whether the time is over is decided here, from the order's own dates: the saga that asks only knows when to ask. */
export const expireOrder: Decide<ExpireOrder> = (order, command, { actor, now }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-expires-orders');
  if (order.phase === 'none') return unknownOrder(command);
  if (order.phase === 'expired') return nothing();
  return command.reason === 'unconfirmed' ? expireUnconfirmed(order, now) : expireUnpaid(order, now);
};

function expireUnconfirmed(order: ExistingOrder, now: Context['now']): Decision<OrderEvent> {
  if (order.phase !== 'submitted') return notIn('submitted', order);
  const { confirmBy: dueAt, phase: from } = order;
  if (now < dueAt) return notDue(dueAt);
  return happened({ type: 'order.expired.v1', data: { reason: 'unconfirmed', from, dueAt, ...subjectOf(order) } });
}

/** With any money arrived it never expires, but becomes an operator's task; also when that money was called back since. */
function expireUnpaid(order: ExistingOrder, now: Context['now']): Decision<OrderEvent> {
  if (order.phase !== 'confirmed') return notIn('confirmed', order);
  const { payUntil: dueAt, payments, phase: from } = order;
  if (now < dueAt) return notDue(dueAt);
  if (payments.length > 0) return leaveToOperators(order);
  return happened({ type: 'order.expired.v1', data: { reason: 'unpaid', from, dueAt, ...subjectOf(order) } });
}

function leaveToOperators(order: Open): Decision<OrderEvent> {
  if (order.leftToOperators) return nothing();
  const { allocated, due } = order.debts.initial;
  return happened({
    type: 'order.left-to-operators.v1',
    data: { dueAt: order.payUntil, allocated: toData(allocated), due: toData(due), ...subjectOf(order) },
  });
}

/** A transfer that was declared in time holds off the expiry once; declaring another one does not add to it. */
export const recordDeclaredTransfer: Decide<RecordDeclaredTransfer> = (order, command, { actor, rules }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-records-declared-transfers');
  if (order.phase === 'none') return unknownOrder(command);
  const { paymentId, declaredAt } = command;
  if (isBound(order) && order.declared.includes(paymentId)) return nothing();
  if (!isOpen(order)) return notIn('confirmed', order);
  if (order.phase !== 'confirmed') return nothing(); // paid already: there is no expiry to hold off
  if (declaredAt >= order.payUntil) return refuse('order-expired-unpaid', { payUntil: order.payUntil });
  const payUntil = addDays(order.payBy, rules.order.declaredTransferHoldsDays);
  return happened({
    type: 'order.transfer-declared.v1',
    data: { paymentId, declaredAt, payUntil, ...subjectOf(order) },
  });
};
