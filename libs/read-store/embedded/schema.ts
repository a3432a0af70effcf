import type { ReadModel } from '../port.js';
import { columnName, quoted, type Column } from './columns.js';

/** What every generation's file has, whatever its read model declares. Repeatable. */
export const BASE_SCHEMA = `
  CREATE TABLE IF NOT EXISTS documents (id TEXT PRIMARY KEY NOT NULL, position INTEGER NOT NULL, doc TEXT);
  CREATE TABLE IF NOT EXISTS members (
    id TEXT NOT NULL, field TEXT NOT NULL, value NOT NULL, PRIMARY KEY (id, field, value)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS members_by_value ON members (field, value, id);
  CREATE TABLE IF NOT EXISTS parked (id TEXT PRIMARY KEY NOT NULL, position INTEGER NOT NULL, doc TEXT);
  CREATE TABLE IF NOT EXISTS checkpoint (only INTEGER PRIMARY KEY CHECK (only = 1), position INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS declaration (only INTEGER PRIMARY KEY CHECK (only = 1), text TEXT NOT NULL);
`;

export interface Index {
  readonly name: string;
  readonly definition: string;
}

const INDEX_PREFIX = 'documents by ';

/** An index holds no tombstones: every query asks for `doc IS NOT NULL`, which lets SQLite use a partial index. */
export const indexesOf = ({ declaration: { fields, indexes } }: ReadModel): readonly Index[] =>
  indexes.map((index) => {
    // The declaration was checked: each is a declared field.
    const columns = index.flatMap((field) => fields[field] ?? []).map((type, i) => columnName(index[i] ?? '', type));
    const name = INDEX_PREFIX + columns.join(', ');
    const terms = [...columns.map(quoted), 'id'].join(', ');
    return {
      name,
      definition: `CREATE INDEX IF NOT EXISTS ${quoted(name)} ON documents (${terms}) WHERE doc IS NOT NULL`,
    };
  });

export const INDEX_NAMES = `SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE '${INDEX_PREFIX}%'`;

/** A guarded write of (id, position, doc, …columns). */
export function guardedUpsert(table: 'documents' | 'parked', columns: readonly Column[]): string {
  const names = ['position', 'doc', ...columns.map(({ name }) => quoted(name))];
  return (
    `INSERT INTO ${table} (id, ${names.join(', ')}) VALUES (?, ${names.map(() => '?').join(', ')}) ` +
    `ON CONFLICT (id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')} ` +
    `WHERE excluded.position > ${table}.position`
  );
}

export const MOVE_CHECKPOINT = `
  INSERT INTO checkpoint (only, position) VALUES (1, ?)
  ON CONFLICT (only) DO UPDATE SET position = excluded.position WHERE excluded.position > checkpoint.position`;
