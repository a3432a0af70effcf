import { randomUUID } from 'node:crypto';
import type { Collection, Db } from 'mongodb';
import { asUnavailable, Connection, isInserted, type Service, type Timeouts } from '#mongodb';
import { Measured, verified } from '../hashing.js';
import { BlobStoreUnusable, checkSha256, NoSuchBlob, type BlobStore, type StoredBlob } from '../port.js';
import { Files } from './files.js';

const BLOB_STORE: Service = { name: 'blob store', unavailable: BlobStoreUnusable };
/** Not that of the read models, which may be dropped at any time. */
const BESIDE = '-documents';
const BATCH = 500;

/** Which file of GridFS is the content of a hash. */
interface Entry {
  readonly _id: string;
  readonly file: string;
  readonly size: number;
  readonly putAt: Date;
}

/** A file that may have to be cleared away: it is being written, or removed. */
interface Draft {
  readonly _id: string;
  readonly begunAt: Date;
  /** Once its hash is known: it is no draft any more when the entry of that hash names it. */
  readonly sha256?: string;
}

/**
 * The contents are files of GridFS, and a document per hash says which. A file is written under an id of its own, since its hash is known
 * only at its end; of several that have the same content the first one named counts. What is not named yet, or not any more, stands
 * in a list of drafts from before it is written until after it is gone.
 */
export class MongoBlobStore implements BlobStore {
  readonly #files: Files;

  private constructor(private readonly connection: Connection) {
    this.#files = new Files(connection);
  }

  /**
   * @param url `mongodb://host:port/database?…`; the contents are in a database beside it, `<database>-documents`.
   * @throws BlobStoreUnusable when there is no such server, or it does not let us in.
   */
  static async open(url: string, timeouts?: Partial<Timeouts>): Promise<MongoBlobStore> {
    return new MongoBlobStore(await Connection.open(url, BLOB_STORE, timeouts, BESIDE));
  }

  put(content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredBlob> {
    return this.connection.during(async () => {
      const file = randomUUID();
      await this.#record({ _id: file, begunAt: new Date() });
      const measured = new Measured(content, maxBytes);
      try {
        await this.#files.write(file, measured);
      } catch (error) {
        const failure = asUnavailable(error, BLOB_STORE);
        // What the server did not answer may still be written: it stands in the list, and is cleared away later.
        if (failure === error) await this.#discard(file);
        throw failure;
      }
      const blob = measured.result();
      await this.connection.step((db) => draftsIn(db).updateOne({ _id: file }, { $set: { sha256: blob.sha256 } }));
      if ((await this.#publish(blob, file)) === file) await this.#forget(file);
      else await this.#discard(file);
      return blob;
    });
  }

  find(sha256: string): Promise<StoredBlob | undefined> {
    return this.connection.during(async () => {
      const entry = await this.#entry(sha256);
      return entry && { sha256, size: entry.size };
    });
  }

  async *read(sha256: string): AsyncGenerator<Uint8Array, void, undefined> {
    const entry = await this.connection.during(() => this.#entry(sha256));
    if (entry === undefined) throw new NoSuchBlob(sha256);
    try {
      yield* verified(sha256, this.#files.pieces(entry.file, entry.size));
    } catch (error) {
      throw asUnavailable(error, BLOB_STORE);
    }
  }

  async *putBefore(moment: Date): AsyncGenerator<readonly string[], void, undefined> {
    for (let after = ''; ;) {
      const from = after;
      const old = await this.connection.during(() =>
        this.connection.step((db) =>
          entriesIn(db)
            .find({ _id: { $gt: from }, putAt: { $lt: moment } })
            .sort({ _id: 1 })
            .limit(BATCH)
            .toArray(),
        ),
      );
      const last = old.at(-1);
      if (last === undefined) return;
      yield old.map(({ _id }) => _id);
      after = last._id;
    }
  }

  removeIfPutBefore(sha256: string, moment: Date): Promise<boolean> {
    return this.connection.during(async () => {
      const entry = await this.#entry(sha256);
      if (entry === undefined || entry.putAt >= moment) return false;
      const { file } = entry;
      await this.#record({ _id: file, begunAt: new Date(), sha256 });
      await this.connection.step((db) => entriesIn(db).deleteOne({ _id: sha256, file, putAt: { $lt: moment } }));
      // By the entry and not by the count: after a lost answer the repeat deletes nothing.
      if ((await this.#entry(sha256))?.file === file) {
        await this.#forget(file);
        return false;
      }
      await this.#discard(file);
      return true;
    });
  }

  clearDrafts(moment: Date): Promise<number> {
    return this.connection.during(async () => {
      let cleared = 0;
      for (;;) {
        const old = await this.connection.step((db) =>
          draftsIn(db)
            .find({ begunAt: { $lt: moment } })
            .limit(BATCH)
            .toArray(),
        );
        for (const { _id, sha256 } of old) {
          const isNamed = sha256 !== undefined && (await this.#entry(sha256))?.file === _id;
          await (isNamed ? this.#forget(_id) : this.#discard(_id));
        }
        cleared += old.length;
        if (old.length < BATCH) return cleared;
      }
    });
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  /** @returns the file that the hash's entry names, be it this or an earlier one, which is then as young as this. */
  async #publish({ sha256, size }: StoredBlob, file: string): Promise<string> {
    for (;;) {
      const known = await this.#entry(sha256);
      const putAt = new Date();
      if (known === undefined) {
        const entry = { _id: sha256, file, size, putAt };
        const isFirst = await this.connection.step((db) => isInserted(() => entriesIn(db).insertOne(entry)));
        if (isFirst) return file;
      } else {
        const one = { _id: sha256, file: known.file };
        const { matchedCount } = await this.connection.step((db) => entriesIn(db).updateOne(one, { $set: { putAt } }));
        if (matchedCount > 0) return known.file; // otherwise it was removed a moment ago
      }
    }
  }

  async #entry(sha256: string): Promise<Entry | undefined> {
    const _id = checkSha256(sha256);
    return (await this.connection.step((db) => entriesIn(db).findOne({ _id }))) ?? undefined;
  }

  async #record(draft: Draft): Promise<void> {
    await this.connection.step((db) => isInserted(() => draftsIn(db).insertOne(draft)));
  }

  async #forget(file: string): Promise<void> {
    await this.connection.step((db) => draftsIn(db).deleteOne({ _id: file }));
  }

  async #discard(file: string): Promise<void> {
    await this.#files.remove(file);
    await this.#forget(file);
  }
}

const entriesIn = (db: Db): Collection<Entry> => db.collection<Entry>('blobs');
const draftsIn = (db: Db): Collection<Draft> => db.collection<Draft>('blob-drafts');
