import { groupBy } from './group-by.js';
import type { LocalDate } from '#kernel';
import type { CompletePurchase, Purchase } from './purchases.js';

/** What happens on one day, and in which order it must. */
export interface Day {
  readonly date: LocalDate;
  /** Purchases ordered that day. Those of one supplier stand together, in order of their ids: his limit is reserved in that order. */
  readonly ordered: readonly (readonly Purchase[])[];
  /** Purchases shipped that day, which may have been ordered that day too. */
  readonly shipped: readonly CompletePurchase[];
}

/** The days on which something happens, in order. */
export function scheduleOf(purchases: readonly Purchase[]): readonly Day[] {
  const inOrder = [...purchases].sort((a, b) => a.id - b.id);
  const ordered = groupBy(inOrder, ({ orderDate }) => orderDate);
  const complete = inOrder.filter((purchase) => purchase.status === 'complete');
  const shipped = groupBy(complete, ({ shipDate }) => shipDate);
  return [...new Set([...ordered.keys(), ...shipped.keys()])].sort().map((date) => ({
    date,
    ordered: [...groupBy(ordered.get(date) ?? [], ({ vendor }) => vendor.id).values()],
    shipped: shipped.get(date) ?? [],
  }));
}
