import { join } from 'node:path';
import type { Position, ReadModelDeclaration } from '#kernel';
import { checkHead, checkIdentity, type Reached } from '../binding.js';
import { checkReadModel } from '../declaration.js';
import { ReadStoreUnavailable } from '../errors.js';
import { checkLevel, liveOf, noGenerationYet, noSuchGeneration } from '../generations.js';
import { Leases } from '../leases.js';
import type { Generation, GenerationInfo, ReadModel, ReadStore } from '../port.js';
import { Catalog } from './catalog.js';
import { declareSchema } from './declared-schema.js';
import { checkpointOf, EmbeddedGeneration } from './embedded-generation.js';
import { GenerationFiles } from './generation-files.js';
import { GenerationWriter } from './generation-writer.js';
import type { StoreDatabase } from './store-database.js';

/** What was last declared on an open file, which need not be declared again. */
interface Declared {
  readonly declaration: ReadModelDeclaration;
  readonly writer: Promise<GenerationWriter>;
}

/**
 * The read store in a folder of this machine, for several processes at once: a catalog, and a file for each generation,
 * so that building one does not lock the other, and dropping one is deleting a file.
 */
export class EmbeddedReadStore implements ReadStore {
  readonly #declared = new WeakMap<StoreDatabase, Declared>();
  readonly #leases: Leases;
  #isClosed = false;

  private constructor(
    private readonly folder: string,
    private readonly catalog: Catalog,
    private readonly files: GenerationFiles,
  ) {
    this.#leases = new Leases(catalog.leases);
  }

  /** @throws ReadStoreUnavailable when the folder cannot be used. */
  static async open(dataDir: string): Promise<EmbeddedReadStore> {
    const folder = join(dataDir, 'read');
    const catalog = await Catalog.open(join(folder, 'catalog.db'));
    const files = new GenerationFiles(folder);
    files.sweep(await catalog.dropped());
    return new EmbeddedReadStore(folder, catalog, files);
  }

  async bind(eventStoreIdentity: string, head: () => Promise<Position>): Promise<void> {
    const place = { name: this.folder, remedy: 'delete the folder' };
    checkIdentity(place, await this.catalog.identity(eventStoreIdentity), eventStoreIdentity);
    await checkHead(place, await this.#checkpoints(), head);
  }

  async generations(model: string): Promise<readonly GenerationInfo[]> {
    const { present, dropped } = await this.catalog.generations(model);
    await this.files.closeDropped(model, dropped);
    return present;
  }

  async ensureLive(model: ReadModel): Promise<GenerationInfo> {
    checkReadModel(model);
    return this.#prepared(model, await this.catalog.ensureLive(model.name, model.version));
  }

  async createGeneration(model: ReadModel): Promise<GenerationInfo> {
    checkReadModel(model);
    return this.#prepared(model, await this.catalog.create(model.name, model.version));
  }

  async generation<Doc extends object>(model: ReadModel, number: number): Promise<Generation<Doc>> {
    const info = (await this.generations(model.name)).find((each) => each.number === number);
    if (info === undefined) throw noSuchGeneration({ model: model.name, number });
    return this.#handle<Doc>(model, info);
  }

  async live<Doc extends object>(model: ReadModel): Promise<Generation<Doc>> {
    const info = liveOf(await this.generations(model.name));
    if (info === undefined) throw noGenerationYet(model.name);
    return this.#handle<Doc>(model, info);
  }

  /** The checkpoints are compared as they are at the call; both generations go on being followed after it. */
  async swap(model: string, number: number, retireAt: number): Promise<void> {
    const present = await this.generations(model);
    await checkLevel({ model, number }, present, (info) => this.#checkpoint(info));
    await this.catalog.swap(model, number, retireAt);
  }

  async drop(model: string, number: number): Promise<void> {
    await this.catalog.drop(model, number);
    await this.files.remove({ model, number });
  }

  checkpoint(name: string): Promise<Position> {
    return this.catalog.checkpoint(name);
  }

  moveCheckpoint(name: string, to: Position): Promise<void> {
    return this.catalog.moveCheckpoint(name, to);
  }

  acquireLease(name: string, holder: string, ttlMs: number): Promise<boolean> {
    return this.#leases.acquire(name, holder, ttlMs);
  }

  releaseLease(name: string, holder: string): Promise<void> {
    return this.#leases.release(name, holder);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const reason = new ReadStoreUnavailable('the read store is closed');
    this.catalog.close(reason);
    await this.files.close(reason);
  }

  async #prepared(model: ReadModel, info: GenerationInfo): Promise<GenerationInfo> {
    await this.#handle(model, info);
    return info;
  }

  async #handle<Doc extends object>(model: ReadModel, info: GenerationInfo): Promise<Generation<Doc>> {
    const db = await this.files.open(info);
    return new EmbeddedGeneration<Doc>(info, model, db, await this.#writer(model, db));
  }

  #writer(model: ReadModel, db: StoreDatabase): Promise<GenerationWriter> {
    const known = this.#declared.get(db);
    if (known?.declaration === model.declaration) return known.writer;
    const writer = declareSchema(db, model).then(() => new GenerationWriter(db, model.declaration));
    this.#declared.set(db, { declaration: model.declaration, writer });
    writer.catch(() => this.#declared.delete(db)); // so that the next call tries anew
    return writer;
  }

  async #checkpoint(info: GenerationInfo): Promise<Position> {
    const db = await this.files.open(info);
    return db.readOne(() => checkpointOf(db));
  }

  async #checkpoints(): Promise<readonly Reached[]> {
    const named = await this.catalog.checkpoints();
    const checkpoints: Reached[] = named.map(([name, at]) => [`"${name}"`, at]);
    for (const info of await this.catalog.all()) {
      checkpoints.push([`generation ${info.number} of ${info.model}`, await this.#checkpoint(info)]);
    }
    return checkpoints;
  }
}
