import { randomUUID } from 'node:crypto';
import { DatabaseUnusable, inWriteTransaction, messageOf, readNumber, whenFree, type Connection } from '#embedded';

const VERSION = 1;

/*
 * The small columns stand first: a scan that only looks at streams and types then never touches the overflow pages of large
 * events. No index holds the ids, for random ones would make every append touch another page of it; a repeat is found by
 * its place in the stream. Only an append at no certain revision (`any`, `exists`) has no such place; its events are
 * marked in `unplaced`, and the partial index holds these alone.
 */
const CREATE = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    unplaced INTEGER,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;
  CREATE UNIQUE INDEX unplaced_events ON events (stream, id) WHERE unplaced = 1;
  CREATE TABLE store (identity TEXT NOT NULL) STRICT;
`;

/**
 * Makes the tables and the store's identity where they are missing. Of several processes that come at once, one makes them.
 *
 * @returns the identity
 * @throws DatabaseUnusable also when the file was made by a newer version of the software.
 */
export async function prepareSchema(db: Connection, path: string): Promise<string> {
  try {
    if ((await whenFree(() => versionOf(db))) === 0) await inWriteTransaction(db, () => create(db));
    const version = await whenFree(() => versionOf(db));
    if (version !== VERSION) throw new Error(`its version is ${version}; this software knows version ${VERSION}`);
    return await whenFree(() => identityIn(db));
  } catch (error) {
    throw new DatabaseUnusable(`cannot use ${path}: ${messageOf(error)}`, { cause: error });
  }
}

const versionOf = (db: Connection): number => readNumber(db, 'PRAGMA user_version');

function create(db: Connection): void {
  if (versionOf(db) !== 0) return; // another process was faster
  db.exec(CREATE);
  db.prepare('INSERT INTO store (identity) VALUES (?)').run([randomUUID()]);
  db.exec(`PRAGMA user_version = ${VERSION}`);
}

function identityIn(db: Connection): string {
  const [identity] = db.prepare('SELECT identity FROM store').raw().get() as readonly [string]; // made with the table
  return identity;
}
