import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, type Connection } from '#embedded';
import { ORDERS, ordersIn, write } from '../contract/orders.js';
import { ReadStoreUnavailable } from '../errors.js';
import { EmbeddedReadStore } from './embedded-read-store.js';

describe('the files of the embedded read store', () => {
  let folder: string;
  let stores: EmbeddedReadStore[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'read-store-'));
    stores = [];
  });

  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await rm(folder, { recursive: true, force: true });
  });

  const open = async (): Promise<EmbeddedReadStore> => {
    const store = await EmbeddedReadStore.open(folder);
    stores.push(store);
    return store;
  };
  const files = async (): Promise<readonly string[]> =>
    (await readdir(join(folder, 'read'))).filter((name) => name.startsWith('orders')).sort();
  const withGeneration = async <T>(number: number, look: (db: Connection) => T | Promise<T>): Promise<T> => {
    const db = await openDatabase(join(folder, 'read', `orders.${number}.db`));
    try {
      return await look(db);
    } finally {
      db.close();
    }
  };
  const indexes = (number: number): Promise<readonly string[]> =>
    withGeneration(number, (db) =>
      (
        db.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'documents by %' ORDER BY name").all() as {
          name: string;
        }[]
      ).map(({ name }) => name),
    );

  it('are one for each generation, with its indexes from the start, and gone when it is dropped', async () => {
    const store = await open();
    await store.createGeneration(ORDERS);
    await store.createGeneration(ORDERS);
    const declared = [
      'documents by at date',
      'documents by buyer string, total bigint',
      'documents by phase string, score number',
    ];
    expect([await indexes(1), await indexes(2)]).toEqual([declared, declared]);
    expect((await files()).filter((name) => name.endsWith('.db'))).toEqual(['orders.1.db', 'orders.2.db']);
    await store.drop('orders', 2);
    expect((await files()).filter((name) => name.startsWith('orders.2'))).toEqual([]);
  });

  it('lose the indexes that are no longer declared and gain the new ones', async () => {
    await (await open()).createGeneration(ORDERS);
    const changed = { ...ORDERS, declaration: { ...ORDERS.declaration, indexes: [['at'], ['open', 'at']] } };
    await (await open()).live(changed);
    expect(await indexes(1)).toEqual(['documents by at date', 'documents by open boolean, at date']);
  });

  it('of a dropped generation that a killed process left behind are swept at the next start', async () => {
    const store = await open();
    await ordersIn(store);
    await store.createGeneration(ORDERS);
    await store.drop('orders', 2);
    for (const suffix of ['', '-wal', '-shm'])
      await writeFile(join(folder, 'read', `orders.2.db${suffix}`), 'left behind');
    await open();
    expect((await files()).filter((name) => name.startsWith('orders.2'))).toEqual([]);
    expect(await files()).toContain('orders.1.db');
  });

  it('may be missing when a process was killed while it made a generation', async () => {
    const store = await open();
    await store.createGeneration(ORDERS);
    await store.close();
    for (const name of await files()) await rm(join(folder, 'read', name));
    const orders = await ordersIn(await open());
    expect(await orders.commit({ documents: [write('a', 1, { buyer: 'acme' })] })).toEqual({ written: 1, stale: 0 });
    expect(await orders.count({ buyer: { eq: 'acme' } })).toBe(1);
  });

  it('of an installation from before there were leases get them at the next start', async () => {
    const store = await open();
    await ordersIn(store);
    await store.close();
    const catalog = await openDatabase(join(folder, 'read', 'catalog.db'));
    catalog.exec('DROP TABLE leases');
    catalog.close();
    const again = await open();
    expect(await again.acquireLease('work', 'a', 60_000)).toBe(true);
    expect(await again.generations('orders')).toHaveLength(1);
  });

  it('are waited for without blocking while another process writes', async () => {
    const orders = await ordersIn(await open());
    await withGeneration(1, async (db) => {
      db.exec('BEGIN IMMEDIATE');
      let hasCommitted = false;
      const commit = orders.commit({ documents: [write('a', 1, {})] }).then(() => (hasCommitted = true));
      await new Promise((resolve) => setTimeout(resolve, 50)); // the timer fires: the event loop is free
      expect(hasCommitted).toBe(false);
      expect(await orders.count()).toBe(0); // readers are not in the way of a writer, nor he in theirs
      db.exec('COMMIT');
      await commit;
    });
    expect(await orders.count()).toBe(1);
  });

  it('that are no database, and a folder that is none, give one clear line', async () => {
    await ordersIn(await open());
    await writeFile(join(folder, 'read', 'invoices.1.db'), 'no database '.repeat(1_000));
    const broken = (await open()).ensureLive({ ...ORDERS, name: 'invoices' });
    await expect(broken).rejects.toThrow(ReadStoreUnavailable);
    await expect(broken).rejects.toThrow(/^.*invoices\.1\.db.*$/);
    await writeFile(join(folder, 'file'), '');
    const misplaced = EmbeddedReadStore.open(join(folder, 'file'));
    await expect(misplaced).rejects.toThrow(ReadStoreUnavailable);
    await expect(misplaced).rejects.toThrow(/^.*file.*$/);
  });
});
