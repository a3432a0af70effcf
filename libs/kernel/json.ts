/** What an event's data and metadata are made of: plain JSON, so that a stored event means the same in every tool. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/**
 * The RFC 8785 (JCS) form of a value: object keys in UTF-16 order, no white space. Two equal values have equal text,
 * which is what a hash needs. Members that are `undefined` are left out, as JSON does.
 *
 * @throws RangeError for a number that JSON cannot carry (NaN, an infinity), and for half a surrogate pair: it has no form in
 * UTF-8, so what is stored would be another text than what was hashed.
 */
export function canonicalJson(value: Json): string {
  const text = serialised(value);
  // The serialiser escapes nothing else in this way, but a backslash in a text may look like it.
  if (text.includes('\\ud') && LONE_SURROGATE.test(text)) throw new RangeError('Half a surrogate pair is no text');
  return text;
}

const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

function serialised(value: Json): string {
  // The engine's own serialiser is several times faster than anything written here, so all is done to use it.
  if (isOrdered(value)) return JSON.stringify(value);
  const form = canonical(value);
  return isOrdered(form) ? JSON.stringify(form) : write(form);
}

/**
 * The value with the members of its objects in canonical order, without those that are `undefined`. What has this form
 * already is not copied.
 *
 * @throws RangeError for a number that JSON cannot carry.
 */
export function canonical<T extends Json>(value: T): T;
export function canonical(value: Json): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
  if (typeof value !== 'object' || value === null || isOrdered(value)) return value;
  if (isArray(value)) return value.map(canonical);
  const copy: Record<string, Json> = {};
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    if (key !== '__proto__') copy[key] = canonical(member);
    else Object.defineProperty(copy, key, { value: canonical(member), enumerable: true }); // assigned, it would be the prototype
  }
  return copy;
}

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

/** The engine puts keys that look like array indices (`2`, `10`) before all others and in the order of numbers. */
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
