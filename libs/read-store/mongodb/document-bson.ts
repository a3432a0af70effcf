import type { Document } from 'mongodb';
import {
  checkBigint,
  checkDate,
  checkDepth,
  checkFields,
  checkNumber,
  checkText,
  isRecord,
  noValue,
  put,
} from '../document-value.js';

/*
 * Documents as BSON, in the forms that Mongo's own tools read: a bigint is a 64-bit integer, a Date a date, the rest what it
 * is in JSON. Only names of fields need help, those that MongoDB or its driver would take for something else: they are
 * written as in a URL, `$` as %24, `.` as %2E, and so on. Few documents have any, and both directions find out by one walk.
 */
const UNUSUAL_NAME = /^\$|[.%\0]|^_bsontype$/;
const UNUSUAL_CHARACTERS = /^\$|[.%\0]|^_(?=bsontype$)/g;

export interface Encoded {
  /** What the driver is to write: the document itself where nothing has to be changed. */
  readonly doc: Document;
  /** A number of bytes that it is sure not to exceed. */
  readonly roughly: number;
}

/** @throws TypeError for what no document may hold, exactly as `encodeDocument`. */
export function encodeBson(doc: object): Encoded {
  const check = new Check();
  checkFields(doc);
  check.object(doc, 1);
  return { doc: check.isUnusual ? (escaped(doc) as Document) : doc, roughly: check.bytes };
}

/** Undoes `encodeBson`. Works in place where it can: the driver has just made the document, and nobody else has it. */
export function decodeBson(doc: Document): Document {
  return original(doc) as Document;
}

/** A field's path as it is stored: every name on it escaped for itself. */
export const storedPath = (field: string): string => ['doc', ...field.split('.').map(escapedName)].join('.');

const NESTED_BYTES = 5;
const VALUE_BYTES = 8;
const INDEX_BYTES = 10;

/** One walk through a document that checks it, and notes what the writer must know. */
class Check {
  bytes = 0;
  isUnusual = false;

  object(value: object, depth: number): void {
    checkDepth(depth);
    this.bytes += NESTED_BYTES;
    if (Array.isArray(value)) this.#array(value, depth);
    else if (value instanceof Date) checkDate(value);
    else if (isRecord(value)) this.#record(value, depth);
    else noValue(value);
  }

  #array(values: readonly unknown[], depth: number): void {
    this.bytes += values.length * INDEX_BYTES;
    for (const value of values) this.#value(value, depth); // a hole comes as undefined
  }

  #record(record: Readonly<Record<string, unknown>>, depth: number): void {
    for (const field in record) {
      const value = record[field];
      if (value === undefined) continue;
      this.#text(field);
      if (UNUSUAL_NAME.test(field)) this.isUnusual = true;
      this.#value(value, depth);
    }
  }

  #value(value: unknown, depth: number): void {
    this.bytes += VALUE_BYTES;
    switch (typeof value) {
      case 'string':
        this.#text(value);
        return;
      case 'number':
        checkNumber(value);
        return;
      case 'bigint':
        checkBigint(value);
        return;
      case 'boolean':
        return;
      case 'object':
        if (value !== null) this.object(value, depth + 1);
        return;
      case 'undefined':
      case 'function':
      case 'symbol':
        noValue(value);
    }
  }

  #text(text: string): void {
    checkText(text);
    this.bytes += 3 * text.length + 2; // UTF-8 has at most three bytes for a UTF-16 unit, an escaped character three
  }
}

const escapedName = (name: string): string =>
  name.replace(
    UNUSUAL_CHARACTERS,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );

const originalName = (name: string): string =>
  name.replace(/%([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** A copy of a value that was checked. */
function escaped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(escaped);
  return renamed(value, escapedName, escaped);
}

function original(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = original(value[i]);
    return value;
  }
  // The driver made it: its fields are its own, and `__proto__` is one of them.
  const record = value as Record<string, unknown>;
  let isEscaped = false;
  for (const field in record) {
    if (field.includes('%')) isEscaped = true;
    const member = record[field];
    if (typeof member === 'object' && member !== null) record[field] = original(member);
  }
  return isEscaped ? renamed(record, originalName, (member) => member) : record;
}

function renamed(record: object, nameOf: (name: string) => string, valueOf: (value: unknown) => unknown): object {
  const copy: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(record))
    if (value !== undefined) put(copy, nameOf(field), valueOf(value));
  return copy;
}
