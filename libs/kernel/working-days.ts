import { addMillis, localDate, toEpochMillis, type Instant, type LocalDate } from './instant.js';

/** Whose working days are counted: plain data, so that a count needs neither a clock nor the zones of the machine. */
export interface WorkingCalendar {
  readonly name: string;
  /** IANA name of the zone whose days these are; for people, for `offsets` says what it means. */
  readonly zone: string;
  /** Minutes after midnight: what comes at or after it is taken up on the next day. */
  readonly cutOffMinutes: number;
  /** The first and last day of which the holidays are known. Before and after, nothing is said. */
  readonly covers: { readonly from: LocalDate; readonly to: LocalDate };
  /** Days off that are no Saturday or Sunday. */
  readonly holidays: ReadonlySet<LocalDate>;
  /** By how many minutes local time is ahead of UTC from each moment on, in order of time. */
  readonly offsets: readonly { readonly from: Instant; readonly minutes: number }[];
}

const MILLIS_PER_MINUTE = 60_000;
const MILLIS_PER_DAY = 86_400_000;

/**
 * The day that lies so many working days after a moment. Day 0 is the working day on which the moment is taken up, and is not
 * counted: what comes after the cut-off or on a day off belongs to the next working day [reading].
 *
 * @param count 0 gives day 0 itself.
 * @returns 'unknown' where the calendar's holidays are not known for every day on the way: no guess is made.
 */
export function workingDaysAfter(calendar: WorkingCalendar, at: Instant, count: number): LocalDate | 'unknown' {
  let day = takenUpOn(calendar, at);
  if (day === undefined) return 'unknown';
  for (let left = count; ; day = nextDay(day)) {
    if (day < calendar.covers.from || day > calendar.covers.to) return 'unknown';
    if (!isWorkingDay(calendar, day)) continue;
    if (left === 0) return day;
    left -= 1;
  }
}

export function isWorkingDay({ holidays }: WorkingCalendar, day: LocalDate): boolean {
  const weekday = (new Date(day).getUTCDay() + 6) % 7; // from Monday
  return weekday < 5 && !holidays.has(day);
}

/** The local day of the moment, or the one after it from the cut-off on; undefined before the first known offset. */
function takenUpOn({ offsets, cutOffMinutes }: WorkingCalendar, at: Instant): LocalDate | undefined {
  const offset = offsets.findLast(({ from }) => from <= at);
  if (offset === undefined) return undefined;
  const local = addMillis(at, offset.minutes * MILLIS_PER_MINUTE);
  const today = localDate(local.slice(0, 10));
  const minutes = (toEpochMillis(local) - Date.parse(today)) / MILLIS_PER_MINUTE;
  return minutes < cutOffMinutes ? today : nextDay(today);
}

const nextDay = (day: LocalDate): LocalDate =>
  localDate(new Date(Date.parse(day) + MILLIS_PER_DAY).toISOString().slice(0, 10));
