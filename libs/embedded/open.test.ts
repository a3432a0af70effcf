import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { temporaryFolder } from '../../test/support/event-store.js';
import { DatabaseUnusable } from './errors.js';
import { openDatabase, readNumber, type Connection } from './open.js';

afterEach(() => void jest.restoreAllMocks());

describe('openDatabase', () => {
  it('syncs every commit, keeps a write-ahead log and never waits for a lock, on every connection', async () => {
    const path = join(await temporaryFolder(), 'new', 'folder', 'test.db');
    for (let n = 0; n < 3; n++) {
      const db = await openDatabase(path);
      const [mode] = db.prepare('PRAGMA journal_mode').raw().get() as readonly [string];
      expect([readNumber(db, 'PRAGMA synchronous'), mode, readNumber(db, 'PRAGMA busy_timeout')]).toEqual([
        2,
        'wal',
        0,
      ]);
      db.close();
    }
  });

  it('refuses a connection that would not sync', async () => {
    const path = join(await temporaryFolder(), 'test.db');
    const prototype = Object.getPrototypeOf(await openDatabase(path)) as Connection; // of the engine's class
    const exec = Reflect.get(prototype, 'exec');
    jest.spyOn(prototype, 'exec').mockImplementation(function (this: Connection, sql) {
      return exec.call(this, sql.replace('FULL', 'NORMAL'));
    });
    const opened = openDatabase(path);
    await expect(opened).rejects.toThrow(/synchronous is 1, not FULL/);
    await expect(opened).rejects.toBeInstanceOf(DatabaseUnusable);
  });

  it('says in one line what it cannot use, and why', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'notes.txt');
    await writeFile(file, 'these are no tables\n'.repeat(500));
    for (const path of [file, join(file, 'test.db'), folder]) {
      const error: unknown = await openDatabase(path).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(DatabaseUnusable);
      expect(String(error)).toMatch(new RegExp(`^DatabaseUnusable: cannot use ${path}: [^\n]+$`));
    }
  });
});
