import { addDays, addMillis, fromText, instant, toData, type Instant, type MoneyData } from '#kernel';

/** Dollars as events carry them: `usd('1500.00')`. */
export const usd = (amount: string): MoneyData => toData(fromText({ amount, currency: 'USD' }));

const START = instant('2026-03-01T09:00:00.000Z');

/** The moment so many days after the first one; `day(30, -1)` is a millisecond before. */
export const day = (days: number, millis = 0): Instant => addMillis(addDays(START, days), millis);

/** The n-th of a kind of ids: `uuid('a', 1)`. */
export const uuid = (kind: 'a' | 'b' | 'c' | 'd' | 'e' | 'f', n: number): string =>
  `${kind.repeat(8)}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
