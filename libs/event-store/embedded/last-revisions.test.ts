import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openDatabase, type Connection } from '#embedded';
import { temporaryFolder } from '../../../test/support/event-store.js';
import { dataVersionOf } from './data-version.js';
import { LastRevisions } from './last-revisions.js';
import { prepareSchema } from './schema.js';

const insert = (db: Connection, revision: number): unknown =>
  db
    .prepare('INSERT INTO events (stream, revision, type, id, data, metadata) VALUES (?, ?, ?, ?, ?, ?)')
    .run(['s-1', revision, 't.v1', `id-${revision}`, '{}', '{}']);

async function file() {
  const path = join(await temporaryFolder(), 'events.db');
  const db = await openDatabase(path);
  await prepareSchema(db, path);
  const last = new LastRevisions(db, dataVersionOf(db));
  const write = (revision: number): void => {
    db.exec('BEGIN IMMEDIATE');
    last.begin();
    insert(db, revision);
    last.note('s-1', revision);
  };
  const commit = (): void => {
    db.exec('COMMIT');
    last.committed();
  };
  return { path, db, last, write, commit };
}

describe('the last revisions that a connection wrote', () => {
  it('say that a stream has nothing from the next one on', async () => {
    const { last, write, commit } = await file();
    write(0);
    commit();
    expect([0, 1, 7].map((revision) => last.isBelow('s-1', revision))).toEqual([false, true, true]);
    expect(last.isBelow('s-2', 0)).toBe(false); // of that one nothing is known
  });

  it('say nothing any more when another connection has written', async () => {
    const { path, last, write, commit } = await file();
    write(0);
    commit();
    insert(await openDatabase(path), 1);
    expect(last.isBelow('s-1', 1)).toBe(false);
  });

  it('say nothing of what was rolled back', async () => {
    const { db, last, write } = await file();
    write(0);
    db.exec('ROLLBACK');
    expect(last.isBelow('s-1', 1)).toBe(false);
    db.exec('BEGIN IMMEDIATE');
    last.begin();
    expect(last.of('s-1')).toBe(-1);
  });

  it('spare the append a look into the table, also after a reader has asked', async () => {
    const { db, last, write, commit } = await file();
    write(0);
    commit();
    expect(last.isBelow('s-1', 1)).toBe(true);
    db.exec('BEGIN IMMEDIATE');
    last.begin();
    insert(db, 1); // past it, so that what it answers is from memory
    expect(last.of('s-1')).toBe(0);
  });
});
