import type { Filter, FindOptions } from 'mongodb';
import { position, type Position } from '#kernel';
import type { Connection } from '#mongodb';
import { isDocumentId } from '../document-id.js';
import { noSuchGeneration } from '../generations.js';
import type {
  Commit,
  Generation,
  GenerationInfo,
  Page,
  ParkedKey,
  Query,
  ReadModel,
  StoredDocument,
  WriteResult,
} from '../port.js';
import { planConditions, planQuery } from '../query-plan.js';
import type { Checkpoints } from './checkpoints.js';
import { generationName, parkedName, type StoredDoc } from './collections.js';
import { decodeBson } from './document-bson.js';
import { filterOf, pageFilter, sortOf } from './find.js';
import { declaredReaders, GuardedWriter } from './guarded-writer.js';
import { documentOf, scanned } from './scan.js';

const GET_BATCH = 1_000;

/** What a generation needs of its store. */
export interface GenerationContext {
  readonly connection: Connection;
  readonly checkpoints: Checkpoints;
  /** True once this store has learned that the generation was dropped. */
  readonly isDropped: () => boolean;
}

/**
 * One generation of a read model in a collection of its own.
 *
 * Documents are read as the primary has them. A runner folds its next events into what it reads, so it must find its own
 * last writes, also right after a fail-over; what a majority is known to have can lag behind just then. And a document that is
 * undone by a fail-over was true all the same: it says what the events up to its position say.
 */
export class MongoGeneration<Doc extends object> implements Generation<Doc> {
  readonly #name: string;
  readonly #parkedName: string;
  readonly #documents: GuardedWriter;
  readonly #parked: GuardedWriter;

  constructor(
    readonly info: GenerationInfo,
    private readonly model: ReadModel,
    private readonly context: GenerationContext,
  ) {
    this.#name = generationName(info);
    this.#parkedName = parkedName(info);
    this.#documents = new GuardedWriter(context.connection, this.#name, declaredReaders(model.declaration));
    this.#parked = new GuardedWriter(context.connection, this.#parkedName, []);
  }

  async get(id: string): Promise<StoredDocument<Doc> | undefined> {
    return (await this.getMany([id]))[0];
  }

  getMany(ids: readonly string[]): Promise<readonly (StoredDocument<Doc> | undefined)[]> {
    return this.#call(async () => {
      const wanted = [...new Set(ids.filter(isDocumentId))];
      const found = new Map<string, StoredDocument<Doc>>();
      for (let i = 0; i < wanted.length; i += GET_BATCH) {
        const filter = { _id: { $in: wanted.slice(i, i + GET_BATCH) } };
        for (const stored of await this.#found(this.#name, filter, { batchSize: GET_BATCH })) {
          found.set(stored._id, documentOf<Doc>(stored));
        }
      }
      return ids.map((id) => found.get(id));
    });
  }

  find(query: Query): Promise<Page<Doc>> {
    return this.#call(async () => {
      const plan = planQuery(this.model, query);
      const wanted = plan.limit + 1;
      const found = await this.#found(this.#name, pageFilter(plan), {
        sort: sortOf(plan),
        limit: wanted,
        batchSize: wanted,
      });
      const documents = found.slice(0, plan.limit).map(({ _id, position: at, doc }) => ({
        id: _id,
        position: position(at),
        doc: decodeBson(doc ?? {}) as Doc, // the filter lets no tombstone through
      }));
      const last = documents.at(-1);
      if (found.length <= plan.limit || last === undefined) return { documents };
      return { documents, next: plan.cursorAfter(last.id, last.doc) };
    });
  }

  count(where?: Query['where']): Promise<number> {
    return this.#call(() => {
      const filter = filterOf(planConditions(this.model, where));
      return this.context.connection.step((db) => db.collection<StoredDoc>(this.#name).countDocuments(filter));
    });
  }

  async *scan(): AsyncGenerator<readonly StoredDocument<Doc>[]> {
    const batches = scanned<Doc>(this.context.connection, this.#name);
    for (;;) {
      const next = await this.#call(() => batches.next());
      if (next.done === true) return;
      yield next.value;
    }
  }

  parked(): Promise<readonly StoredDocument<ParkedKey>[]> {
    return this.#call(async () => {
      const found = await this.#found(this.#parkedName, { doc: { $ne: null } }, { sort: { _id: 1 } });
      return found.map((each) => documentOf<ParkedKey>(each));
    });
  }

  checkpoint(): Promise<Position> {
    return this.#call(() => this.context.checkpoints.read(this.#name));
  }

  /** Each step is acknowledged by a majority before the next one begins: the checkpoint never runs ahead of the documents. */
  commit({ documents = [], parked = [], checkpoint }: Commit<Doc>): Promise<WriteResult> {
    return this.#call(async () => {
      const documentWrites = documents.map((write) => this.#documents.encode(write));
      const parkedWrites = parked.map((write) => this.#parked.encode(write));
      const result = await this.#documents.write(documentWrites);
      await this.#parked.write(parkedWrites);
      if (checkpoint !== undefined) await this.context.checkpoints.move(this.#name, checkpoint);
      return result;
    });
  }

  #found(collection: string, filter: Filter<StoredDoc>, options: FindOptions): Promise<readonly StoredDoc[]> {
    return this.context.connection.step((db) => db.collection<StoredDoc>(collection).find(filter, options).toArray());
  }

  #call<T>(work: () => Promise<T>): Promise<T> {
    return this.context.connection.during(async () => {
      if (this.context.isDropped()) throw noSuchGeneration(this.info);
      return work();
    });
  }
}
