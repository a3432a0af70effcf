import {
  add,
  firstOvertaken,
  isEqual,
  isLess,
  lessTaken,
  minOf,
  refuse,
  toData,
  type LineQuantity,
  type Money,
  type Refusal,
} from '#kernel';
import { isSettled } from '../debt.js';
import type { DataOf } from '../events.js';
import type { Bound, Open, Terms } from '../state.js';
import { openDispute, phaseOf } from '../standing.js';
import { subjectOf, type Context } from './common.js';

/**
 * Why the order cannot get these terms: they are another deal's, nobody knows at the moment what is covered or what a dispute
 * will take, or they fall below what has happened. Undefined when it can.
 */
export function notAmendable(order: Open, terms: Terms): Refusal | undefined {
  const { buyer, supplier, coverageType } = order.terms;
  if (terms.buyer !== buyer || terms.supplier !== supplier) return refuse('parties-fixed', { buyer, supplier });
  if (terms.coverageType !== coverageType) return refuse('coverage-type-fixed', { coverageType });
  const dispute = openDispute(order);
  if (dispute !== undefined) return refuse('dispute-open', { disputeId: dispute.disputeId });
  if (order.cover.status === 'reserving') return refuse('cover-not-settled', { cover: order.cover.status });
  return belowAllocated(order, terms) ?? belowDispatched(order, terms);
}

function belowAllocated({ debts }: Open, { initialPayment, balance }: Terms): Refusal | undefined {
  const dues = { initial: initialPayment, balance };
  for (const purpose of ['initial', 'balance'] as const) {
    const { allocated } = debts[purpose];
    const due = dues[purpose];
    if (isLess(due, allocated))
      return refuse('below-allocated', { purpose, allocated: toData(allocated), due: toData(due) });
  }
  return undefined;
}

function belowDispatched(order: Open, { lines }: Terms): Refusal | undefined {
  const below = firstOvertaken(lines, dispatchedOf(order));
  return below && refuse('below-dispatched', { line: below.line, dispatched: below.taken, quantity: below.available });
}

const dispatchedOf = ({ terms, undispatched }: Open): readonly LineQuantity[] => lessTaken(terms.lines, undispatched);

/** What follows from the new terms for what is owed, what is still to leave, and what is to be covered. */
export function amendedTo(
  order: Open,
  terms: Terms,
  now: Context['now'],
): Omit<DataOf<'order.amended.v1'>, 'by' | 'contractHash'> {
  const { initialPayment, balance, coverageType, coverageBase, agreedCap, shipByEnd } = terms;
  const debts = {
    initial: { ...order.debts.initial, due: initialPayment },
    balance: { ...order.debts.balance, due: balance },
  };
  const undispatched = lessTaken(terms.lines, dispatchedOf(order));
  return {
    coverageType,
    coverageBase: toData(coverageBase),
    agreedCap: agreedCap && toData(agreedCap),
    coverChanges: !isEqual(requestedUnder(terms), requestedUnder(order.terms)),
    total: toData(add(initialPayment, balance)),
    initial: { due: toData(initialPayment), complete: isSettled(debts.initial) },
    balance: { due: toData(balance), complete: isSettled(debts.balance) },
    undispatched,
    shipByEnd,
    phase: phaseOf({ debts, undispatched }),
    amendedAt: now,
    ...subjectOf(order),
  };
}

/** What the order asks the supplier's limit for: the base, or the agreed cap if that is less. */
const requestedUnder = ({ coverageBase, agreedCap }: Bound['terms']): Money =>
  agreedCap === null ? coverageBase : minOf(coverageBase, agreedCap);
