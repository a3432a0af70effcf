import type { DocumentValue } from '#kernel';

/*
 * Documents as JSON text. What JSON has no form for becomes a string that begins with a mark: `$n150000` is a bigint,
 * `$d2026-11-24T00:00:00.000Z` a Date, `$-0` the negative zero; a string that begins with the mark itself gets a second
 * one. So the text stays legible, and every tool that reads JSON reads it. Most documents need none of this, and both
 * directions find out quickly: the writer by one walk, the reader by looking for `"$` in the text.
 */
const MARK = '$';
const MARK_CODE = MARK.charCodeAt(0);
const MARKED = `"${MARK}`;
const NEGATIVE_ZERO = `${MARK}-0`;

/** @throws TypeError for what no document may hold: NaN, an infinity, a bigint over 64 bits, an invalid Date, undefined in an array, a class of one's own. */
export const encodeDocument = (doc: DocumentValue | object): string => JSON.stringify(isPlain(doc) ? doc : marked(doc));

/** @throws SyntaxError when `text` was not made by `encodeDocument`. */
export function decodeDocument(text: string): DocumentValue {
  const value = JSON.parse(text) as Value; // what JSON.parse can give is a part of it
  return text.includes(MARKED) ? unmarked(value) : value;
}

/** A document value under construction: as DocumentValue, but its members can be replaced. */
type Value = null | boolean | number | string | bigint | Date | Value[] | Fields;
interface Fields {
  [field: string]: Value;
}

/** True when JSON.stringify loses nothing of the value. Whatever is unusual is left to `marked`. */
function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return value.charCodeAt(0) !== MARK_CODE;
    case 'number':
      return value === 0 ? !Object.is(value, -0) : Number.isFinite(value);
    case 'boolean':
      return true;
    case 'object':
      if (value === null) return true;
      if (Array.isArray(value)) return isPlainArray(value);
      return isRecord(value) && isPlainRecord(value);
    case 'bigint':
    case 'undefined':
    case 'function':
    case 'symbol':
      return false;
  }
}

function isPlainArray(values: readonly unknown[]): boolean {
  for (const value of values) if (!isPlain(value)) return false; // a hole comes as undefined
  return true;
}

function isPlainRecord(record: Readonly<Record<string, unknown>>): boolean {
  for (const field in record) {
    const value = record[field];
    if (value !== undefined && !isPlain(value)) return false;
  }
  return true;
}

function marked(value: unknown): Value {
  switch (typeof value) {
    case 'string':
      return value.charCodeAt(0) === MARK_CODE ? MARK + value : value;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} is no value of a document`);
      return Object.is(value, -0) ? NEGATIVE_ZERO : value;
    case 'boolean':
      return value;
    case 'bigint':
      if (BigInt.asIntN(64, value) !== value) throw new TypeError(`${value} has more than 64 bits`);
      return `${MARK}n${value}`;
    case 'object':
      return value === null ? null : markedObject(value);
    case 'undefined':
    case 'function':
    case 'symbol':
      throw new TypeError(`${typeof value} is no value of a document`);
  }
}

function markedObject(value: object): Value {
  // Array.from visits holes too, which `map` would skip.
  if (Array.isArray(value)) return Array.from(value, marked);
  if (value instanceof Date) return `${MARK}d${isoText(value)}`;
  if (!isRecord(value)) throw new TypeError(`an instance of ${value.constructor.name} is no value of a document`);
  const copy: Fields = {};
  for (const field in value) {
    const member = value[field];
    if (member !== undefined) put(copy, field, marked(member));
  }
  return copy;
}

function isoText(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new TypeError('an invalid date is no value of a document');
  return date.toISOString();
}

/** Plain assignment to `__proto__` would change the prototype and lose the field. */
function put(record: Fields, field: string, value: Value): void {
  if (field !== '__proto__') record[field] = value;
  else Object.defineProperty(record, field, { value, enumerable: true, configurable: true, writable: true });
}

function isRecord(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Works in place: the value was just parsed and nobody else has it. */
function unmarked(value: Value): Value {
  if (typeof value === 'string') return value.charCodeAt(0) === MARK_CODE ? original(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = unmarked(value[i] ?? null);
    return value;
  }
  // JSON.parse makes no Date; and it makes `__proto__` a field of its own, so that assignment is safe here.
  const record = value as Fields;
  for (const field in record) record[field] = unmarked(record[field] ?? null);
  return record;
}

function original(text: string): Value {
  if (text === NEGATIVE_ZERO) return -0;
  const rest = text.slice(2);
  if (text.startsWith(`${MARK}${MARK}`)) return text.slice(1);
  if (text.startsWith(`${MARK}n`)) return BigInt(rest);
  if (text.startsWith(`${MARK}d`)) return new Date(rest);
  throw new SyntaxError(`"${text}" is no value of a document`);
}
