import { happened, isPlatform, nothing, refuse } from '#kernel';
import type { RecordCheckAnswered, RecordCheckRequested } from '../commands.js';
import { isOpen, type Completed, type ExistingOrder, type Open } from '../state.js';
import { notIn, subjectOf, unknownOrder, type Decide } from './common.js';

/** What is asked and answered stands in streams of its own; the order keeps what is open, for claims wait for it. */
export const recordCheckRequested: Decide<RecordCheckRequested> = (order, command, { actor, now }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-records-checks');
  if (order.phase === 'none') return unknownOrder(command);
  if (!mayBeClaimed(order)) return notIn('confirmed', order);
  const { checkId, kind } = command;
  const known = order.openChecks.some((each) => each.checkId === checkId) || order.answeredChecks.includes(checkId);
  if (known) return nothing();
  return happened({ type: 'order.check-requested.v1', data: { checkId, kind, at: now, ...subjectOf(order) } });
};

/** An answer that overtakes its request counts, so that the request cannot hold the order up for ever. */
export const recordCheckAnswered: Decide<RecordCheckAnswered> = (order, command, { actor, now }) => {
  if (!isPlatform(actor)) return refuse('only-the-platform-records-checks');
  if (order.phase === 'none') return unknownOrder(command);
  if (!mayBeClaimed(order)) return notIn('confirmed', order);
  const { checkId, kind } = command;
  if (order.answeredChecks.includes(checkId)) return nothing();
  return happened({ type: 'order.check-answered.v1', data: { checkId, kind, at: now, ...subjectOf(order) } });
};

/** A completed order still has claims that wait for its checks. */
const mayBeClaimed = (order: ExistingOrder): order is Open | Completed => isOpen(order) || order.phase === 'completed';
