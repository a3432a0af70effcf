import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'libsql';
import { DatabaseUnusable, messageOf } from './errors.js';
import { makeFolder } from './folder.js';
import { whenFree } from './lock.js';

export type Connection = Database.Database;
export type Statement = ReturnType<Connection['prepare']>;

/**
 * `FULL`: a commit that was acknowledged survives a power cut. `NORMAL`: it survives the end of the process, and a power cut takes
 * at most the newest commits, whole ones, all of one file; for what is derived and brought up again from a checkpoint in the same file.
 */
export type Synchronous = 'FULL' | 'NORMAL';

const LEVELS: Readonly<Record<Synchronous, number>> = { FULL: 2, NORMAL: 1 };

/**
 * Opens a database file, and makes it and its folder where they are missing, for several processes of one machine:
 * write-ahead log, every commit synced unless told otherwise, and no blocking wait for a lock: with two writers a busy timeout freezes both
 * event loops for over a second.
 *
 * What to know of `libsql`: a statement that throws is not reset, and COMMIT then fails with "SQL statements in progress",
 * so let no statement of a write transaction throw for a reason that can be asked for first. An iterator that is left
 * early keeps its read transaction: use `all` with a LIMIT. `get` adds a member `_metadata` unless the statement is raw.
 * Binding a boolean ends the process.
 *
 * @throws DatabaseUnusable
 */
export async function openDatabase(path: string, synchronous: Synchronous = 'FULL'): Promise<Connection> {
  try {
    await makeFolder(dirname(path));
    await access(dirname(path), constants.W_OK); // the log stands beside the file
    const db = await whenFree(() => new Database(path, { timeout: 0 }));
    await access(path, constants.W_OK); // SQLite would open it for reading only and fail at the first write
    await whenFree(() => db.exec('PRAGMA journal_mode = WAL'));
    db.exec(`PRAGMA synchronous = ${synchronous}`);
    const level = readNumber(db, 'PRAGMA synchronous');
    if (level !== LEVELS[synchronous]) throw new Error(`synchronous is ${level}, not ${synchronous}`);
    return db;
  } catch (error) {
    throw new DatabaseUnusable(`cannot use ${path}: ${messageOf(error)}`, { cause: error });
  }
}

/** The one number that `sql` answers with. */
export function readNumber(db: Connection, sql: string): number {
  const [value] = db.prepare(sql).raw().get() as readonly unknown[];
  if (typeof value !== 'number') throw new Error(`${sql} answered ${String(value)}`);
  return value;
}
