import type { DataOf, OrderEvent } from '../events.js';
import type { Completed, Open } from '../state.js';

export const completed = (order: Open, { completedAt, feedbackUntil }: DataOf<'order.completed.v1'>): Completed => ({
  ...order,
  phase: 'completed',
  completedAt: completedAt ?? null,
  feedbackUntil: feedbackUntil ?? null,
  feedback: null,
});

type Said = Extract<OrderEvent, { readonly type: 'order.feedback-given.v1' | 'order.feedback-revised.v1' }>;

/** The last word counts. */
export function withFeedback(order: Completed, { type, data }: Said): Completed {
  const { rating, text } = data;
  if (type === 'order.feedback-given.v1')
    return { ...order, feedback: { rating, text, revisableUntil: data.revisableUntil, revisions: 0 } };
  if (order.feedback === null) throw new TypeError('Feedback was revised before it was given');
  return { ...order, feedback: { ...order.feedback, rating, text, revisions: order.feedback.revisions + 1 } };
}
