import { describe, expect, it } from '@jest/globals';
import { instant, localDate } from '#kernel';
import { daysOff, offsets } from '../../../infra/scripts/calendars.mjs';
import { CALENDARS, calendarNamed, CURRENT, estimateArrival, rulesFor } from '../index.js';

const { payment } = rulesFor(CURRENT);
const usBanking = calendarNamed('us-banking');

describe('the calendar of banks in the United States', () => {
  it('has the days off that the package computes, for every year that it covers (node infra/scripts/calendars.mjs)', () => {
    const years = Array.from({ length: 25 }, (_, index) => 2011 + index);
    expect([...usBanking.holidays]).toEqual(years.flatMap((year) => daysOff(year)));
    expect(usBanking.covers).toEqual({ from: '2011-01-01', to: '2035-12-31' });
  });

  it('knows the time in New York', () => {
    expect(usBanking.offsets).toEqual(offsets());
    expect(usBanking.offsets.findLast(({ from }) => from <= '2026-07-01')).toMatchObject({ minutes: -240 });
  });

  // https://www.federalreserve.gov/aboutthefed/k8.htm
  it.each([
    ['2026-11-26', true],
    ['2027-07-05', true], // the fourth is a Sunday
    ['2027-12-24', false], // Christmas is a Saturday: not observed
    ['2026-07-03', false], // the fourth is a Saturday
    ['2021-06-19', false], // a Saturday
    ['2022-06-20', true],
    ['2020-06-19', false], // not a holiday yet
  ])('%s is off: %s', (day, off) => {
    expect(usBanking.holidays.has(localDate(day))).toBe(off);
  });
});

describe('an estimate', () => {
  const monday = instant('2026-11-23T15:00:00Z');

  it('counts the working days of each method [seed]', () => {
    expect(estimateArrival(payment.eChecking.arrival, monday, 'weekdays')).toEqual({
      ...{ from: '2026-11-30', to: '2026-12-01', calendar: 'us-banking' }, // Thanksgiving on the way
    });
    expect(estimateArrival(payment.card.arrival, monday, 'weekdays')).toEqual({
      ...{ from: '2026-11-25', to: '2026-11-27', calendar: 'us-banking' },
    });
    const { arrival } = payment.telegraphicTransfer;
    expect(estimateArrival(arrival, monday, 'us-banking')).toMatchObject({ from: '2026-11-27', to: '2026-12-03' });
    expect(estimateArrival(arrival, monday, 'weekdays')).toMatchObject({ from: '2026-11-26', to: '2026-12-02' });
  });

  it('is none where the holidays are not known', () => {
    expect(estimateArrival(payment.card.arrival, instant('2035-12-28T15:00:00Z'), 'weekdays')).toBeNull();
    expect(estimateArrival(payment.card.arrival, instant('2010-12-28T15:00:00Z'), 'weekdays')).toBeNull();
  });

  it('has a calendar for every name', () => {
    expect(CALENDARS.map((name) => calendarNamed(name).name)).toEqual(CALENDARS);
  });
});
