import { START, type ReadModelDeclaration } from '#kernel';
import { type Connection, duplicatesIn, pause } from '#mongodb';
import { arrayReader, scalarReader, type FieldReader } from '../declaration.js';
import { onDocument } from '../document-id.js';
import { checkSize } from '../document-size.js';
import { ReadStoreUnavailable } from '../errors.js';
import type { GuardedWrite, WriteResult } from '../port.js';
import { encodeBson } from './document-bson.js';
import type { StoredDoc } from './collections.js';

/** What every server takes in one batch. */
const MAX_BATCH = 1_000;
const MAX_ATTEMPTS = 10;

/** The writes of one commit to one document: only the newest is sent. */
interface Merged {
  readonly newest: StoredDoc;
  /** The positions that are newer than all before them, in order; what is not among them is stale in any case. */
  readonly positions: readonly bigint[];
}

/** Reads every declared field, for what a document must not hold there. */
export const declaredReaders = ({ fields, arrays = {} }: ReadModelDeclaration): readonly FieldReader<unknown>[] => [
  ...Object.entries(fields).map(([field, type]) => scalarReader(field, type)),
  ...Object.entries(arrays).map(([field, type]) => arrayReader(field, type)),
];

/**
 * Writes documents, each only if it is newer than what is stored. The guard is the filter of an upsert: where the stored
 * document is as new, the filter finds nothing and the insertion fails, because the id is taken (E11000).
 */
export class GuardedWriter {
  constructor(
    private readonly connection: Connection,
    private readonly collection: string,
    private readonly readers: readonly FieldReader<unknown>[],
  ) {}

  /** @throws InvalidDocument */
  encode({ id, position, doc }: GuardedWrite<object>): StoredDoc {
    return onDocument(id, () => {
      const encoded = doc === null ? null : encodeBson(doc);
      checkSize(id, doc, encoded?.roughly ?? 0);
      if (doc !== null) for (const reader of this.readers) reader.read(doc);
      return { _id: id, position, doc: encoded?.doc ?? null };
    });
  }

  /** Resolves when a majority has every document, this one or a newer one. */
  async write(writes: readonly StoredDoc[]): Promise<WriteResult> {
    const merged = mergedById(writes);
    let written = 0;
    for (let i = 0; i < merged.length; i += MAX_BATCH) written += await this.#batch(merged.slice(i, i + MAX_BATCH));
    return { written, stale: writes.length - written };
  }

  /** @returns how many of the writes counted. */
  async #batch(batch: readonly Merged[]): Promise<number> {
    // Of several writes to one document, those count that are newer than what was stored before.
    const several = batch.filter(({ positions }) => positions.length > 1).map(({ newest }) => newest);
    const before = several.length === 0 ? new Map<string, bigint>() : await this.#positionsOf(several);
    const stale = await this.#send(batch.map(({ newest }) => newest));
    return batch.reduce((written, { newest, positions }) => {
      if (stale.has(newest._id)) return written;
      const stored = before.get(newest._id) ?? START - 1n;
      return written + Math.max(1, positions.filter((position) => position > stored).length);
    }, 0);
  }

  /**
   * A refused write need not be stale. Two that come first to an id at once both insert, and the newer one may be the one
   * that is refused; and what refused it may be the write of another process that no majority has yet, which a fail-over
   * would undo. So a write is stale only when a majority has a document as new, and is sent again until then.
   *
   * @returns the ids of the stale ones.
   */
  async #send(documents: readonly StoredDoc[]): Promise<ReadonlySet<string>> {
    const stale = new Set<string>();
    let pending = documents;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      if (attempt > 1) await pause(attempt);
      const refused = await this.#upsert(pending);
      if (refused.length === 0) return stale;
      const stored = await this.#positionsOf(refused);
      const isStale = ({ _id, position }: StoredDoc): boolean => (stored.get(_id) ?? START - 1n) >= position;
      for (const document of refused.filter(isStale)) stale.add(document._id);
      pending = refused.filter((document) => !isStale(document));
      if (pending.length === 0) return stale;
    }
    throw new ReadStoreUnavailable(`no majority has the newest documents of ${this.collection}`);
  }

  /** @returns the documents whose id was taken. */
  #upsert(documents: readonly StoredDoc[]): Promise<readonly StoredDoc[]> {
    const operations = documents.map(({ _id, position, doc }) => ({
      replaceOne: { filter: { _id, position: { $lt: position } }, replacement: { position, doc }, upsert: true },
    }));
    return this.connection.step(async (db) => {
      try {
        await db.collection<StoredDoc>(this.collection).bulkWrite(operations, { ordered: false });
        return [];
      } catch (error) {
        return duplicatesIn(error).flatMap((index) => documents[index] ?? []);
      }
    });
  }

  /** As a majority has them. */
  #positionsOf(documents: readonly StoredDoc[]): Promise<ReadonlyMap<string, bigint>> {
    return this.connection.step(async (db) => {
      const stored = await db
        .collection<StoredDoc>(this.collection, { readConcern: 'majority' })
        .find({ _id: { $in: documents.map(({ _id }) => _id) } }, { projection: { position: 1 }, batchSize: MAX_BATCH })
        .toArray();
      return new Map(stored.map(({ _id, position }) => [_id, position]));
    });
  }
}

function mergedById(writes: readonly StoredDoc[]): readonly Merged[] {
  const merged = new Map<string, Merged>();
  for (const write of writes) {
    const known = merged.get(write._id);
    if (known === undefined) merged.set(write._id, { newest: write, positions: [write.position] });
    else if (write.position > known.newest.position) {
      merged.set(write._id, { newest: write, positions: [...known.positions, write.position] });
    }
  }
  return [...merged.values()];
}
