import { createHash } from 'node:crypto';
import type { ScalarType } from '#kernel';
import { decodeCursor, encodeCursor, type Place } from './cursor.js';
import { isScalar, memberType, scalarReader, scalarType } from './declaration.js';
import { encodeDocument } from './document-json.js';
import { InvalidQuery } from './errors.js';
import type { Condition, Query, ReadModel, Scalar } from './port.js';

export const MAX_PAGE = 1_000;

export type Direction = 'asc' | 'desc';
export type Comparison = 'gt' | 'gte' | 'lt' | 'lte';
const COMPARISONS: readonly Comparison[] = ['gt', 'gte', 'lt', 'lte'];

/** One condition of a query whose field and values were checked against the declaration. */
export type PlannedCondition =
  | { readonly kind: 'eq'; readonly field: string; readonly type: ScalarType; readonly value: Scalar | null }
  | {
      readonly kind: 'range';
      readonly field: string;
      readonly type: ScalarType;
      readonly bounds: readonly { readonly comparison: Comparison; readonly value: Scalar }[];
    }
  | { readonly kind: 'has'; readonly field: string; readonly value: string | number };

type SortTerm = NonNullable<Query['sort']>[number];

export interface PlannedSort {
  readonly field: string;
  readonly type: ScalarType;
  readonly direction: Direction;
}

/** A query that was checked, in the one form that both stores translate. */
export interface QueryPlan {
  readonly conditions: readonly PlannedCondition[];
  /** Without the id, which is always the last, in `idDirection`. */
  readonly sort: readonly PlannedSort[];
  readonly idDirection: Direction;
  readonly limit: number;
  /** The place after which the page begins; its values are those of `sort`, in order. */
  readonly after: Place | undefined;
  /** The cursor of the page that begins after this document. */
  readonly cursorAfter: (id: string, doc: object) => string;
}

/** @throws UndeclaredField, InvalidQuery, InvalidCursor */
export function planQuery(model: ReadModel, query: Query): QueryPlan {
  const { limit, cursor } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
    throw new InvalidQuery(`a page has 1 to ${MAX_PAGE} documents, not ${limit}`);
  }
  const conditions = planConditions(model, query.where);
  const sort = (query.sort ?? []).map((term) => planSort(model, term));
  const digest = digestOf(model, conditions, sort);
  const readers = sort.map(({ field, type }) => scalarReader(field, type));
  return {
    conditions,
    sort,
    idDirection: sort.at(-1)?.direction ?? 'asc',
    limit,
    after:
      cursor === undefined
        ? undefined
        : decodeCursor(
            cursor,
            digest(),
            sort.map(({ type }) => type),
          ),
    cursorAfter: (id, doc) => encodeCursor(digest(), { id, values: readers.map((reader) => reader.read(doc)) }),
  };
}

function planSort(model: ReadModel, { field, direction }: SortTerm): PlannedSort {
  const isDirection = ['asc', 'desc'].includes(direction); // it may come from outside, as text
  if (!isDirection) throw new InvalidQuery(`"${direction}" is no direction`);
  return { field, type: scalarType(model, field), direction };
}

/** @throws UndeclaredField, InvalidQuery */
export function planConditions(model: ReadModel, where: Query['where'] = {}): readonly PlannedCondition[] {
  // In order of name, so that the same question has one form, however it was written.
  const fields = Object.keys(where).sort();
  return fields.flatMap((field) => {
    const condition = where[field];
    if (condition === undefined) return [];
    return 'hasAll' in condition
      ? planMembers(model, field, condition.hasAll)
      : [planCondition(model, field, condition)];
  });
}

/** Each member is a condition of its own; in order, so that the same question has one form. */
function planMembers(
  model: ReadModel,
  field: string,
  members: readonly (string | number)[],
): readonly PlannedCondition[] {
  if (members.length === 0) throw new InvalidQuery(`the condition on ${model.name}.${field} says nothing`);
  return [...new Set(members)].sort().map((has) => planCondition(model, field, { has }));
}

type SingleCondition = Exclude<Condition, { readonly hasAll: unknown }>;

function planCondition(model: ReadModel, field: string, condition: SingleCondition): PlannedCondition {
  if ('has' in condition) {
    return { kind: 'has', field, value: checked(model, field, memberType(model, field), condition.has) };
  }
  const type = scalarType(model, field);
  if ('eq' in condition) {
    return { kind: 'eq', field, type, value: condition.eq === null ? null : checked(model, field, type, condition.eq) };
  }
  const bounds = COMPARISONS.flatMap((comparison) => {
    const value = condition[comparison];
    return value === undefined ? [] : [{ comparison, value: checked(model, field, type, value) }];
  });
  if (bounds.length === 0) throw new InvalidQuery(`the condition on ${model.name}.${field} says nothing`);
  return { kind: 'range', field, type, bounds };
}

function checked<T extends Scalar>(model: ReadModel, field: string, type: ScalarType, value: T): T {
  if (isScalar(value, type)) return value;
  throw new InvalidQuery(`${model.name}.${field} is declared as ${type} and was asked for a ${typeof value}`);
}

/** What makes two queries the same question; only a query with a next page needs it, hence lazily. */
function digestOf(
  model: ReadModel,
  conditions: readonly PlannedCondition[],
  sort: readonly PlannedSort[],
): () => string {
  let digest: string | undefined;
  return () => {
    digest ??= createHash('sha256')
      .update(encodeDocument([model.name, conditions, sort]))
      .digest('base64url')
      .slice(0, 16);
    return digest;
  };
}
