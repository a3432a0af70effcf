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
  return isCanonical(value) ? JSON.stringify(value) : write(value);
}

/** True when the engine's own serialiser, which is several times faster, already gives the canonical form. */
function isCanonical(value: Json | undefined): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (isArray(value)) return value.every(isCanonical);
  let previous: string | undefined;
  for (const key in value) {
    if (previous !== undefined && previous > key) return false;
    previous = key;
    if (!isCanonical(value[key])) return false;
  }
  return true;
}

function write(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(write).join(',')}]`;
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${write(member)}`);
  }
  return `{${members.join(',')}}`;
}

// Array.isArray does not narrow a readonly array out of a union.
const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);

/** @throws TypeError when the member is missing or no text: the data is not of the shape that its catalogue declares. */
export function textAt(object: JsonObject, key: string): string {
  const member = object[key];
  if (typeof member !== 'string') throw new TypeError(`"${key}" is no text`);
  return member;
}
