import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { noSuchGeneration, type GenerationKey } from '../generations.js';
import { BASE_SCHEMA } from './schema.js';
import { StoreDatabase } from './store-database.js';

/** The files of generations: opened at the first use, kept open, closed when the generation or the store is gone. */
export class GenerationFiles {
  readonly #open = new Map<string, Promise<StoreDatabase>>();
  #closedBecause: Error | undefined;

  constructor(private readonly folder: string) {}

  /** @throws ReadStoreUnavailable */
  async open(key: GenerationKey): Promise<StoreDatabase> {
    if (this.#closedBecause !== undefined) throw this.#closedBecause;
    const name = fileName(key);
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    const opening = openFile(join(this.folder, name));
    this.#open.set(name, opening);
    try {
      return await opening;
    } catch (error) {
      if (this.#open.get(name) === opening) this.#open.delete(name); // so that the next call tries anew
      throw error;
    }
  }

  /** Closes what another process may have dropped. */
  async closeDropped(model: string, numbers: readonly number[]): Promise<void> {
    const keys = numbers.map((number) => ({ model, number })).filter((key) => this.#open.has(fileName(key)));
    for (const key of keys) await this.#close(fileName(key), noSuchGeneration(key));
  }

  async remove(key: GenerationKey): Promise<void> {
    await this.#close(fileName(key), noSuchGeneration(key));
    this.#delete(key);
  }

  /** Deletes what a process left behind that was killed between dropping a generation and deleting its file. */
  sweep(dropped: readonly GenerationKey[]): void {
    const present = new Set(readdirSync(this.folder));
    for (const key of dropped) if (present.has(fileName(key))) this.#delete(key);
  }

  async close(reason: Error): Promise<void> {
    this.#closedBecause = reason;
    await Promise.all([...this.#open.keys()].map((name) => this.#close(name, reason)));
  }

  #delete(key: GenerationKey): void {
    const path = join(this.folder, fileName(key));
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  }

  async #close(name: string, reason: Error): Promise<void> {
    const opening = this.#open.get(name);
    if (opening === undefined) return;
    this.#open.delete(name);
    const db = await opening.catch(() => undefined); // who asked for it was told why it cannot be opened
    db?.close(reason);
  }
}

const fileName = ({ model, number }: GenerationKey): string => `${model}.${number}.db`;

async function openFile(path: string): Promise<StoreDatabase> {
  const db = await StoreDatabase.open(path);
  await db.write(() => db.exec(BASE_SCHEMA));
  return db;
}
