import {
  fromData,
  happened,
  isEqual,
  isForgotten,
  isLess,
  nothing,
  refuse,
  toData,
  type Money,
  type MoneyData,
  type Refusal,
} from '#kernel';
import type { AcceptCancellation, ProposeCancellation, RejectCancellation } from '../commands.js';
import type { OrderEvent } from '../events.js';
import { isOpen, type Open } from '../state.js';
import { openDispute, returnableOf, returnsOf } from '../standing.js';
import { notIn, sideOf, subjectOf, unknownOrder, type Decide } from './common.js';

/** A newer proposal supersedes an older one, whoever made it: who accepts names the amount that he has read. */
export const proposeCancellation: Decide<ProposeCancellation> = (order, command, { actor }) => {
  if (order.phase === 'none') return unknownOrder(command);
  const by = sideOf(actor, order.terms);
  if (by === null) return refuse('only-a-party-proposes-a-cancellation');
  if (!isOpen(order)) return notIn('confirmed', order);
  const { amountToReturn, reason } = command;
  const refusal = notReturnable(order, amountToReturn);
  if (refusal !== undefined) return refusal;
  const { cancellation: open } = order;
  const alreadySo = open?.by === by && open.reason === reason && isEqual(open.amountToReturn, fromData(amountToReturn));
  if (alreadySo) return nothing();
  return happened({
    type: 'order.cancellation-proposed.v1',
    data: { by, amountToReturn, reason, ...subjectOf(order) },
  });
};

/** Ends the order. What goes back is taken from the last payments first. */
export const acceptCancellation: Decide<AcceptCancellation> = (order, command, { actor }) => {
  if (order.phase === 'none') return unknownOrder(command);
  const by = sideOf(actor, order.terms);
  if (by === null) return refuse('only-a-party-accepts-a-cancellation');
  if (order.phase === 'cancelled') return nothing();
  if (!isOpen(order)) return notIn('confirmed', order);
  const { cancellation: open, phase: from } = order;
  if (open === null) return refuse('no-cancellation-proposed');
  if (open.by === by) return refuse('own-proposal', { by });
  const { amountToReturn } = command;
  if (!isEqual(open.amountToReturn, fromData(amountToReturn)))
    return refuse('cancellation-changed', { amountToReturn: toData(open.amountToReturn) });
  const refusal = notReturnable(order, amountToReturn); // a reversal may have come between
  if (refusal !== undefined) return refusal;
  const returns = returnsOf(order, open.amountToReturn).map((each) => ({ ...each, amount: toData(each.amount) }));
  const subject = subjectOf(order);
  const reason = isForgotten(open.reason) ? '' : open.reason; // what is forgotten cannot be said again
  return happened<OrderEvent>(
    { type: 'order.cancellation-accepted.v1', data: { by, amountToReturn, returns, ...subject } },
    { type: 'order.cancelled.v1', data: { by: open.by, reason, from, ...subject } },
  );
};

/** The other side says no, or the side that proposed it takes it back. */
export const rejectCancellation: Decide<RejectCancellation> = (order, command, { actor }) => {
  if (order.phase === 'none') return unknownOrder(command);
  const by = sideOf(actor, order.terms);
  if (by === null) return refuse('only-a-party-rejects-a-cancellation');
  if (!isOpen(order)) return notIn('confirmed', order);
  if (order.cancellation === null) return refuse('no-cancellation-proposed');
  const amountToReturn = toData(order.cancellation.amountToReturn);
  return happened({ type: 'order.cancellation-rejected.v1', data: { by, amountToReturn, ...subjectOf(order) } });
};

/** Nothing is given back twice: what a refund took counts, and while a dispute is open nobody knows what it will take. */
function notReturnable(order: Open, amountToReturn: MoneyData): Refusal | undefined {
  const dispute = openDispute(order);
  if (dispute !== undefined) return refuse('dispute-open', { disputeId: dispute.disputeId });
  const amount: Money = fromData(amountToReturn);
  const returnable = returnableOf(order);
  if (amount.currency !== returnable.currency)
    return refuse('currency-mismatch', { expected: returnable.currency, stated: amount.currency });
  if (amount.minor < 0n) return refuse('amount-negative', { amount: amountToReturn });
  if (isLess(returnable, amount)) return refuse('return-exceeds-net', { returnable: toData(returnable) });
  return undefined;
}
