import { actsAs, addHours, happened, nothing, refuse, type Refusal } from '#kernel';
import type { GiveReadyNotice, RemindSupplier } from '../commands.js';
import { isSettled } from '../debt.js';
import { isOpen, type ExistingOrder } from '../state.js';
import { hasEnded, notIn, subjectOf, unknownOrder, type Decide } from './common.js';

/** At most one a day [seed: "remind the supplier"], of what is his to do: to confirm, or to ship. */
export const remindSupplier: Decide<RemindSupplier> = (order, command, { actor, now, rules }) => {
  if (order.phase === 'none') return unknownOrder(command);
  if (!actsAs(actor, 'buyer', order.terms.buyer)) return refuse('only-the-buyer-reminds-the-supplier');
  const about = whatIsHis(order);
  if (typeof about !== 'string') return about;
  const from = 'remindableFrom' in order ? order.remindableFrom : null;
  if (from !== null && now < from) return refuse('reminder-too-early', { from });
  const nextFrom = addHours(now, rules.order.remindersApartHours);
  return happened({ type: 'order.supplier-reminded.v1', data: { about, nextFrom, ...subjectOf(order) } });
};

function whatIsHis(order: ExistingOrder): 'confirmation' | 'shipment' | Refusal {
  if (hasEnded(order) || order.phase === 'drafted') return notIn('submitted', order);
  if (order.phase === 'submitted')
    return order.confirmedBy === 'supplier' ? refuse('nothing-to-remind-of', { phase: order.phase }) : 'confirmation';
  const shipping = isOpen(order) && isSettled(order.debts.initial) && order.undispatched.length > 0;
  return shipping ? 'shipment' : refuse('nothing-to-remind-of', { phase: order.phase });
}

/** Given once: the days in which the buyer may look at the goods count from the first notice. */
export const giveReadyNotice: Decide<GiveReadyNotice> = (order, command, { actor, now }) => {
  if (order.phase === 'none') return unknownOrder(command);
  if (!actsAs(actor, 'supplier', order.terms.supplier)) return refuse('only-the-supplier-gives-a-ready-notice');
  if (hasEnded(order)) return notIn('in-performance', order);
  if (!isOpen(order) || !isSettled(order.debts.initial))
    return refuse('initial-payment-incomplete', { phase: order.phase });
  if (order.readyNoticeAt !== null) return nothing();
  if (order.undispatched.length === 0) return refuse('all-dispatched');
  return happened({ type: 'order.ready-notice-given.v1', data: { readyAt: now, ...subjectOf(order) } });
};
