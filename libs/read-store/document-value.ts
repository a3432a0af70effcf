/*
 * What a document may hold, as rules with names; every one throws a TypeError. Both stores check by them, so that what
 * one of them keeps the other keeps too. A rule that is stricter than JSON has its reason in BSON, and says it.
 */

/** MongoDB takes documents 100 levels deep; the store itself needs a few of them. */
export const MAX_DEPTH = 90;

export function checkDepth(depth: number): void {
  if (depth > MAX_DEPTH) throw new TypeError(`a document is at most ${MAX_DEPTH} levels deep`);
}

/** BSON is UTF-8, which has no form for half a surrogate pair: it would come back as another character. */
export function checkText(text: string): void {
  if (!text.isWellFormed()) halfAPair();
}

export function halfAPair(): never {
  throw new TypeError('half a surrogate pair is no text of a document');
}

export function checkNumber(value: number): void {
  if (!Number.isFinite(value)) throw new TypeError(`${value} is no value of a document`);
}

export function checkBigint(value: bigint): void {
  if (BigInt.asIntN(64, value) !== value) throw new TypeError(`${value} has more than 64 bits`);
}

export function checkDate(date: Date): void {
  if (Number.isNaN(date.getTime())) throw new TypeError('an invalid date is no value of a document');
}

/** An object with fields of its own, and no instance of a class, which would come back as something else. */
export function isRecord(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A document is an object with fields. */
export function checkFields(doc: object): void {
  if (Array.isArray(doc) || !isRecord(doc)) throw new TypeError('a document is an object with fields');
}

/** For what has no place in a document: an instance of a class, a function, a symbol, undefined in an array. */
export function noValue(value: unknown): never {
  const what = typeof value === 'object' && value !== null ? `an instance of ${value.constructor.name}` : typeof value;
  throw new TypeError(`${what} is no value of a document`);
}

/** Plain assignment to `__proto__` would change the prototype and lose the field. */
export function put<T>(record: Record<string, T>, field: string, value: T): void {
  if (field !== '__proto__') record[field] = value;
  else Object.defineProperty(record, field, { value, enumerable: true, configurable: true, writable: true });
}
