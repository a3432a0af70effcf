import { join } from 'node:path';
import Database from 'libsql';
import { EmbeddedEventStore } from '#event-store/embedded';
import { timed, type Run } from './contest.js';

/** A row of the table `events`, but for the position, which the database gives. */
export type EventRow = readonly (string | number | null)[];

const COLUMNS = ['stream', 'revision', 'type', 'id', 'unplaced', 'data', 'metadata'];
const ROWS_PER_TRANSACTION = 64;

/** The rows of the orders in a store of ours. */
export function rowsIn(folder: string): readonly EventRow[] {
  const db = new Database(join(folder, 'events.db'));
  const rows = db
    .prepare(`SELECT ${COLUMNS.join(', ')} FROM events WHERE stream LIKE 'order-%' ORDER BY position`)
    .raw()
    .all() as EventRow[];
  db.close();
  return rows;
}

/** The rows into the same table, without anything of ours: what the engine and the disk can do. */
export async function insertOnly(folder: string, rows: readonly EventRow[]): Promise<Run> {
  await (await EmbeddedEventStore.open(folder)).close(); // makes the table
  const db = new Database(join(folder, 'events.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  const marks = COLUMNS.map(() => '?').join(', ');
  const insert = db.prepare(`INSERT INTO events (${COLUMNS.join(', ')}) VALUES (${marks})`);
  const run = await timed(rows.length, () => {
    for (let from = 0; from < rows.length; from += ROWS_PER_TRANSACTION) {
      db.exec('BEGIN IMMEDIATE');
      for (const row of rows.slice(from, from + ROWS_PER_TRANSACTION)) insert.run(row);
      db.exec('COMMIT');
    }
  });
  db.close();
  return run;
}
