import { add, isLess, minOf, remainderOf, subtract, zero, type Money } from '#kernel';

/** What the buyer owes for one purpose, and what of the money that arrived was set against it. */
export interface Debt {
  readonly due: Money;
  readonly allocated: Money;
}

export const debtOf = (due: Money): Debt => ({ due, allocated: zero(due.currency) });

/** A debt of zero is settled from the start. */
export const isSettled = ({ due, allocated }: Debt): boolean => !isLess(allocated, due);

/** Nothing is created or lost: `allocated` + `excess` = `arrived`, and the debt takes no more than it is owed. */
export function allocate(
  debt: Debt,
  arrived: Money,
): { readonly debt: Debt; readonly allocated: Money; readonly excess: Money } {
  const allocated = minOf(arrived, remainderOf(debt.due, debt.allocated));
  return {
    debt: { due: debt.due, allocated: add(debt.allocated, allocated) },
    allocated,
    excess: subtract(arrived, allocated),
  };
}
