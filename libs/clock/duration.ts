const MILLIS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const;

/** What `parseDuration` reads, for messages and documentation. */
export const DURATION_FORM = '<number><unit>, with a unit of d (24 hours), h, m or s, such as 5d, 36h or 90m';
export const DURATION_PATTERN = /^([1-9]\d{0,8})([dhms])$/;

/** @returns milliseconds. @throws RangeError when `text` has another form. */
export function parseDuration(text: string): number {
  const [, count, unit] = DURATION_PATTERN.exec(text) ?? [];
  if (count === undefined || unit === undefined) throw new RangeError(`"${text}" is not a duration: ${DURATION_FORM}`);
  return Number(count) * MILLIS[unit as keyof typeof MILLIS]; // the pattern knows no other unit
}
