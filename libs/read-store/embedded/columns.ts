import type { ReadModelDeclaration, ScalarType } from '#kernel';
import { arrayReader, scalarReader, type FieldReader } from '../declaration.js';
import type { Scalar } from '../port.js';
import type { Parameter } from './store-database.js';

/** A declared scalar field as a column beside the document. It serves conditions and order, and is never read back. */
export interface Column {
  /** The type is part of the name, so that a field declared anew with another type is another column. */
  readonly name: string;
  /** SQL: the quoted name and the storage class, which makes the order that of the values. */
  readonly definition: string;
  /** @throws TypeError when the document holds a value of another type there. */
  readonly read: (doc: object) => Parameter;
}

const STORAGE: Readonly<Record<ScalarType, string>> = {
  string: 'TEXT', // compares as bytes of UTF-8, which is by code point
  number: 'REAL',
  bigint: 'INTEGER',
  date: 'INTEGER', // milliseconds since the epoch
  boolean: 'INTEGER',
};

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const columnName = (field: string, type: ScalarType): string => `${field} ${type}`;

/** A value as it is bound for its column. */
export function parameterOf(value: Scalar | null): Parameter {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'boolean' ? Number(value) : value;
}

export const columnsOf = ({ fields }: ReadModelDeclaration): readonly Column[] =>
  Object.entries(fields).map(([field, type]) => {
    const reader = scalarReader(field, type);
    const name = columnName(field, type);
    return { name, definition: `${quoted(name)} ${STORAGE[type]}`, read: (doc) => parameterOf(reader.read(doc)) };
  });

export const arraysOf = ({ arrays = {} }: ReadModelDeclaration): readonly FieldReader<readonly (string | number)[]>[] =>
  Object.entries(arrays).map(([field, type]) => arrayReader(field, type));
