import type { PlannedCondition, QueryPlan } from '../query-plan.js';
import { columnName, parameterOf, quoted } from './columns.js';
import type { Parameter, StoreDatabase } from './store-database.js';

/** SQL and the values of its question marks. */
interface Clause {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

export type DocumentRow = readonly [id: string, position: bigint, doc: string];

const DIRECTIONS = { asc: 'ASC', desc: 'DESC' } as const;
const OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** The page's rows and one more, if there is one. Inside `db.read`. */
export function findRows(db: StoreDatabase, plan: QueryPlan): readonly DocumentRow[] {
  const wanted = plan.limit + 1;
  const rows: DocumentRow[] = [];
  for (const { sql, parameters } of stretches(plan)) {
    rows.push(...db.rows<DocumentRow>(sql, [...parameters, wanted - rows.length]));
    if (rows.length >= wanted) break;
  }
  return rows;
}

/** The queries that give the page's rows one after the other; the last parameter of each, the limit, is left out. */
export function stretches(plan: QueryPlan): readonly Clause[] {
  const where = plan.conditions.map(conditionClause);
  const order = orderBy(plan);
  return boundsOf(plan).map((bounds) => {
    const { sql, parameters } = allOf([...where, ...bounds]);
    return { sql: `SELECT id, position, doc FROM documents WHERE ${sql} ORDER BY ${order} LIMIT ?`, parameters };
  });
}

export function countRows(db: StoreDatabase, conditions: readonly PlannedCondition[]): number {
  const { sql, parameters } = allOf(conditions.map(conditionClause));
  return Number(db.row<[bigint]>(`SELECT count(*) FROM documents WHERE ${sql}`, parameters)?.[0] ?? 0);
}

function conditionClause(condition: PlannedCondition): Clause {
  if (condition.kind === 'has') {
    return {
      sql: 'id IN (SELECT id FROM members WHERE field = ? AND value = ?)',
      parameters: [condition.field, condition.value],
    };
  }
  const column = quoted(columnName(condition.field, condition.type));
  if (condition.kind === 'eq') return { sql: `${column} IS ?`, parameters: [parameterOf(condition.value)] };
  return {
    sql: condition.bounds.map(({ comparison }) => `${column} ${OPERATORS[comparison]} ?`).join(' AND '),
    parameters: condition.bounds.map(({ value }) => parameterOf(value)),
  };
}

/**
 * The rows after the cursor as disjoint stretches of the order, nearest first: the same values and a later id, then the
 * same values but for the last, and so on. Each is one range of an index, where a single condition with OR would be a
 * scan from the very start; and most pages are filled by the first.
 */
function boundsOf({ sort, idDirection, after }: QueryPlan): readonly (readonly Clause[])[] {
  if (after === undefined) return [[]];
  const columns = sort.map(({ field, type }) => quoted(columnName(field, type)));
  const same: readonly Clause[] = columns.map((column, i) => ({
    sql: `${column} IS ?`,
    parameters: [parameterOf(after.values[i] ?? null)],
  }));
  const laterId: Clause = { sql: `id ${idDirection === 'asc' ? '>' : '<'} ?`, parameters: [after.id] };
  const bounds: (readonly Clause[])[] = [[...same, laterId]];
  for (let i = sort.length - 1; i >= 0; i--) {
    const later = laterValues(columns[i] ?? '', sort[i]?.direction ?? 'asc', parameterOf(after.values[i] ?? null));
    bounds.push(...later.map((clause) => [...same.slice(0, i), clause]));
  }
  return bounds;
}

/** NULL, a missing field, is before every value: first when ascending, last when descending. */
function laterValues(column: string, direction: 'asc' | 'desc', value: Parameter): readonly Clause[] {
  if (direction === 'asc') {
    return value === null
      ? [{ sql: `${column} IS NOT NULL`, parameters: [] }]
      : [{ sql: `${column} > ?`, parameters: [value] }];
  }
  if (value === null) return [];
  return [
    { sql: `${column} < ?`, parameters: [value] },
    { sql: `${column} IS NULL`, parameters: [] },
  ];
}

function orderBy({ sort, idDirection }: QueryPlan): string {
  const terms = sort.map(({ field, type, direction }) => `${quoted(columnName(field, type))} ${DIRECTIONS[direction]}`);
  return [...terms, `id ${DIRECTIONS[idDirection]}`].join(', ');
}

const allOf = (clauses: readonly Clause[]): Clause => ({
  sql: ['doc IS NOT NULL', ...clauses.map(({ sql }) => sql)].join(' AND '),
  parameters: clauses.flatMap(({ parameters }) => parameters),
});
