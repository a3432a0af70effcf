import { addDays, type Instant } from '#kernel';
import type { RuleSet } from '#rules';
import type { Timetable } from './timetable-schema.js';
import type { Bound, Order } from './state.js';
import { allDeliveredAt, allDispatchedAt, openDispute } from './standing.js';

/** While a dispute is open, nothing goes on by itself. */
export function timetableOf(order: Order, rules: RuleSet): Timetable {
  const waits = order.phase === 'awaiting-receipt' && openDispute(order) === undefined;
  if (!waits) return { receiptAt: null, receiptReminderAt: null };
  return { receiptAt: receiptDueAt(order, rules), receiptReminderAt: receiptReminderAt(order, rules) };
}

/** From delivery, else from full dispatch [reading]; null while anything is still to leave. */
export function receiptDueAt(order: Bound, { order: { receiptAutomaticAfterDays } }: RuleSet): Instant | null {
  const from = allDeliveredAt(order) ?? allDispatchedAt(order);
  return from === null ? null : addDays(from, receiptAutomaticAfterDays);
}

/** So many days before; null once all reminders were sent. */
export function receiptReminderAt(order: Bound, rules: RuleSet): Instant | null {
  const dueAt = receiptDueAt(order, rules);
  const daysBefore = rules.order.receiptRemindersDaysBefore[order.receiptReminders];
  return dueAt === null || daysBefore === undefined ? null : addDays(dueAt, -daysBefore);
}
