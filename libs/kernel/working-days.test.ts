import { describe, expect, it } from '@jest/globals';
import { instant, localDate, type LocalDate } from './instant.js';
import { isWorkingDay, workingDaysAfter, type WorkingCalendar } from './working-days.js';

const newYork: WorkingCalendar = {
  name: 'made up',
  zone: 'America/New_York',
  cutOffMinutes: 17 * 60,
  covers: { from: localDate('2026-01-01'), to: localDate('2026-12-31') },
  holidays: new Set([localDate('2026-11-26')]),
  offsets: [
    { from: instant('2025-12-31T00:00:00Z'), minutes: -300 },
    { from: instant('2026-03-08T07:00:00Z'), minutes: -240 },
    { from: instant('2026-11-01T06:00:00Z'), minutes: -300 },
  ],
};
const after = (at: string, count: number): LocalDate | 'unknown' => workingDaysAfter(newYork, instant(at), count);

describe('working days', () => {
  it.each([
    ['Monday morning, itself', '2026-11-16T14:00:00Z', 0, '2026-11-16'],
    ['day 0 is not counted', '2026-11-16T14:00:00Z', 1, '2026-11-17'],
    ['over a weekend', '2026-11-19T14:00:00Z', 2, '2026-11-23'],
    ['over Thanksgiving', '2026-11-25T14:00:00Z', 1, '2026-11-27'],
    ['four of them over a weekend and a holiday', '2026-11-20T14:00:00Z', 4, '2026-11-27'],
    ['a Saturday belongs to the Monday', '2026-11-14T14:00:00Z', 1, '2026-11-17'],
    ['a holiday belongs to the day after', '2026-11-26T14:00:00Z', 0, '2026-11-27'],
    ['the last moment before the cut-off', '2026-11-16T21:59:59.999Z', 0, '2026-11-16'],
    ['the cut-off itself', '2026-11-16T22:00:00Z', 0, '2026-11-17'],
    ['the cut-off in summer time', '2026-07-06T21:00:00Z', 0, '2026-07-07'],
    ['just before it in summer time', '2026-07-06T20:59:00Z', 0, '2026-07-06'],
    ['after the cut-off on a Friday', '2026-11-20T23:00:00Z', 0, '2026-11-23'],
    ['a day of the zone, not of UTC', '2026-11-17T03:00:00Z', 0, '2026-11-17'],
  ])('%s', (_, at, count, day) => {
    expect(after(at, count)).toBe(day);
  });

  it('are unknown as soon as the way leads outside of what the holidays are known for', () => {
    expect(after('2026-12-30T14:00:00Z', 1)).toBe('2026-12-31');
    expect(after('2026-12-30T14:00:00Z', 2)).toBe('unknown');
    expect(after('2025-12-31T14:00:00Z', 3)).toBe('unknown');
    expect(after('2025-12-30T23:00:00Z', 3)).toBe('unknown');
  });

  it('are Monday to Friday without the holidays, before 1970 as well', () => {
    const week = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'];
    expect(week.map((day) => isWorkingDay(newYork, localDate(day)))).toEqual([
      ...[true, true, true, false, true, false, false],
    ]);
    expect(['1969-12-27', '1969-12-29'].map((day) => isWorkingDay(newYork, localDate(day)))).toEqual([false, true]);
  });
});
