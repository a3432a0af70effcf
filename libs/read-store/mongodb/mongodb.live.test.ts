import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { orderStatus } from '#read-models/order-status';
import { inDatabase } from '../../../test/support/mongo-url.js';
import { orderDocuments } from '../../../test/support/order-documents.js';
import { readStoreContract } from '../contract.js';
import { at, collected, idsFound, ORDERS, ordersIn, write, type OrderDoc } from '../contract/orders.js';
import { MongoReadStore } from './mongo-read-store.js';
import { alikeTests } from './testing/alike.js';
import { Warnings } from './testing/place.js';

const url = process.env['MONGODB_URL'];

if (url === undefined) {
  process.stderr.write('MongoReadStore was not tested against a server: MONGODB_URL is not set\n');
  describe('MongoReadStore', () => it.skip('on a server', () => undefined)); // a file without a test would fail
} else {
  liveTests(url);
}

function liveTests(server: string): void {
  readStoreContract('MongoReadStore', () => {
    const database = newDatabase();
    return Promise.resolve({
      open: () => MongoReadStore.open(inDatabase(server, database)),
      remove: () => dropped(server, database),
    });
  });

  describe('MongoReadStore on a server', () => {
    let database: string;
    let warnings: Warnings;
    let stores: MongoReadStore[];
    let isMongoDb: boolean;

    beforeAll(async () => {
      // Only MongoDB itself tells from which commit it was built.
      const build = await onServer(server, (client) => client.db('admin').command({ buildInfo: 1 }));
      isMongoDb = 'gitVersion' in build;
    });

    beforeEach(() => {
      database = newDatabase();
      warnings = new Warnings();
      stores = [];
    });

    afterEach(async () => {
      await Promise.all(stores.map((store) => store.close()));
      await dropped(server, database);
    });

    afterAll(() => {
      if (!isMongoDb)
        process.stderr.write('the order of text beyond the first plane was not tested: this is not MongoDB\n');
    });

    const open = async (): Promise<MongoReadStore> => {
      const store = await MongoReadStore.open(inDatabase(server, database), { log: warnings });
      stores.push(store);
      return store;
    };
    const onDatabase = <T>(work: (db: ReturnType<MongoClient['db']>) => Promise<T>): Promise<T> =>
      onServer(server, (client) => work(client.db(database)));

    alikeTests(open, orderStatus, orderDocuments);

    it('sorts text by code point, also beyond the first plane, where UTF-16 differs', async () => {
      if (!isMongoDb) return; // said after the last test
      const orders = await ordersIn(await open());
      const texts = ['\uffee', '😀', 'z'];
      await orders.commit({ documents: texts.map((buyer, i) => write(buyer, i, { buyer })) });
      expect(await idsFound(orders, { sort: [{ field: 'buyer', direction: 'asc' }] })).toEqual(['z', '\uffee', '😀']);
      expect((await collected(orders.scan())).map(({ id }) => id)).toEqual(['z', '\uffee', '😀']);
    });

    it('stores documents as people would write them', async () => {
      const orders = await ordersIn(await open());
      const doc = { buyer: 'acme', total: 2n ** 53n + 1n, at: new Date(5), tags: ['red'] };
      await orders.commit({
        documents: [write('a', 2n ** 60n, doc), write<OrderDoc>('b', 1, null)],
        checkpoint: at(5),
      });
      const stored = await onDatabase((db) => db.collection('orders.1').find({}, { useBigInt64: true }).toArray());
      expect(stored).toEqual([
        { _id: 'a', position: 2n ** 60n, doc },
        { _id: 'b', position: 1n, doc: null },
      ]);
      const names = await onDatabase((db) => db.listCollections({}, { nameOnly: true }).toArray());
      expect(names.map(({ name }) => name).sort()).toEqual(['_generations', '_read-models', 'orders.1']);
    });

    it('mends its indexes, and leaves those of others alone', async () => {
      await ordersIn(await open());
      await onDatabase(async (db) => {
        await db.collection('orders.1').dropIndex('documents by at');
        await db.collection('orders.1').createIndex({ 'doc.note': 1 }, { name: 'documents by hand' }, {});
        await db.collection('orders.1').createIndex({ 'doc.phase': 1 }, { name: 'theirs' }, {});
      });
      await ordersIn(await open());
      expect(warnings.all).toMatchObject([
        { facts: { missing: ['documents by at'], unneeded: ['documents by hand'] } },
      ]);
      const indexes = await onDatabase((db) => db.collection('orders.1').listIndexes().toArray());
      expect(indexes.map(({ name }) => name as unknown).sort()).toEqual([
        '_id_',
        'documents by at',
        'documents by buyer, total',
        'documents by phase, score',
        'documents by sizes',
        'documents by tags',
        'theirs',
      ]);
    });

    it('removes, when it is opened, what a process left behind that had not heard of a drop', async () => {
      const store = await open();
      await ordersIn(store);
      const late = await open();
      await store.createGeneration(ORDERS);
      const dropped = await late.generation(ORDERS, 2);
      await store.drop('orders', 2);
      await dropped.commit({ documents: [write('a', 1, {})] });
      await open();
      const names = await onDatabase((db) => db.listCollections({}, { nameOnly: true }).toArray());
      expect(names.map(({ name }) => name)).not.toContain('orders.2');
      expect(names.map(({ name }) => name)).toContain('orders.1');
    });
  });
}

const newDatabase = (): string => `test-${randomUUID()}`;

const dropped = (server: string, database: string): Promise<void> =>
  onServer(server, async (client) => {
    await client.db(database).dropDatabase();
  });

async function onServer<T>(server: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(server);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
