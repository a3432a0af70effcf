import type { Db, Document } from 'mongodb';
import type { ReadModelDeclaration } from '#kernel';
import { type Connection, isMissing, upserting } from '#mongodb';
import { checkReadModel, declarationText } from '../declaration.js';
import { onDocument } from '../document-id.js';
import type { GenerationKey } from '../generations.js';
import type { ReadModel } from '../port.js';
import { GENERATIONS, generationName, type StoredProgress } from './collections.js';
import { declaredReaders } from './guarded-writer.js';
import { declaredIndexes, driftOf, type Index } from './indexes.js';
import type { ReadStoreLog } from './log.js';
import { scanned } from './scan.js';

/** An index of a large collection takes longer than any other command, and goes on without us: asking again joins in. */
const INDEX_PATIENCE_MS = 600_000;

/** What was last declared on a generation, which need not be declared again. */
interface Declared {
  readonly declaration: ReadModelDeclaration;
  readonly done: Promise<void>;
}

/** Declares read models on generations: once for each while the store is open and the declaration stays the same. */
export class Declarations {
  readonly #declared = new Map<string, Declared>();

  /** @param log is told of indexes that somebody has changed. */
  constructor(
    private readonly connection: Connection,
    private readonly log: ReadStoreLog | undefined,
  ) {}

  /** @throws as `declare` */
  make(model: ReadModel, key: GenerationKey): Promise<void> {
    const name = generationName(key);
    const known = this.#declared.get(name);
    if (known?.declaration === model.declaration) return known.done;
    const done = declare(this.connection, this.log, model, name);
    this.#declared.set(name, { declaration: model.declaration, done });
    done.catch(() => this.#declared.delete(name)); // so that the next call tries anew
    return done;
  }
}

/**
 * Makes a generation answer what the read model declares. Its indexes are compared at every opening, and mended when
 * somebody has changed them. Documents that were written under another declaration are checked once; the new one is recorded last.
 *
 * @throws UndeclaredField, RangeError as `checkReadModel`; InvalidDocument when a stored document has another type in a
 *   newly declared field: then the read model wants a new generation.
 */
async function declare(
  connection: Connection,
  log: ReadStoreLog | undefined,
  model: ReadModel,
  name: string,
): Promise<void> {
  checkReadModel(model);
  const text = declarationText(model.declaration);
  const recorded = await connection.step((db) =>
    db.collection<StoredProgress>(GENERATIONS, { readConcern: 'majority' }).findOne({ _id: name }),
  );
  if (recorded?.declaration !== text) await checkDocuments(connection, model, name);
  await mendIndexes(connection, recorded?.declaration === undefined ? undefined : log, model, name);
  if (recorded?.declaration !== text) await record(connection, name, text);
}

async function checkDocuments(connection: Connection, model: ReadModel, name: string): Promise<void> {
  const readers = declaredReaders(model.declaration);
  for await (const batch of scanned<object>(connection, name)) {
    for (const { id, doc } of batch) {
      if (doc !== null) onDocument(id, () => readers.forEach((reader) => reader.read(doc)));
    }
  }
}

/** @param log undefined when nothing can have drifted, because nothing was there. */
async function mendIndexes(
  connection: Connection,
  log: ReadStoreLog | undefined,
  { declaration }: ReadModel,
  name: string,
): Promise<void> {
  const present = await connection.step((db) => listed(db, name));
  const { missing, unneeded } = driftOf(declaredIndexes(declaration), present);
  if (missing.length === 0 && unneeded.length === 0) return;
  log?.warn('the indexes of a read model are not those that it declares, and are mended', {
    collection: name,
    missing: missing.map((index) => index.name),
    unneeded,
  });
  for (const index of unneeded) await connection.step((db) => dropped(db, name, index));
  if (missing.length > 0) await connection.step((db) => created(db, name, missing), INDEX_PATIENCE_MS);
}

async function listed(db: Db, name: string): Promise<readonly Document[]> {
  try {
    return (await db.collection(name).listIndexes().toArray()) as readonly Document[]; // any, says the driver
  } catch (error) {
    if (isMissing(error)) return []; // there is no collection before the first document or index
    throw error;
  }
}

async function dropped(db: Db, name: string, index: string): Promise<void> {
  try {
    await db.collection(name).dropIndex(index);
  } catch (error) {
    if (!isMissing(error)) throw error; // another process was quicker
  }
}

const created = (db: Db, name: string, indexes: readonly Index[]): Promise<unknown> =>
  db
    .collection(name)
    .createIndexes(indexes.map((index) => ({ name: index.name, key: new Map(index.paths.map((path) => [path, 1])) })));

const record = (connection: Connection, name: string, declaration: string): Promise<void> =>
  connection.step((db) =>
    upserting(() =>
      db.collection<StoredProgress>(GENERATIONS).updateOne({ _id: name }, { $set: { declaration } }, { upsert: true }),
    ),
  );
