declare const instantBrand: unique symbol;
declare const dateBrand: unique symbol;

/** A moment in UTC as RFC 3339 with milliseconds (`2026-11-24T00:00:00.000Z`): fixed width, so `<` on the text is `<` in time. */
export type Instant = string & { readonly [instantBrand]: true };

/** A calendar day without a zone, `YYYY-MM-DD`. */
export type LocalDate = string & { readonly [dateBrand]: true };

const MILLIS_PER_HOUR = 3_600_000;
const MILLIS_PER_DAY = 86_400_000;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt]([01]\d|2[0-3]):\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/**
 * Another offset than Z is converted to UTC; what is finer than a millisecond is cut off.
 *
 * @throws RangeError when `text` is no RFC 3339 date-time of an existing day. A leap second is none: the clock has no form for it.
 */
export function instant(text: string): Instant {
  const millis = RFC_3339.test(text) && isDay(text.slice(0, 10)) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(millis)) throw new RangeError(`"${text}" is not an RFC 3339 instant`);
  return fromEpochMillis(millis);
}

/** @param millis milliseconds since 1970-01-01T00:00:00Z; the years 0000 to 9999 have a form. */
export function fromEpochMillis(millis: number): Instant {
  const text = new Date(millis).toISOString();
  if (text.length !== 24) throw new RangeError(`${text} lies outside the years 0000 to 9999`);
  return text as Instant; // the one place that makes the brand
}

export const toEpochMillis = (at: Instant): number => Date.parse(at);

export const addMillis = (at: Instant, millis: number): Instant => fromEpochMillis(toEpochMillis(at) + millis);

/** Days of 24 hours: "5 days" are 120 hours, whatever a local calendar does. */
export const addDays = (at: Instant, days: number): Instant => addMillis(at, days * MILLIS_PER_DAY);

export const addHours = (at: Instant, hours: number): Instant => addMillis(at, hours * MILLIS_PER_HOUR);

export const laterOf = (a: Instant, b: Instant): Instant => (a < b ? b : a);

/** @throws RangeError when `text` is no existing day of the calendar. */
export function localDate(text: string): LocalDate {
  const exists = /^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text);
  if (!exists) throw new RangeError(`"${text}" is not a calendar date`);
  return text as LocalDate; // checked above
}

/** The end of the day in UTC, 24:00: the first moment that is no longer that day (deadlines are half-open). */
export const endOfDay = (date: LocalDate): Instant => addDays(instant(`${date}T00:00:00Z`), 1);

/** The latest day that it is anywhere on earth, which is east of the date line (UTC+14). */
export const latestDayOnEarth = (at: Instant): LocalDate => localDate(addHours(at, 14).slice(0, 10));

/** `Date` rolls 30 February over into March; a day exists when it comes back as it was written. */
function isDay(text: string): boolean {
  const millis = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(text);
}
