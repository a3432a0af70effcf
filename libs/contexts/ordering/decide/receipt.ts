import { actsAs, addDays, happened, isPlatform, nothing, refuse, type Instant } from '#kernel';
import type { RuleSet } from '#rules';
import type { CompleteReceipt, ConfirmReceipt } from '../commands.js';
import type { Bound } from '../state.js';
import { allDeliveredAt, allDispatchedAt, openDispute } from '../standing.js';
import { notDue, notIn, subjectOf, unknownOrder, type Decide } from './common.js';

/** Once everything has left and the balance is complete, the buyer confirms receipt [seed]. */
export const confirmReceipt: Decide<ConfirmReceipt> = (order, command, { actor, now, rules }) => {
  if (order.phase === 'none') return unknownOrder(command);
  if (!actsAs(actor, 'buyer', order.terms.buyer)) return refuse('only-the-buyer-confirms-receipt');
  if (order.phase === 'completed') return nothing();
  if (order.phase !== 'awaiting-receipt') return notIn('awaiting-receipt', order);
  return happened({ type: 'order.completed.v1', data: { ...completion(now, rules), ...subjectOf(order) } });
};

const completion = (now: Instant, { feedback }: RuleSet) => ({
  completedAt: now,
  feedbackUntil: addDays(now, feedback.windowDays),
});

/** Nobody may hold an order open by silence [reading]; while a dispute is open, nobody is silent. */
export const completeReceipt: Decide<CompleteReceipt> = (order, command, { actor, now, rules }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-completes-receipts');
  if (order.phase === 'none') return unknownOrder(command);
  if (order.phase === 'completed') return nothing();
  if (order.phase !== 'awaiting-receipt') return notIn('awaiting-receipt', order);
  const dispute = openDispute(order);
  if (dispute !== undefined) return refuse('dispute-open', { disputeId: dispute.disputeId });
  const dueAt = receiptDueAt(order, rules);
  if (dueAt !== null && now < dueAt) return notDue(dueAt);
  return happened({
    type: 'order.completed.v1',
    data: { ...completion(now, rules), automatic: true, ...subjectOf(order) },
  });
};

/** From delivery, else from full dispatch [reading]; null while anything is still to leave. */
export function receiptDueAt(order: Bound, rules: RuleSet): Instant | null {
  const from = allDeliveredAt(order) ?? allDispatchedAt(order);
  return from === null ? null : addDays(from, rules.order.receiptAutomaticAfterDays);
}
