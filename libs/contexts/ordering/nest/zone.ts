import { addMillis, endOfDay, toEpochMillis, type Instant, type LocalDate } from '#kernel';

const MILLIS_PER_HOUR = 3_600_000;
const MILLIS_PER_MINUTE = 60_000;

/**
 * The first moment that is no longer that day in the zone, by the rules that the platform knows of it today. Where clocks go back
 * at midnight, the repeated hour still is that day; where they go forward then, the day ends with the jump.
 *
 * @param zone an IANA name. @returns null when there is no such zone.
 */
export function endOfDayIn(day: LocalDate, zone: string): Instant | null {
  const offsetAt = offsetsOf(zone);
  if (offsetAt === null) return null;
  const midnight = endOfDay(day); // as if it were in UTC
  // No zone is as far from UTC as a day, so the offset at midnight is the one before or the one after.
  const offsets = [-1, 1].map((days) => offsetAt(addMillis(midnight, days * 24 * MILLIS_PER_HOUR)));
  const candidates = offsets.map((offset) => addMillis(midnight, -offset)).sort();
  const isOver = (at: Instant): boolean => addMillis(at, offsetAt(at)).slice(0, 10) > day;
  return candidates.find(isOver) ?? null;
}

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetsOf(zone: string): ((at: Instant) => number) | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch {
    return null; // a RangeError: it is no zone
  }
  return (at) => {
    const name = format.formatToParts(toEpochMillis(at)).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * MILLIS_PER_HOUR + Number(minutes) * MILLIS_PER_MINUTE);
  };
}
