import type { Position } from '#kernel';
import { Connection, type Service, type Timeouts } from '#mongodb';
import { checkHead, checkIdentity, type Reached } from '../binding.js';
import { checkReadModel } from '../declaration.js';
import { ReadStoreUnavailable } from '../errors.js';
import { checkLevel, liveOf, noGenerationYet, noSuchGeneration } from '../generations.js';
import { Leases } from '../leases.js';
import type { Generation, GenerationInfo, ReadModel, ReadStore } from '../port.js';
import { Catalogue } from './catalogue.js';
import { Checkpoints } from './checkpoints.js';
import { CHECKPOINTS, GENERATIONS, generationName } from './collections.js';
import { Declarations } from './declare.js';
import { dropGeneration, sweep } from './drop.js';
import { identityIn } from './identity.js';
import { MongoLeaseTable } from './lease-table.js';
import type { ReadStoreLog } from './log.js';
import { MongoGeneration } from './mongo-generation.js';

const READ_STORE: Service = { name: 'read store', unavailable: ReadStoreUnavailable };

export interface MongoReadStoreOptions {
  /** Told of indexes that somebody has changed. */
  readonly log?: ReadStoreLog;
  readonly timeouts?: Partial<Timeouts>;
}

/**
 * The read store in a database of MongoDB, for any number of processes. It needs no transaction: documents are guarded by their
 * position and written before the checkpoint, and what must change in one step is one document (ADR 9).
 */
export class MongoReadStore implements ReadStore {
  readonly #catalogue: Catalogue;
  readonly #progress: Checkpoints;
  readonly #named: Checkpoints;
  readonly #leases: Leases;
  readonly #declarations: Declarations;
  /** The generations that this store has learned were dropped; a number is never used again. */
  readonly #dropped = new Set<string>();

  private constructor(
    private readonly connection: Connection,
    log: ReadStoreLog | undefined,
  ) {
    this.#declarations = new Declarations(connection, log);
    this.#catalogue = new Catalogue(connection);
    this.#progress = new Checkpoints(connection, GENERATIONS);
    this.#named = new Checkpoints(connection, CHECKPOINTS);
    this.#leases = new Leases(new MongoLeaseTable(connection));
  }

  /**
   * @param url `mongodb://host:port/database?…`, the database `trade-assurance` when it names none.
   * @throws ReadStoreUnavailable when there is no such server, or it does not let us in.
   */
  static async open(url: string, { log, timeouts }: MongoReadStoreOptions = {}): Promise<MongoReadStore> {
    const connection = await Connection.open(url, READ_STORE, timeouts);
    const store = new MongoReadStore(connection, log);
    try {
      await sweep(connection, store.#catalogue);
    } catch (error) {
      await connection.close();
      throw error;
    }
    return store;
  }

  bind(eventStoreIdentity: string, head: () => Promise<Position>): Promise<void> {
    return this.connection.during(async () => {
      const place = { name: this.connection.shown, remedy: 'drop the database' };
      checkIdentity(place, await identityIn(this.connection, eventStoreIdentity), eventStoreIdentity);
      await checkHead(place, await this.#reached(), head);
    });
  }

  generations(model: string): Promise<readonly GenerationInfo[]> {
    return this.connection.during(() => this.#generations(model));
  }

  ensureLive(model: ReadModel): Promise<GenerationInfo> {
    return this.connection.during(async () => {
      checkReadModel(model);
      return this.#prepared(model, await this.#catalogue.ensureLive(model.name, model.version));
    });
  }

  createGeneration(model: ReadModel): Promise<GenerationInfo> {
    return this.connection.during(async () => {
      checkReadModel(model);
      return this.#prepared(model, await this.#catalogue.create(model.name, model.version));
    });
  }

  generation<Doc extends object>(model: ReadModel, number: number): Promise<Generation<Doc>> {
    return this.connection.during(async () => {
      const info = (await this.#generations(model.name)).find((each) => each.number === number);
      if (info === undefined) throw noSuchGeneration({ model: model.name, number });
      return this.#handle<Doc>(model, info);
    });
  }

  live<Doc extends object>(model: ReadModel): Promise<Generation<Doc>> {
    return this.connection.during(async () => {
      const info = liveOf(await this.#generations(model.name));
      if (info === undefined) throw noGenerationYet(model.name);
      return this.#handle<Doc>(model, info);
    });
  }

  /** The checkpoints are compared as they are at the call; both generations go on being followed after it. */
  swap(model: string, number: number, retireAt: number): Promise<void> {
    return this.connection.during(async () => {
      const present = await this.#generations(model);
      await checkLevel({ model, number }, present, (info) => this.#checkpointOf(info));
      await this.#catalogue.swap(model, number, retireAt);
    });
  }

  drop(model: string, number: number): Promise<void> {
    return this.connection.during(async () => {
      await this.#catalogue.drop(model, number);
      await this.#generations(model);
      await dropGeneration(this.connection, { model, number });
    });
  }

  checkpoint(name: string): Promise<Position> {
    return this.connection.during(() => this.#named.read(name));
  }

  moveCheckpoint(name: string, to: Position): Promise<void> {
    return this.connection.during(() => this.#named.move(name, to));
  }

  acquireLease(name: string, holder: string, ttlMs: number): Promise<boolean> {
    return this.connection.during(() => this.#leases.acquire(name, holder, ttlMs));
  }

  releaseLease(name: string, holder: string): Promise<void> {
    return this.connection.during(() => this.#leases.release(name, holder));
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  async #generations(model: string): Promise<readonly GenerationInfo[]> {
    const { present, next } = await this.#catalogue.generations(model);
    const numbers = new Set(present.map(({ number }) => number));
    for (let number = 1; number < next; number++) {
      if (!numbers.has(number)) this.#dropped.add(generationName({ model, number }));
    }
    return present;
  }

  async #prepared(model: ReadModel, info: GenerationInfo): Promise<GenerationInfo> {
    await this.#handle(model, info);
    return info;
  }

  async #handle<Doc extends object>(model: ReadModel, info: GenerationInfo): Promise<Generation<Doc>> {
    await this.#declarations.make(model, info);
    const name = generationName(info);
    return new MongoGeneration<Doc>(info, model, {
      connection: this.connection,
      checkpoints: this.#progress,
      isDropped: () => this.#dropped.has(name),
    });
  }

  #checkpointOf(info: GenerationInfo): Promise<Position> {
    return this.#progress.read(generationName(info));
  }

  async #reached(): Promise<readonly Reached[]> {
    const named = [...(await this.#named.all())].map(([name, at]): Reached => [`"${name}"`, at]);
    const generations = (await this.#catalogue.all()).map(async (info): Promise<Reached> => [
      `generation ${info.number} of ${info.model}`,
      await this.#checkpointOf(info),
    ]);
    return [...named, ...(await Promise.all(generations))];
  }
}
