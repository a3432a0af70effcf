import { randomUUID } from 'node:crypto';
import { describe, it } from '@jest/globals';
import { mongoUrl } from '../../../test/support/live.js';
import { inDatabase } from '../../../test/support/mongo-url.js';
import { keyStoreContract } from '../contract.js';
import { MongoKeyStore } from './index.js';

if (mongoUrl === undefined) {
  process.stderr.write('MongoKeyStore was not tested against a server: MONGODB_URL is not set\n');
  describe('MongoKeyStore', () => it.skip('on a server', () => undefined)); // a file without a test would fail
} else {
  const server = mongoUrl;
  keyStoreContract('MongoKeyStore on a server', () => {
    const database = inDatabase(server, `keys-${randomUUID().slice(0, 8)}`);
    const stores: MongoKeyStore[] = [];
    return Promise.resolve({
      open: async () => {
        const store = await MongoKeyStore.open(database);
        stores.push(store);
        return store;
      },
      remove: async () => {
        await Promise.all(stores.map((store) => store.close()));
      },
    });
  });
}
