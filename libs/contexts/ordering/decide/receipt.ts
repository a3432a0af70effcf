import { actsAs, addDays, happened, isPlatform, nothing, refuse, type Decision, type Instant } from '#kernel';
import type { RuleSet } from '#rules';
import type { CompleteReceipt, ConfirmReceipt, OrderCommand, RemindOfReceipt } from '../commands.js';
import type { OrderEvent } from '../events.js';
import type { Open, Order } from '../state.js';
import { openDispute } from '../standing.js';
import { receiptDueAt, receiptReminderAt } from '../timetable.js';
import { notDue, notIn, subjectOf, unknownOrder, type Context, type Decide } from './common.js';

/** Once everything has left and the balance is complete, the buyer confirms receipt [seed]. */
export const confirmReceipt: Decide<ConfirmReceipt> = (order, command, { actor, now, rules }) => {
  if (order.phase === 'none') return unknownOrder(command);
  if (!actsAs(actor, 'buyer', order.terms.buyer)) return refuse('only-the-buyer-confirms-receipt');
  if (order.phase === 'completed') return nothing();
  if (order.phase !== 'awaiting-receipt') return notIn('awaiting-receipt', order);
  return happened({ type: 'order.completed.v1', data: { ...completion(now, rules), ...subjectOf(order) } });
};

/** Nobody may hold an order open by silence [reading]. */
export const completeReceipt: Decide<CompleteReceipt> = (order, command, context) =>
  awaited(order, command, context, (awaiting) => {
    const { now, rules } = context;
    const dueAt = receiptDueAt(awaiting, rules);
    if (dueAt !== null && now < dueAt) return notDue(dueAt);
    const data = { ...completion(now, rules), automatic: true, ...subjectOf(awaiting) };
    return happened({ type: 'order.completed.v1', data });
  });

/** Before that he is reminded, so that it takes nobody by surprise. */
export const remindOfReceipt: Decide<RemindOfReceipt> = (order, command, context) =>
  awaited(order, command, context, (awaiting) => {
    const { now, rules } = context;
    const receiptAt = receiptDueAt(awaiting, rules);
    const dueAt = receiptReminderAt(awaiting, rules);
    if (dueAt === null || receiptAt === null) return nothing(); // all were sent
    if (now < dueAt) return notDue(dueAt);
    const number = awaiting.receiptReminders + 1;
    return happened({ type: 'order.receipt-reminded.v1', data: { number, receiptAt, ...subjectOf(awaiting) } });
  });

/** What happens by itself while the receipt is awaited; as long as a dispute is open, nobody is silent. */
function awaited(
  order: Order,
  command: OrderCommand,
  { actor }: Context,
  decide: (order: Open) => Decision<OrderEvent>,
): Decision<OrderEvent> {
  if (!isPlatform(actor)) return refuse('only-the-platform-completes-receipts');
  if (order.phase === 'none') return unknownOrder(command);
  if (order.phase === 'completed') return nothing();
  if (order.phase !== 'awaiting-receipt') return notIn('awaiting-receipt', order);
  const dispute = openDispute(order);
  return dispute === undefined ? decide(order) : refuse('dispute-open', { disputeId: dispute.disputeId });
}

const completion = (now: Instant, { feedback }: RuleSet) => ({
  completedAt: now,
  feedbackUntil: addDays(now, feedback.windowDays),
});
