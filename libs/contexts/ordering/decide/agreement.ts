import { addDays, happened, nothing, refuse, toData } from '#kernel';
import type { CancelOrder, ConfirmOrder, SubmitOrder } from '../commands.js';
import type { OrderEvent } from '../events.js';
import { hasEnded, notIn, sideOf, subjectOf, unknownOrder, type Decide } from './common.js';

/** Fixes the hash but confirms nothing. From here on the order is judged by the rule set of this moment. */
export const submitOrder: Decide<SubmitOrder> = (order, command, { actor, rules, now }) => {
  if (order.phase === 'none') return unknownOrder(command);
  const by = sideOf(actor, order.terms);
  if (by === null) return refuse('only-a-party-submits-an-order');
  if (order.phase === 'submitted') return nothing();
  if (order.phase !== 'drafted') return notIn('drafted', order);
  const confirmBy = addDays(now, rules.order.unconfirmedExpiresAfterDays);
  return happened({
    type: 'order.submitted.v1',
    data: { by, contractHash: order.contractHash, confirmBy, ruleSet: rules.version, ...subjectOf(order) },
  });
};

/**
 * A side confirms the contract that it has read. The second confirmation binds both and pins the rule set again: the one
 * that the order was submitted under, so that nobody is bound by rules that came after he confirmed.
 */
export const confirmOrder: Decide<ConfirmOrder> = (order, command, { actor, rules, now }) => {
  if (order.phase === 'none') return unknownOrder(command);
  const { contractHash } = command;
  const side = sideOf(actor, order.terms);
  if (side === null) return refuse('only-a-party-confirms-an-order');
  if (order.phase === 'drafted' || (hasEnded(order) && order.phase !== 'completed')) return notIn('submitted', order);
  if (contractHash !== order.contractHash) return refuse('contract-changed', { contractHash: order.contractHash });
  if (order.phase !== 'submitted' || order.confirmedBy === side) return nothing(); // this side has confirmed it
  if (now >= order.confirmBy) return refuse('order-expired-unconfirmed', { confirmBy: order.confirmBy });

  const subject = subjectOf(order);
  const sideConfirmed: OrderEvent = { type: 'order.side-confirmed.v1', data: { side, contractHash, ...subject } };
  if (order.confirmedBy === null) return happened(sideConfirmed);
  const { coverageType, coverageBase, agreedCap } = order.terms;
  return happened<OrderEvent>(sideConfirmed, {
    type: 'order.confirmed.v1',
    data: {
      contractHash,
      coverageType,
      coverageBase: toData(coverageBase),
      agreedCap: agreedCap && toData(agreedCap),
      payBy: addDays(now, rules.order.unpaidExpiresAfterDays),
      ruleSet: rules.version,
      ...subject,
    },
  });
};

/** Either side may end it, before confirmation or confirmed with no money arrived; afterwards it takes both. */
export const cancelOrder: Decide<CancelOrder> = (order, command, { actor }) => {
  if (order.phase === 'none') return unknownOrder(command);
  const by = sideOf(actor, order.terms);
  if (by === null) return refuse('only-a-party-cancels-an-order');
  const { phase } = order;
  switch (phase) {
    case 'cancelled':
      return nothing();
    case 'completed':
    case 'expired':
    case 'closed-by-dispute':
      return notIn('confirmed', order);
    case 'in-performance':
    case 'awaiting-receipt':
      return refuse('money-has-arrived', { phase });
    case 'confirmed':
      if (order.payments.length > 0) return refuse('money-has-arrived', { phase });
      break;
    case 'drafted':
    case 'submitted':
      break;
  }
  return happened({
    type: 'order.cancelled.v1',
    data: { by, reason: command.reason, from: phase, ...subjectOf(order) },
  });
};
