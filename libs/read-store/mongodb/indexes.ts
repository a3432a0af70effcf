import type { Document } from 'mongodb';
import type { ReadModelDeclaration } from '#kernel';
import { storedPath } from './document-bson.js';

export interface Index {
  readonly name: string;
  /** The paths, in order; all ascending, for an index is read in both directions. */
  readonly paths: readonly string[];
}

export interface Drift {
  /** Declared, and no index does its work. */
  readonly missing: readonly Index[];
  /** Of ours, and not declared, or not as it is declared. */
  readonly unneeded: readonly string[];
}

/** Indexes of this name are ours; all others are left alone. */
const PREFIX = 'documents by ';

/** What an index of ours never has: each of these changes what it finds, or what the collection takes. */
const OPTIONS = ['unique', 'sparse', 'partialFilterExpression', 'collation', 'hidden', 'expireAfterSeconds'];

/** The id is the tie-break of every order. An array's index has an entry for every member. */
export function declaredIndexes({ arrays = {}, indexes }: ReadModelDeclaration): readonly Index[] {
  const fields = [...indexes, ...Object.keys(arrays).map((field) => [field])];
  const declared = fields.map((names) => ({
    name: PREFIX + names.join(', '),
    paths: [...names.map(storedPath), '_id'],
  }));
  return [...new Map(declared.map((index) => [index.name, index])).values()];
}

/** @param present as MongoDB lists them. */
export function driftOf(declared: readonly Index[], present: readonly Document[]): Drift {
  const isDeclared = (index: Document): boolean =>
    declared.some((each) => each.name === index['name'] && doesTheWorkOf(each, index));
  const unneeded = present.filter((index) => nameOf(index).startsWith(PREFIX) && !isDeclared(index)).map(nameOf);
  const staying = present.filter((index) => !unneeded.includes(nameOf(index)));
  // Another index on the same fields, whoever made it, does as well; MongoDB takes no second one.
  const missing = declared.filter((each) => !staying.some((index) => doesTheWorkOf(each, index)));
  return { missing, unneeded };
}

function doesTheWorkOf({ paths }: Index, present: Document): boolean {
  const key = Object.entries((present['key'] ?? {}) as Document); // as MongoDB lists them
  const isSame =
    key.length === paths.length && key.every(([path, order], i) => path === paths[i] && Number(order) === 1);
  return isSame && OPTIONS.every((option) => present[option] === undefined || present[option] === false);
}

const nameOf = (index: Document): string => String(index['name']);
