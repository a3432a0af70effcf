import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { types } from 'node:util';
import { checkKeyName, KeyStoreUnusable, type KeyStore } from './port.js';

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** One file per key, readable by its owner alone. */
export class FileKeyStore implements KeyStore {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws KeyStoreUnusable when the folder cannot be made. */
  static async open(folder: string): Promise<FileKeyStore> {
    await usable(() => mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER }));
    return new FileKeyStore(folder);
  }

  async obtain(name: string, make: () => Uint8Array): Promise<Uint8Array> {
    const path = this.#pathOf(name);
    for (;;) {
      const known = await readIfThere(path);
      if (known !== undefined) return known;
      await this.#create(path, make());
    }
  }

  find(name: string): Promise<Uint8Array | undefined> {
    return readIfThere(this.#pathOf(name));
  }

  async destroy(name: string): Promise<void> {
    await usable(() => rm(this.#pathOf(name), { force: true }));
    await this.#syncFolder();
  }

  close(): Promise<void> {
    return Promise.resolve(); // no file is open between two calls
  }

  /** A key is whole from the moment that it has its name, and the first one to get the name keeps it. */
  async #create(path: string, key: Uint8Array): Promise<void> {
    const draft = `${path}.${randomUUID()}.draft`;
    await usable(async () => {
      try {
        const file = await open(draft, 'wx', OWNER_ONLY);
        await file.writeFile(key);
        await file.sync();
        await file.close();
        await link(draft, path).catch(unlessItExists);
      } finally {
        await rm(draft, { force: true });
      }
    });
    await this.#syncFolder();
  }

  /** A name is durable only when its folder is. */
  async #syncFolder(): Promise<void> {
    if (process.platform === 'win32') return; // a folder cannot be opened there, and needs no syncing
    await usable(async () => {
      const folder = await open(this.#folder, 'r');
      await folder.sync();
      await folder.close();
    });
  }

  #pathOf(name: string): string {
    return join(this.#folder, checkKeyName(name));
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  return usable(async () => {
    try {
      return new Uint8Array(await readFile(path));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}

function unlessItExists(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error;
}

async function usable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new KeyStoreUnusable(types.isNativeError(error) ? error.message : String(error), { cause: error });
  }
}

const codeOf = (error: unknown): unknown => (types.isNativeError(error) && 'code' in error ? error.code : undefined);
