import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { temporaryFolder } from '../../test/support/event-store.js';
import { CommitFailed, DatabaseBusy } from './errors.js';
import { openDatabase, readNumber, type Connection } from './open.js';
import { inWriteTransaction } from './transaction.js';

const COUNT = 'SELECT count(*) FROM t';

async function twoConnections(): Promise<readonly [Connection, Connection]> {
  const path = join(await temporaryFolder(), 'test.db');
  const first = await openDatabase(path);
  first.exec('CREATE TABLE t (n INTEGER PRIMARY KEY)');
  return [first, await openDatabase(path)];
}

afterEach(() => void jest.restoreAllMocks());

describe('inWriteTransaction', () => {
  it('commits what the work did and answers with its result', async () => {
    const [db, other] = await twoConnections();
    const result = await inWriteTransaction(db, () => {
      db.exec('INSERT INTO t VALUES (1)');
      expect(readNumber(other, COUNT)).toBe(0);
      return 'done';
    });
    expect([result, readNumber(other, COUNT)]).toEqual(['done', 1]);
  });

  it('rolls back when the work throws, also when a statement of it did', async () => {
    const [db, other] = await twoConnections();
    const twice = inWriteTransaction(db, () => {
      const insert = db.prepare('INSERT INTO t VALUES (?)');
      insert.run([1]);
      insert.run([1]);
    });
    await expect(twice).rejects.toThrow(/UNIQUE/);
    expect([db.inTransaction, readNumber(other, COUNT)]).toEqual([false, 0]);
    await inWriteTransaction(db, () => db.exec('INSERT INTO t VALUES (2)'));
    expect(readNumber(other, COUNT)).toBe(1);
  });

  it('waits for the lock of another without keeping anything else from running', async () => {
    const [db, other] = await twoConnections();
    other.exec('BEGIN IMMEDIATE');
    const work = jest.fn(() => db.exec('INSERT INTO t VALUES (1)'));
    const waiting = inWriteTransaction(db, work);
    await sleep(50);
    expect(work).not.toHaveBeenCalled();
    other.exec('COMMIT');
    await waiting;
    expect(readNumber(other, COUNT)).toBe(1);
  });

  it('gives up on a lock that is never free, without having done anything', async () => {
    const [db, other] = await twoConnections();
    other.exec('BEGIN IMMEDIATE');
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => (now += 4_000));
    const work = jest.fn();
    await expect(inWriteTransaction(db, work)).rejects.toBeInstanceOf(DatabaseBusy);
    expect(work).not.toHaveBeenCalled();
    other.exec('ROLLBACK');
  });

  it('says when it does not know whether the commit stands, and can be used again', async () => {
    const [db, other] = await twoConnections();
    const exec = db.exec.bind(db);
    const failing = jest.spyOn(db, 'exec').mockImplementation((sql) => {
      if (sql === 'COMMIT') throw new Error('disk I/O error');
      return exec(sql);
    });
    await expect(inWriteTransaction(db, () => db.exec('INSERT INTO t VALUES (1)'))).rejects.toBeInstanceOf(
      CommitFailed,
    );
    failing.mockRestore();
    await inWriteTransaction(db, () => db.exec('INSERT INTO t VALUES (2)'));
    expect(readNumber(other, COUNT)).toBe(1);
  });

  it('says so also when it cannot be rolled back either, and begins nothing on top of it', async () => {
    const [db] = await twoConnections();
    const exec = db.exec.bind(db);
    jest.spyOn(db, 'exec').mockImplementation((sql) => {
      if (sql === 'COMMIT' || sql === 'ROLLBACK') throw new Error('disk I/O error');
      return exec(sql);
    });
    const insert = jest.fn(() => db.exec('INSERT INTO t VALUES (1)'));
    await expect(inWriteTransaction(db, insert)).rejects.toBeInstanceOf(CommitFailed);
    await expect(inWriteTransaction(db, insert)).rejects.toThrow('within a transaction');
    expect(insert).toHaveBeenCalledTimes(1);
  });

  it('tells why the work failed, though it cannot be rolled back', async () => {
    const [db] = await twoConnections();
    const exec = db.exec.bind(db);
    jest.spyOn(db, 'exec').mockImplementation((sql) => {
      if (sql === 'ROLLBACK') throw new Error('disk I/O error');
      return exec(sql);
    });
    const failing = inWriteTransaction(db, () => {
      throw new Error('a defect');
    });
    await expect(failing).rejects.toThrow('a defect');
  });
});
