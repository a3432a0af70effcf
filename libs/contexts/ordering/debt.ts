import { add, minOf, remainderOf, subtract, zero, type Money } from '#kernel';

/** What the buyer owes for one purpose, what of the money that arrived is set against it, and what the supplier let go. */
export interface Debt {
  readonly due: Money;
  /** What was reversed or returned since is not in it. */
  readonly allocated: Money;
  readonly waived: Money;
}

export const debtOf = (due: Money): Debt => ({ due, allocated: zero(due.currency), waived: zero(due.currency) });

/** What is missing, never below zero. A debt of zero misses nothing from the start. */
export const shortfallOf = ({ due, allocated, waived }: Debt): Money => remainderOf(due, add(allocated, waived));

/** Complete: allocated ≥ due, or the rest waived by the supplier for a stated amount. */
export const isSettled = (debt: Debt): boolean => shortfallOf(debt).minor === 0n;

/** Nothing is created or lost: `allocated` + `excess` = `arrived`, and the debt takes no more than it is owed. */
export function allocate(
  debt: Debt,
  arrived: Money,
): { readonly debt: Debt; readonly allocated: Money; readonly excess: Money } {
  const allocated = minOf(arrived, shortfallOf(debt));
  return {
    debt: { ...debt, allocated: add(debt.allocated, allocated) },
    allocated,
    excess: subtract(arrived, allocated),
  };
}

/** What went back to the buyer is owed again; what was waived stays waived. */
export const takeBack = (debt: Debt, amount: Money): Debt => ({ ...debt, allocated: subtract(debt.allocated, amount) });
