const HOUR = 3_600_000;
const HOURS = ['06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18'];

export const hours = (count: number): number => count * HOUR;
export const days = (count: number): number => count * 24 * HOUR;

export const daysAfter = (day: string, count: number): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)) + count))
    .toISOString()
    .slice(0, 10);

/** When work begins on a day: the hours go round. Whatever is done that day is done within the hour. */
export function morning(day: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return Date.parse(`${day}T${HOURS[(midnight / days(1)) % HOURS.length]!}:00:00Z`);
}
