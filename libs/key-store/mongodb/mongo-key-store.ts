import { Binary, type Collection } from 'mongodb';
import { Connection, isInserted, pause, type Service, type Timeouts } from '#mongodb';
import { checkKeyName, KeyStoreUnusable, type KeyStore } from '../port.js';

const KEY_STORE: Service = { name: 'key store', unavailable: KeyStoreUnusable };
const MAX_ATTEMPTS = 10;

interface StoredKey {
  readonly _id: string;
  readonly key: Binary;
}

/**
 * One document per key, for services on several machines. The database is the keys' own, with its own backups: a key that was
 * destroyed must not come back with what is restored of something else.
 *
 * Keys are read as a majority has them. One that was read and then lost in a fail-over would have made texts that nobody
 * can ever read.
 */
export class MongoKeyStore implements KeyStore {
  private constructor(private readonly connection: Connection) {}

  /**
   * @param url `mongodb://host:port/database?…`
   * @throws KeyStoreUnusable when there is no such server, or it does not let us in.
   */
  static async open(url: string, timeouts?: Partial<Timeouts>): Promise<MongoKeyStore> {
    return new MongoKeyStore(await Connection.open(url, KEY_STORE, timeouts));
  }

  async obtain(name: string, make: () => Uint8Array): Promise<Uint8Array> {
    const _id = checkKeyName(name);
    return this.connection.during(async () => {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        const known = await this.#read(_id);
        if (known !== undefined) return known;
        const key = make();
        const isFirst = await this.#with((keys) => isInserted(() => keys.insertOne({ _id, key: new Binary(key) })));
        if (isFirst) return key;
        await pause(attempt); // another was quicker, or an earlier attempt of this one: what a majority has counts
      }
      throw new KeyStoreUnusable(`no majority has the key ${name}`);
    });
  }

  async find(name: string): Promise<Uint8Array | undefined> {
    const _id = checkKeyName(name);
    return this.connection.during(() => this.#read(_id));
  }

  async destroy(name: string): Promise<void> {
    const _id = checkKeyName(name);
    await this.connection.during(() => this.#with((keys) => keys.deleteOne({ _id })));
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  async #read(_id: string): Promise<Uint8Array | undefined> {
    const stored = await this.#with((keys) => keys.findOne({ _id }));
    return stored === null ? undefined : new Uint8Array(stored.key.buffer);
  }

  #with<T>(work: (keys: Collection<StoredKey>) => Promise<T>): Promise<T> {
    return this.connection.step((db) => work(db.collection<StoredKey>('keys', { readConcern: 'majority' })));
  }
}
