import { randomUUID } from 'node:crypto';
import { describe, it } from '@jest/globals';
import { mongoUrl } from '../../../test/support/live.js';
import { inDatabase } from '../../../test/support/mongo-url.js';
import { blobStoreContract } from '../contract.js';
import { MongoBlobStore } from './index.js';

if (mongoUrl === undefined) {
  process.stderr.write('MongoBlobStore was not tested against a server: MONGODB_URL is not set\n');
  describe('MongoBlobStore', () => it.skip('on a server', () => undefined)); // a file without a test would fail
} else {
  const server = mongoUrl;
  blobStoreContract('MongoBlobStore on a server', () => {
    const database = inDatabase(server, `blobs-${randomUUID().slice(0, 8)}`);
    const stores: MongoBlobStore[] = [];
    return Promise.resolve({
      open: async () => {
        const store = await MongoBlobStore.open(database);
        stores.push(store);
        return store;
      },
      remove: async () => {
        await Promise.all(stores.map((store) => store.close()));
      },
    });
  });
}
