import { randomUUID } from 'node:crypto';
import { describe } from '@jest/globals';
import { mongoUrl } from '../../../test/support/live.js';
import { keyStoreContract } from '../contract.js';
import { MongoKeyStore } from './index.js';

/** Another database of the same server. */
function inDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

if (mongoUrl === undefined) describe.skip('MongoKeyStore on a server', () => undefined);
else {
  const url = mongoUrl;
  keyStoreContract('MongoKeyStore on a server', () => {
    const database = inDatabase(url, `keys-${randomUUID().slice(0, 8)}`);
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
