import type { ReadModelDeclaration, ScalarType } from '#kernel';
import { UndeclaredField } from './errors.js';
import type { ReadModel, Scalar } from './port.js';

/** Reads one declared field out of documents. */
export interface FieldReader<T> {
  readonly field: string;
  /** @throws TypeError when the document holds a value of another type there, or an array on the way. */
  readonly read: (doc: object) => T;
}

/** The value of a scalar field; null when the document has none. */
export function scalarReader(field: string, type: ScalarType): FieldReader<Scalar | null> {
  const at = valueAt(field);
  return {
    field,
    read: (doc) => {
      const value = at(doc) ?? null;
      if (value === null || isScalar(value, type)) return value;
      throw new TypeError(`${field} is declared as ${type} and holds ${described(value)}`);
    },
  };
}

/** The members of an array field, each once; none when the document has no such array. */
export function arrayReader(field: string, type: 'string' | 'number'): FieldReader<readonly (string | number)[]> {
  const at = valueAt(field);
  return {
    field,
    read: (doc) => {
      const value = at(doc) ?? [];
      if (!Array.isArray(value)) throw new TypeError(`${field} is declared as an array and holds ${described(value)}`);
      const stranger: unknown = value.find((member) => !isScalar(member, type));
      if (stranger !== undefined)
        throw new TypeError(`${field} is declared as an array of ${type} and holds ${described(stranger)}`);
      return [...new Set(value as readonly (string | number)[])]; // every member was checked
    },
  };
}

/** @throws UndeclaredField */
export function scalarType(model: ReadModel, field: string): ScalarType {
  return own(model.declaration.fields, field) ?? undeclared(model, field);
}

/** @throws UndeclaredField, also for a scalar field */
export function memberType(model: ReadModel, field: string): 'string' | 'number' {
  return own(model.declaration.arrays ?? {}, field) ?? undeclared(model, field);
}

/** bigint of 64 bits, finite numbers and valid dates only: what both stores can keep and compare. */
export function isScalar(value: unknown, type: ScalarType): value is Scalar {
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type;
    case 'number':
      return Number.isFinite(value);
    case 'bigint':
      return typeof value === 'bigint' && BigInt.asIntN(64, value) === value;
    case 'date':
      return value instanceof Date && !Number.isNaN(value.getTime());
  }
}

/**
 * @throws RangeError when the name is out of form or a field is declared both as a scalar and as an array;
 *   UndeclaredField when an index names a field that is no declared scalar.
 */
export function checkReadModel(model: ReadModel): void {
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(model.name)) throw new RangeError(`"${model.name}" is no name of a read model`);
  const { fields, arrays = {}, indexes } = model.declaration;
  for (const field of Object.keys(arrays)) {
    if (Object.hasOwn(fields, field)) throw new RangeError(`${model.name} declares "${field}" twice`);
  }
  for (const field of indexes.flat()) scalarType(model, field);
}

/** The same text for declarations that ask the same of a store. */
export function declarationText({ fields, arrays = {}, indexes }: ReadModelDeclaration): string {
  const sorted = (types: Readonly<Record<string, string>>): unknown => Object.entries(types).sort(byName);
  return JSON.stringify([sorted(fields), sorted(arrays), [...indexes].map((index) => index.join(',')).sort()]);
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/**
 * A path leads through objects only. An array on the way is refused: MongoDB would look into each of its members.
 */
function valueAt(field: string): (doc: object) => unknown {
  const path = field.split('.');
  return (doc) => {
    let value: unknown = doc;
    for (const name of path) {
      if (typeof value !== 'object' || value === null) return undefined;
      if (Array.isArray(value)) throw new TypeError(`${field} is declared, and its path leads into an array`);
      value = own(value as Readonly<Record<string, unknown>>, name); // an object that is no array
    }
    return value;
  };
}

/** Without what every object inherits: `constructor` is no field. */
const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Not the value itself, which may be personal. */
function described(value: unknown): string {
  return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`;
}

function undeclared(model: ReadModel, field: string): never {
  throw new UndeclaredField(field, model.name);
}
