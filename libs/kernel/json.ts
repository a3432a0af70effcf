/** What an event's data and metadata are made of: plain JSON, so that a stored event means the same in every tool. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/**
 * The RFC 8785 (JCS) form of a value: object keys in UTF-16 order, no white space. Two equal values have equal text,
 * which is what a hash needs. Members that are `undefined` are left out, as JSON does.
 *
 * @throws RangeError for a number that JSON cannot carry (NaN, an infinity).
 */
export function canonicalJson(value: Json): string {
  const form = canonical(value);
  // The engine's own serialiser is several times faster; keys that look like array indices it puts in an order of its own.
  return isOrdered(form) ? JSON.stringify(form) : write(form);
}

/**
 * The value with its members in canonical order and without those that are `undefined`; the very same object when it has
 * this form already.
 *
 * @throws RangeError for a number that JSON cannot carry.
 */
export const canonical = <T extends Json>(value: T): T => (isOrdered(value) ? value : (ordered(value) as T)); // as it was, but for order

/** True when the engine's own serialiser gives the canonical form. */
function isOrdered(value: Json | undefined): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return value !== undefined;
  if (isArray(value)) return value.every(isOrdered);
  let previous = '';
  for (const key in value) {
    if (previous > key || !isOrdered(value[key])) return false;
    previous = key;
  }
  return true;
}

function ordered(value: Json): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
  if (typeof value !== 'object' || value === null) return value;
  if (isArray(value)) return value.map(ordered);
  const copy: Record<string, Json> = {};
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    if (key !== '__proto__') copy[key] = ordered(member);
    else Object.defineProperty(copy, key, { value: ordered(member), enumerable: true }); // assigning would set the prototype
  }
  return copy;
}

function write(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(write).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${write(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

// Array.isArray does not narrow a readonly array out of a union.
const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
