import type { EventFilter } from '../port.js';

export type Parameter = string | number | bigint;

/** A condition in SQL with the values of its placeholders. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/** Undefined when every event passes. */
export function conditionOf({ streamPrefixes = [], types = [] }: EventFilter = {}): Condition | undefined {
  const conditions: Condition[] = [];
  if (streamPrefixes.length > 0) conditions.push(prefixCondition(streamPrefixes));
  if (types.length > 0) conditions.push({ sql: `type IN (${types.map(() => '?').join(', ')})`, parameters: types });
  return conditions.length === 0 ? undefined : allOf(conditions);
}

export const allOf = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.map(({ sql }) => sql).join(' AND '),
  parameters: conditions.flatMap(({ parameters }) => parameters),
});

/** By substring, for LIKE and GLOB give some characters a meaning. SQLite counts code points, JavaScript UTF-16 units. */
const prefixCondition = (prefixes: readonly string[]): Condition => ({
  sql: `(${prefixes.map(() => 'substr(stream, 1, ?) = ?').join(' OR ')})`,
  parameters: prefixes.flatMap((prefix) => [Array.from(prefix).length, prefix]),
});
