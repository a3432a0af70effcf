import { actsAs, add, fromData, happened, isEqual, isPositive, refuse, toData } from '#kernel';
import type { WaiveShortfall } from '../commands.js';
import { isSettled, shortfallOf } from '../debt.js';
import { isOpen } from '../state.js';
import { phaseOf } from '../standing.js';
import { notIn, subjectOf, unknownOrder, type Decide } from './common.js';

/**
 * What banks kept on the way need not hold an order up: the supplier lets go what is missing, for an amount that he states, so
 * that he never lets go more than he knows of. Of a debt of which nothing has arrived nothing falls short: that would be another contract.
 */
export const waiveShortfall: Decide<WaiveShortfall> = (order, command, { actor, now }) => {
  if (order.phase === 'none') return unknownOrder(command);
  if (!actsAs(actor, 'supplier', order.terms.supplier)) return refuse('only-the-supplier-waives-a-shortfall');
  if (!isOpen(order)) return notIn('confirmed', order);
  const { purpose, amount } = command;
  const { debts, phase } = order;
  if (purpose === 'balance' && !isSettled(debts.initial)) return refuse('initial-payment-incomplete', { phase });
  const debt = debts[purpose];
  if (isSettled(debt)) return refuse('already-paid', { purpose, due: toData(debt.due) });
  if (!isPositive(debt.allocated)) return refuse('nothing-has-arrived', { purpose });
  const shortfall = shortfallOf(debt);
  if (!isEqual(fromData(amount), shortfall)) return refuse('shortfall-differs', { shortfall: toData(shortfall) });
  const after = { ...debt, waived: add(debt.waived, shortfall) };
  return happened({
    type: 'order.shortfall-waived.v1',
    data: {
      purpose,
      amount,
      waivedInAll: toData(after.waived),
      due: toData(after.due),
      allocatedInAll: toData(after.allocated),
      complete: isSettled(after),
      phase: phaseOf({ ...order, debts: { ...debts, [purpose]: after } }),
      waivedAt: now,
      ...subjectOf(order),
    },
  });
};
