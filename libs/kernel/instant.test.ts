import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMillis,
  endOfDay,
  fromEpochMillis,
  instant,
  laterOf,
  latestDayOnEarth,
  localDate,
  toEpochMillis,
} from './index.js';

describe('an instant', () => {
  it.each([
    ['2026-03-01T09:00:00Z', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01T09:00:00.1Z', '2026-03-01T09:00:00.100Z'],
    ['2026-03-01T09:00:00.123999Z', '2026-03-01T09:00:00.123Z'],
    ['2026-03-01t09:00:00z', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01T09:00:00+02:00', '2026-03-01T07:00:00.000Z'],
    ['2026-03-01T00:30:00+01:00', '2026-02-28T23:30:00.000Z'],
    ['2026-03-01T09:00:00-00:00', '2026-03-01T09:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(instant(text)).toBe(expected);
  });

  it.each([
    ['a date alone', '2026-03-01'],
    ['no zone', '2026-03-01T09:00:00'],
    ['a space for the T', '2026-03-01 09:00:00Z'],
    ['no seconds', '2026-03-01T09:00Z'],
    ['a day that does not exist', '2026-02-30T00:00:00Z'],
    ['a leap day in another year', '2026-02-29T00:00:00Z'],
    ['a month that does not exist', '2026-13-01T00:00:00Z'],
    ['24 o’clock', '2026-03-01T24:00:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['five digits of year', '+12026-03-01T00:00:00Z'],
    ['a year before 0, by its offset', '0000-01-01T00:00:00+01:00'],
    ['words', 'yesterday'],
    ['nothing', ''],
  ])('%s is none', (_, text) => {
    expect(() => instant(text)).toThrow(RangeError);
  });

  it('is ordered as its text is, and comes back from milliseconds', () => {
    const millis = fc.integer({ min: Date.UTC(0), max: Date.UTC(9999, 11, 31) });
    fc.assert(
      fc.property(millis, millis, (a, b) => {
        const [first, second] = [fromEpochMillis(a), fromEpochMillis(b)];
        expect(first < second).toBe(a < b);
        expect(laterOf(first, second)).toBe(fromEpochMillis(Math.max(a, b)));
        expect(toEpochMillis(first)).toBe(a);
        expect(instant(first)).toBe(first);
      }),
    );
  });

  it('counts days of 24 hours, over months and leap days', () => {
    const at = instant('2024-02-28T12:00:00Z');
    expect(addDays(at, 2)).toBe('2024-03-01T12:00:00.000Z');
    expect(addDays(at, -28)).toBe('2024-01-31T12:00:00.000Z');
    expect(addMillis(addDays(at, 5), -1)).toBe('2024-03-04T11:59:59.999Z');
    expect(toEpochMillis(addDays(at, 5)) - toEpochMillis(at)).toBe(120 * 3_600_000);
  });

  it('has no form outside the years 0000 to 9999', () => {
    expect(() => addDays(instant('9999-12-31T00:00:00Z'), 1)).toThrow(RangeError);
    expect(() => fromEpochMillis(Number.NaN)).toThrow(RangeError);
  });
});

describe('a calendar day', () => {
  it.each(['2026-02-28', '2024-02-29', '2000-02-29'])('%s exists', (text) => {
    expect(localDate(text)).toBe(text);
  });

  it.each(['2026-02-29', '1900-02-29', '2026-04-31', '2026-00-10', '2026-1-1', '20260101', '2026-01-01T00:00:00Z', ''])(
    '%j does not',
    (text) => {
      expect(() => localDate(text)).toThrow(RangeError);
    },
  );

  it('ends at 24:00 UTC, the first moment that is no longer it', () => {
    expect(endOfDay(localDate('2026-04-30'))).toBe('2026-05-01T00:00:00.000Z');
    expect(endOfDay(localDate('2024-02-28'))).toBe('2024-02-29T00:00:00.000Z');
  });

  it('is the next one on the Line Islands (UTC+14) from ten in the morning, UTC', () => {
    expect(latestDayOnEarth(instant('2026-02-28T09:59:59.999Z'))).toBe('2026-02-28');
    expect(latestDayOnEarth(instant('2026-02-28T10:00:00Z'))).toBe('2026-03-01');
  });
});
