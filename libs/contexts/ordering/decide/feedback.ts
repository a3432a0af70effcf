import { actsAs, addDays, happened, nothing, refuse, type Decision } from '#kernel';
import type { GiveFeedback, ReviseFeedback } from '../commands.js';
import type { OrderEvent } from '../events.js';
import type { Completed, Order } from '../state.js';
import { notIn, subjectOf, unknownOrder, type Context, type Decide } from './common.js';

/** Once within 60 days after completion [reading]. */
export const giveFeedback: Decide<GiveFeedback> = (order, command, context) =>
  says(order, command, context, (completed) => {
    const { feedback, feedbackUntil: until } = completed;
    const { now, rules } = context;
    const { rating, text } = command;
    if (feedback?.rating === rating && feedback.text === text) return nothing();
    if (feedback !== null) return refuse('feedback-already-given', { rating: feedback.rating });
    if (until !== null && now >= until) return refuse('feedback-window-closed', { until });
    const revisableUntil = addDays(now, rules.feedback.revisionDays);
    return happened({
      type: 'order.feedback-given.v1',
      data: { rating, text, revisableUntil, ...subjectOf(completed) },
    });
  });

/** One revision within 30 days [reading]. */
export const reviseFeedback: Decide<ReviseFeedback> = (order, command, context) =>
  says(order, command, context, (completed) => {
    const { feedback } = completed;
    const { rating, text } = command;
    if (feedback === null) return refuse('no-feedback-given');
    if (feedback.rating === rating && feedback.text === text) return nothing();
    const { revisions: limit } = context.rules.feedback;
    if (feedback.revisions >= limit) return refuse('feedback-already-revised', { limit });
    const { revisableUntil: until } = feedback;
    if (context.now >= until) return refuse('feedback-window-closed', { until });
    return happened({ type: 'order.feedback-revised.v1', data: { rating, text, ...subjectOf(completed) } });
  });

/** It is the buyer's to say, of an order that is complete. */
function says(
  order: Order,
  command: GiveFeedback | ReviseFeedback,
  { actor }: Context,
  decide: (order: Completed) => Decision<OrderEvent>,
): Decision<OrderEvent> {
  if (order.phase === 'none') return unknownOrder(command);
  if (!actsAs(actor, 'buyer', order.terms.buyer)) return refuse('only-the-buyer-gives-feedback');
  if (order.phase !== 'completed') return notIn('completed', order);
  const { rating } = command;
  if (!Number.isInteger(rating) || rating < 1 || rating > 5) return refuse('rating-out-of-range', { rating });
  return decide(order);
}
