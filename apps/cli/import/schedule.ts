import { instant, type Instant, type LocalDate } from '#kernel';
import { disputeStepsOf, type DisputeStep } from './dispute-rule.js';
import { groupBy } from './group-by.js';
import type { CompletePurchase, Purchase } from './purchases.js';

/** What happens on one day, and in which order it must. */
export interface Day {
  readonly date: LocalDate;
  /** Purchases ordered that day. Those of one supplier stand together, in order of their ids: his limit is reserved in that order. */
  readonly ordered: readonly (readonly Purchase[])[];
  /** Purchases shipped that day, which may have been ordered that day too. */
  readonly shipped: readonly CompletePurchase[];
  /** What is done that day about the purchases that are disputed, after everything else. */
  readonly disputed: readonly DueStep[];
}

export interface DueStep {
  readonly purchase: CompletePurchase;
  readonly step: DisputeStep;
}

/** The days on which something happens, in order. */
export function scheduleOf(purchases: readonly Purchase[]): readonly Day[] {
  const inOrder = [...purchases].sort((a, b) => a.id - b.id);
  const ordered = groupBy(inOrder, ({ orderDate }) => orderDate);
  const complete = inOrder.filter((purchase) => purchase.status === 'complete');
  const shipped = groupBy(complete, ({ shipDate }) => shipDate);
  const steps = complete.flatMap((purchase) => disputeStepsOf(purchase).map((each) => ({ purchase, ...each })));
  const disputed = groupBy(steps, ({ date }) => date);
  return [...new Set([...ordered.keys(), ...shipped.keys(), ...disputed.keys()])].sort().map((date) => ({
    date,
    ordered: [...groupBy(ordered.get(date) ?? [], ({ vendor }) => vendor.id).values()],
    shipped: shipped.get(date) ?? [],
    disputed: (disputed.get(date) ?? []).map(({ purchase, step }) => ({ purchase, step })),
  }));
}

const DAY_MS = 86_400_000;
const FIRST_HOUR = 6;
const HOURS = 13;

/**
 * When a day begins (UTC): at another hour from one day to the next, round and round. Everything that falls due from an earlier day
 * does so some full days later, a number that 13 does not divide, and so never within the hour in which this day is worked: it
 * has happened before its first command, or happens after its last.
 */
export function morningOf(date: LocalDate): Instant {
  const day = Date.parse(date) / DAY_MS;
  const hour = FIRST_HOUR + (day % HOURS);
  return instant(`${date}T${String(hour).padStart(2, '0')}:00:00.000Z`);
}
