import { localDate, type LocalDate } from '#kernel';
import { claimOf } from './claim.js';
import type { CompletePurchase } from './purchases.js';

/** What the arbiter says, on the evidence of both sides. */
export interface Verdict {
  readonly fault: 'supplier' | 'buyer';
  /** `all`: the full cover, which is what an arbiter gives when he names no amount. */
  readonly gives: 'claim' | 'half' | 'all' | 'nothing';
}

/** How a dispute goes on once it is open. What the supplier does not answer is escalated for that. */
export interface Course {
  readonly answer: 'accept' | 'counter' | 'contest' | null;
  readonly verdict: Verdict | null;
  /** The buyer appeals, with new evidence, and gets what he claims. */
  readonly appeal: boolean;
  readonly withdrawn: boolean;
}

const ENDS_SO = { verdict: null, appeal: false, withdrawn: false };

/** The data knows no disputes, only what is wrong with the goods; so the number of the order, divided by eight, says how its dispute goes. */
const COURSES: Readonly<Record<Remainder, Course>> = {
  0: { ...ENDS_SO, answer: 'accept' },
  1: { ...ENDS_SO, answer: 'counter' },
  2: { ...ENDS_SO, answer: 'contest', verdict: { fault: 'supplier', gives: 'claim' } },
  3: { ...ENDS_SO, answer: 'contest', verdict: { fault: 'supplier', gives: 'half' } },
  4: { ...ENDS_SO, answer: 'contest', verdict: { fault: 'buyer', gives: 'nothing' } },
  5: { ...ENDS_SO, answer: null, verdict: { fault: 'supplier', gives: 'all' } },
  6: { ...ENDS_SO, answer: 'contest', verdict: { fault: 'supplier', gives: 'half' }, appeal: true },
  7: { ...ENDS_SO, answer: 'contest', withdrawn: true },
};
type Remainder = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const courseOf = ({ id }: CompletePurchase): Course => COURSES[(id % 8) as Remainder]; // ids are 1 or more

/** Suppliers of these ratings pay back what was refunded for them; of the others it stays claimed. */
const PAYS_BACK: ReadonlySet<string> = new Set(['1', '2', '3']);

export type DisputeStep = 'open' | 'withdraw' | 'determine' | 'appeal' | 'recover';

export interface DatedStep {
  readonly date: LocalDate;
  readonly step: DisputeStep;
}

/**
 * The days of a purchase order's dispute; none where nothing is wrong with it. Everything is done on Mondays: it is opened, and answered, on the first one after
 * the goods came; an unanswered one is determined a week later (the supplier has five days [seed]), a contested one three weeks
 * later (they have fifteen [seed]), an appeal is decided a week after that, and recourse is over when six weeks are.
 */
export function disputeStepsOf(purchase: CompletePurchase): readonly DatedStep[] {
  if (claimOf(purchase) === null) return [];
  const { answer, verdict, appeal, withdrawn } = courseOf(purchase);
  const opened = mondayAfter(purchase.shipDate);
  const after = (weeks: number, step: DisputeStep): DatedStep => ({ date: inWeeks(opened, weeks), step });
  const repaid = PAYS_BACK.has(purchase.vendor.creditRating);
  return [
    after(0, 'open'),
    ...(withdrawn ? [after(1, 'withdraw')] : []),
    ...(verdict === null ? [] : [after(answer === null ? 1 : 3, 'determine')]),
    ...(appeal ? [after(4, 'appeal')] : []),
    ...(repaid ? [after(6, 'recover')] : []),
  ];
}

const DAY_MS = 86_400_000;
const WEEK = 7;
const SINCE_MONDAY = 3; // 1 January 1970 was a Thursday

function mondayAfter(date: LocalDate): LocalDate {
  const day = Date.parse(date) / DAY_MS;
  return dateOf(day + WEEK - ((day + SINCE_MONDAY) % WEEK));
}

const inWeeks = (date: LocalDate, weeks: number): LocalDate => dateOf(Date.parse(date) / DAY_MS + weeks * WEEK);
const dateOf = (day: number): LocalDate => localDate(new Date(day * DAY_MS).toISOString().slice(0, 10));
