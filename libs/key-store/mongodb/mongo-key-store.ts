import { Binary } from 'mongodb';
import { Connection, firstRecorded, recordedAs, type Service, type Timeouts } from '#mongodb';
import { checkKeyName, KeyStoreUnusable, type KeyStore } from '../port.js';

const KEY_STORE: Service = { name: 'key store', unavailable: KeyStoreUnusable };
const KEYS = 'keys';

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
    const document = (): StoredKey => ({ _id, key: new Binary(make()) });
    const stored = await this.connection.during(() => firstRecorded(this.connection, KEYS, _id, document));
    if (stored === undefined) throw new KeyStoreUnusable(`no majority has the key ${name}`);
    return bytesOf(stored);
  }

  async find(name: string): Promise<Uint8Array | undefined> {
    const _id = checkKeyName(name);
    const stored = await this.connection.during(() => recordedAs<StoredKey>(this.connection, KEYS, _id));
    return stored && bytesOf(stored);
  }

  async destroy(name: string): Promise<void> {
    const _id = checkKeyName(name);
    await this.connection.during(() => this.connection.step((db) => db.collection<StoredKey>(KEYS).deleteOne({ _id })));
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

const bytesOf = ({ key }: StoredKey): Uint8Array => new Uint8Array(key.buffer);
