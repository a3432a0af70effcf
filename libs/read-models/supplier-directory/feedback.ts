import { addDays, type Instant, type OrderId } from '#kernel';
import type { ScoreDoc } from './doc.js';

/** What was said may be said otherwise for a while, so the score remembers it for so long; and a little longer, for clocks differ. */
const GRACE_DAYS = 1;

export const NO_FEEDBACK: ScoreDoc = { ratings: 0, sum: 0, revisable: [] };

/** The score with one more rating. @param at when it was recorded. */
export function withRating(
  score: ScoreDoc,
  { orderId, rating, until }: ScoreDoc['revisable'][number],
  at: Instant,
): ScoreDoc {
  const revisable = score.revisable.filter((each) => at < addDays(each.until, GRACE_DAYS));
  return {
    ratings: score.ratings + 1,
    sum: score.sum + rating,
    revisable: [...revisable, { orderId, rating, until }],
  };
}

/** The score with another rating in place of the order's first one. @throws TypeError when there was none. */
export function withOtherRating(score: ScoreDoc, orderId: OrderId, rating: number): ScoreDoc {
  const before = score.revisable.find((each) => each.orderId === orderId);
  if (before === undefined) throw new TypeError('Feedback was revised that was not given');
  return {
    ratings: score.ratings,
    sum: score.sum - before.rating + rating,
    revisable: score.revisable.filter((each) => each !== before),
  };
}
