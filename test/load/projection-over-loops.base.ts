import { join } from 'node:path';
import Database from 'libsql';
import { position, type JsonObject } from '#kernel';
import type { StoredEvent } from '#event-store';
import { orderStatus, type OrderStatusDoc } from '#read-models';
import { encodeDocument } from '#read-store';
import { EmbeddedReadStore } from '#read-store/embedded';
import { fold, type Documents } from './folding.js';

const EVENTS_PER_BATCH = 1_000;
const FIELDS = Object.keys(orderStatus.declaration.fields) as (keyof OrderStatusDoc)[]; // of its own declaration
const COLUMNS = ['position', 'doc', ...FIELDS.map((field) => `"${field} string"`)]; // all of them are text

const SELECT =
  'SELECT position, stream, revision, type, id, data, metadata FROM events WHERE position > ? ORDER BY position LIMIT ?';
const UPSERT = `
  INSERT INTO documents (id, ${COLUMNS.join(', ')}) VALUES (?, ${COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
  WHERE excluded.position > documents.position`;
const CHECKPOINT = 'INSERT OR REPLACE INTO checkpoint (only, position) VALUES (1, ?)';

type Row = readonly [
  position: number,
  stream: string,
  revision: number,
  type: string,
  id: string,
  data: string,
  metadata: string,
];

/**
 * Read a batch, parse it, fold it by the same projection into documents that stay in memory, write those that changed into
 * the same table with the same indexes, one transaction per batch. Nothing is parked, looked up, retried or followed.
 */
export async function foldInLoops(eventsFolder: string, folder: string): Promise<void> {
  const events = new Database(join(eventsFolder, 'events.db'));
  const documents = await documentsTable(folder);
  const select = events.prepare(SELECT).raw();
  const upsert = documents.prepare(UPSERT);
  const checkpoint = documents.prepare(CHECKPOINT);
  const known: Documents = new Map();
  for (let at = -1; ;) {
    const rows = select.all([at, EVENTS_PER_BATCH]) as readonly Row[];
    const changed = fold(rows.map(storedIn), known);
    at = rows.at(-1)?.[0] ?? at;
    if (rows.length === 0) break;
    documents.exec('BEGIN IMMEDIATE');
    for (const [id, newest] of changed) upsert.run([id, newest, ...valuesOf(known.get(id) ?? null)]);
    checkpoint.run([at]);
    documents.exec('COMMIT');
  }
  events.close();
  documents.close();
}

const storedIn = ([at, stream, revision, type, id, data, metadata]: Row): StoredEvent => ({
  ...{ id, stream, revision, position: position(BigInt(at)), type },
  ...{ data: JSON.parse(data) as JsonObject, metadata: JSON.parse(metadata) as JsonObject }, // what our own store holds
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const valuesOf = (doc: OrderStatusDoc | null): readonly (string | null)[] => [
  doc && encodeDocument(doc),
  ...FIELDS.map((field) => doc && textOf(doc[field])),
];

async function documentsTable(folder: string): Promise<Database.Database> {
  const store = await EmbeddedReadStore.open(folder); // makes the table and its indexes
  const { model, number } = await store.ensureLive(orderStatus);
  await store.close();
  const db = new Database(join(folder, 'read', `${model}.${number}.db`));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  return db;
}
