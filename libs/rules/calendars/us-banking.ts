import { instant, localDate, type WorkingCalendar } from '#kernel';
import { DAYS_OFF, FIRST_YEAR, OFFSETS, ZONE } from './us-banking.table.js';

/** When banks in the United States work: the holidays of the Federal Reserve, days of New York, taken up until five in the afternoon. */
export const usBanking: WorkingCalendar = {
  name: 'us-banking',
  zone: ZONE,
  cutOffMinutes: 17 * 60, // [reading]
  covers: {
    from: localDate(`${FIRST_YEAR}-01-01`),
    to: localDate(`${FIRST_YEAR + DAYS_OFF.length - 1}-12-31`),
  },
  holidays: new Set(
    DAYS_OFF.flatMap((days, index) => days.split(' ').map((day) => localDate(`${FIRST_YEAR + index}-${day}`))),
  ),
  offsets: OFFSETS.map(([from, minutes]) => ({ from: instant(from), minutes })),
};
