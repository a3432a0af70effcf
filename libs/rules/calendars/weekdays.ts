import { instant, localDate, type WorkingCalendar } from '#kernel';

/** Monday to Friday in UTC without any holiday, for who has no better calendar for his transfers. */
export const weekdays: WorkingCalendar = {
  name: 'weekdays',
  zone: 'UTC',
  cutOffMinutes: 24 * 60,
  covers: { from: localDate('0001-01-01'), to: localDate('9998-12-31') },
  holidays: new Set(),
  offsets: [{ from: instant('0001-01-01T00:00:00Z'), minutes: 0 }],
};
