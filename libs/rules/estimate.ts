import { dateSchema, record, text, workingDaysAfter, type Instant, type LocalDate } from '#kernel';
import { calendarNamed, type CalendarName } from './calendars/index.js';
import type { WorkingDays } from './rule-set.js';

/** When money is expected, as people are shown it: it never fails a payment. */
export interface ArrivalEstimate {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** By whose working days it was counted. */
  readonly calendar: string;
}

export const arrivalEstimateSchema = record({ from: dateSchema, to: dateSchema, calendar: text({ minLength: 1 }) });

/**
 * @param configured the calendar for what the rule set leaves to the operators: transfers from anywhere.
 * @returns null when the calendar does not reach that far: unknown is said, and not guessed.
 */
export function estimateArrival(days: WorkingDays, since: Instant, configured: CalendarName): ArrivalEstimate | null {
  const calendar = calendarNamed(days.calendar === 'configured' ? configured : days.calendar);
  const from = workingDaysAfter(calendar, since, days.from);
  const to = workingDaysAfter(calendar, since, days.to);
  return from === 'unknown' || to === 'unknown' ? null : { from, to, calendar: calendar.name };
}
