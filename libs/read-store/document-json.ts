import type { DocumentValue } from '#kernel';
import {
  checkBigint,
  checkDate,
  checkDepth,
  checkNumber,
  halfAPair,
  isRecord,
  MAX_DEPTH,
  noValue,
  put,
} from './document-value.js';

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

/** JSON.stringify escapes a surrogate that has no partner, and a backslash of the text itself by a second one. */
const SURROGATE = String.raw`\ud`;
const HALF_A_PAIR = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/**
 * @throws TypeError for what no document may hold: NaN, an infinity, a bigint over 64 bits, an invalid Date, undefined in an
 *   array, a class of one's own, half a surrogate pair, and more than 90 levels.
 */
export function encodeDocument(doc: DocumentValue | object): string {
  const text = JSON.stringify(isPlain(doc, 1) ? doc : marked(doc, 1));
  // Looking through the text once is cheaper than asking every string.
  if (text.includes(SURROGATE) && HALF_A_PAIR.test(text)) halfAPair();
  return text;
}

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
function isPlain(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case 'string':
      return value.charCodeAt(0) !== MARK_CODE;
    case 'number':
      return value === 0 ? !Object.is(value, -0) : Number.isFinite(value);
    case 'boolean':
      return true;
    case 'object':
      if (value === null) return true;
      if (depth > MAX_DEPTH) return false;
      if (Array.isArray(value)) return isPlainArray(value, depth);
      return isRecord(value) && isPlainRecord(value, depth);
    case 'bigint':
    case 'undefined':
    case 'function':
    case 'symbol':
      return false;
  }
}

function isPlainArray(values: readonly unknown[], depth: number): boolean {
  for (const value of values) if (!isPlain(value, depth + 1)) return false; // a hole comes as undefined
  return true;
}

function isPlainRecord(record: Readonly<Record<string, unknown>>, depth: number): boolean {
  for (const field in record) {
    const value = record[field];
    if (value !== undefined && !isPlain(value, depth + 1)) return false;
  }
  return true;
}

function marked(value: unknown, depth: number): Value {
  switch (typeof value) {
    case 'string':
      return value.charCodeAt(0) === MARK_CODE ? MARK + value : value;
    case 'number':
      checkNumber(value);
      return Object.is(value, -0) ? NEGATIVE_ZERO : value;
    case 'boolean':
      return value;
    case 'bigint':
      checkBigint(value);
      return `${MARK}n${value}`;
    case 'object':
      return value === null ? null : markedObject(value, depth);
    case 'undefined':
    case 'function':
    case 'symbol':
      return noValue(value);
  }
}

function markedObject(value: object, depth: number): Value {
  checkDepth(depth);
  // Array.from visits holes too, which `map` would skip.
  if (Array.isArray(value)) return Array.from(value, (member) => marked(member, depth + 1));
  if (value instanceof Date) {
    checkDate(value);
    return `${MARK}d${value.toISOString()}`;
  }
  if (!isRecord(value)) return noValue(value);
  const copy: Fields = {};
  for (const field in value) {
    const member = value[field];
    if (member !== undefined) put(copy, field, marked(member, depth + 1));
  }
  return copy;
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
