import type { Filter, Sort } from 'mongodb';
import type { Scalar } from '../port.js';
import type { PlannedCondition, QueryPlan } from '../query-plan.js';
import type { StoredDoc } from './collections.js';
import { storedPath } from './document-bson.js';

/** Conditions on fields by their stored path. */
type Clause = Filter<StoredDoc>;

const NO_TOMBSTONE: Clause = { doc: { $ne: null } };

export const filterOf = (conditions: readonly PlannedCondition[]): Clause => ({
  $and: [NO_TOMBSTONE, ...conditions.map(clauseOf)],
});

/**
 * The page's documents. Those after the cursor are disjoint stretches of the order: the same values and a later id, or the
 * same values but for the last, and so on. Each repeats all conditions, so that each is one range of an index, which
 * MongoDB merges in order; as one condition beside the others it would be a filter on everything before the page, too.
 */
export function pageFilter(plan: QueryPlan): Clause {
  if (plan.after === undefined) return filterOf(plan.conditions);
  const where = [NO_TOMBSTONE, ...plan.conditions.map(clauseOf)];
  return { $or: stretchesOf(plan).map((bounds) => ({ $and: [...where, ...bounds] })) };
}

export function sortOf({ sort, idDirection }: QueryPlan): Sort {
  return new Map([
    ...sort.map(({ field, direction }) => [storedPath(field), direction] as const),
    ['_id', idDirection],
  ]);
}

function clauseOf(condition: PlannedCondition): Clause {
  const path = storedPath(condition.field);
  if (condition.kind !== 'range') return { [path]: { $eq: condition.value } }; // also a member of an array; null also where there is none
  return { [path]: Object.fromEntries(condition.bounds.map(({ comparison, value }) => [`$${comparison}`, value])) };
}

function stretchesOf({ sort, idDirection, after }: QueryPlan): readonly (readonly Clause[])[] {
  const paths = sort.map(({ field }) => storedPath(field));
  const values = paths.map((_, i) => after?.values[i] ?? null);
  const same: readonly Clause[] = paths.map((path, i) => ({ [path]: { $eq: values[i] } }));
  const laterId: Clause = { _id: { [idDirection === 'asc' ? '$gt' : '$lt']: after?.id } };
  const stretches: (readonly Clause[])[] = [[...same, laterId]];
  for (let i = sort.length - 1; i >= 0; i--) {
    const later = laterValues(paths[i] ?? '', sort[i]?.direction ?? 'asc', values[i] ?? null);
    stretches.push(...later.map((clause) => [...same.slice(0, i), clause]));
  }
  return stretches;
}

/** Null, a missing field, is before every value: first when ascending, last when descending. */
function laterValues(path: string, direction: 'asc' | 'desc', value: Scalar | null): readonly Clause[] {
  if (direction === 'asc') return [{ [path]: value === null ? { $ne: null } : { $gt: value } }];
  return value === null ? [] : [{ [path]: { $lt: value } }, { [path]: { $eq: null } }];
}
