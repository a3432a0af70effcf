import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { format } from 'prettier';
import { root } from './set-up.mjs';

/**
 * Writes the days on which banks in the United States are closed, and the offsets of New York, into libs/rules/calendars. The
 * table is committed: a decision must not depend on the version of a package or on the time zones of a machine. A test
 * holds it to what is computed here.
 *
 * Federal Reserve Banks observe a holiday that falls on a Sunday on the Monday after, and one on a Saturday not at all
 * (https://www.frbservices.org/about/holiday-schedules); what the package calls a substitute on a Friday is of federal offices.
 */
const ZONE = 'America/New_York';
const YEARS = { from: 2011, to: 2035 };

export function daysOff(year) {
  const Holidays = createRequire(import.meta.url)('date-holidays');
  const days = new Holidays('US').getHolidays(year).filter(({ type }) => type === 'public' || type === 'bank');
  const weekdays = days
    .filter(({ substitute, date }) => !(substitute === true && weekdayOf(date) === 5))
    .map(({ date }) => date.slice(0, 10))
    .filter((day) => day.startsWith(String(year)) && weekdayOf(day) >= 1 && weekdayOf(day) <= 5);
  return [...new Set(weekdays)].sort();
}

const weekdayOf = (day) => new Date(`${day.slice(0, 10)}T00:00:00Z`).getUTCDay();

/** Every change of the offset, found hour by hour: zones change at whole hours of UTC here. */
export function offsets({ from, to } = YEARS) {
  const hour = 3_600_000;
  const found = [];
  for (let at = Date.UTC(from - 1, 11, 31); at < Date.UTC(to + 1, 0, 2); at += hour) {
    const minutes = offsetAt(at);
    if (found.at(-1)?.minutes !== minutes) found.push({ from: new Date(at).toISOString(), minutes });
  }
  return found;
}

const parts = new Intl.DateTimeFormat('en-US', { timeZone: ZONE, timeZoneName: 'longOffset' });

function offsetAt(at) {
  const name = parts.formatToParts(at).find(({ type }) => type === 'timeZoneName').value;
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

async function write() {
  const years = Array.from({ length: YEARS.to - YEARS.from + 1 }, (_, index) => YEARS.from + index);
  const rows = years.map(
    (year) =>
      `'${daysOff(year)
        .map((day) => day.slice(5))
        .join(' ')}'`,
  );
  const text = `// Written by infra/scripts/calendars.mjs out of the package date-holidays and the zone data of Node.js.

export const ZONE = '${ZONE}';
export const FIRST_YEAR = ${YEARS.from};

/** Month and day of each weekday off, a row for each year from the first. */
export const DAYS_OFF: readonly string[] = [${rows.join(', ')}];

/** Minutes ahead of UTC, from each moment on. */
export const OFFSETS: readonly (readonly [from: string, minutes: number])[] = [
  ${offsets()
    .map(({ from, minutes }) => `['${from}', ${minutes}]`)
    .join(', ')}
];
`;
  const options = { parser: 'typescript', singleQuote: true, printWidth: 120, trailingComma: 'all' };
  writeFileSync(join(root, 'libs/rules/calendars/us-banking.table.ts'), await format(text, options));
}

if (process.argv[1] === new URL(import.meta.url).pathname) await write();
