import { randomUUID } from 'node:crypto';
import { link, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, folderAt, ifThere, syncFolder, usable } from './files.js';
import { Measured, verified } from './hashing.js';
import { BlobStoreUnusable, checkSha256, NoSuchBlob, type BlobStore, type StoredBlob } from './port.js';

const OWNER_ONLY = 0o600;
const PIECE_BYTES = 64 * 1024;

/**
 * One file per blob, readable by its owner alone, in folders by the first digits of its hash. How old a blob is, is the time of its file.
 *
 * Several processes of one machine share it: what is being written has a name of its own in `drafts` and gets its hash as name when
 * it is whole; what is to go is moved to `doomed` first, and comes back from there if it was put in again before.
 */
export class FileBlobStore implements BlobStore {
  readonly #underWay = new Set<Promise<unknown>>();
  #isClosed = false;

  private constructor(
    private readonly folder: string,
    private readonly drafts: string,
    private readonly doomed: string,
  ) {}

  /** @throws BlobStoreUnusable when the folder cannot be made. */
  static async open(folder: string): Promise<FileBlobStore> {
    const [drafts, doomed] = [join(folder, 'drafts'), join(folder, 'doomed')];
    await folderAt(drafts);
    await folderAt(doomed);
    return new FileBlobStore(folder, drafts, doomed);
  }

  put(content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredBlob> {
    return this.#during(async () => {
      const draft = join(this.drafts, randomUUID());
      const measured = new Measured(content, maxBytes);
      try {
        await write(draft, measured);
        const blob = measured.result();
        const path = this.#pathOf(blob.sha256);
        await folderAt(dirname(path));
        // Over one that is there: the same content, but younger, and whole if that one was damaged.
        await usable(() => rename(draft, path));
        await syncFolder(dirname(path));
        return blob;
      } finally {
        await usable(() => rm(draft, { force: true }));
      }
    });
  }

  find(sha256: string): Promise<StoredBlob | undefined> {
    return this.#during(async () => {
      const found = await ifThere(() => stat(this.#pathOf(sha256)));
      return found && { sha256, size: found.size };
    });
  }

  async *read(sha256: string): AsyncGenerator<Uint8Array, void, undefined> {
    const file = await this.#during(() => ifThere(() => open(this.#pathOf(sha256), 'r')));
    if (file === undefined) throw new NoSuchBlob(sha256);
    try {
      yield* verified(sha256, piecesOf(file));
    } finally {
      await file.close();
    }
  }

  async *putBefore(moment: Date): AsyncGenerator<readonly string[], void, undefined> {
    for (const first of await this.#branches(this.folder)) {
      for (const second of await this.#branches(join(this.folder, first))) {
        const old: string[] = [];
        for (const sha256 of await this.#namesIn(join(this.folder, first, second)))
          if (await this.#isOlder(this.#pathOf(sha256), moment)) old.push(sha256);
        if (old.length > 0) yield old;
      }
    }
  }

  removeIfPutBefore(sha256: string, moment: Date): Promise<boolean> {
    return this.#during(async () => {
      const path = this.#pathOf(sha256);
      if (!(await this.#isOlder(path, moment))) return false;
      // It may be put in again from here on: whoever does so finds nothing, or what was moved is younger than it was.
      const doomed = join(this.doomed, `${sha256}.${randomUUID()}`);
      const moved = await ifThere(() => rename(path, doomed).then(() => true));
      if (moved === undefined) return false;
      if (await this.#isOlder(doomed, moment)) {
        await usable(() => rm(doomed, { force: true }));
        return true;
      }
      await this.#bringBack(doomed, sha256);
      return false;
    });
  }

  clearDrafts(moment: Date): Promise<number> {
    return this.#during(async () => {
      let cleared = 0;
      for (const name of await this.#namesIn(this.drafts)) {
        const draft = join(this.drafts, name);
        if (!(await this.#isOlder(draft, moment))) continue;
        await usable(() => rm(draft, { force: true }));
        cleared += 1;
      }
      for (const name of await this.#namesIn(this.doomed)) {
        const [sha256 = ''] = name.split('.');
        await this.#bringBack(join(this.doomed, name), sha256); // nobody knows what was to become of it: it is judged anew
        cleared += 1;
      }
      return cleared;
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#underWay);
  }

  async #bringBack(doomed: string, sha256: string): Promise<void> {
    await ifThere(() =>
      link(doomed, this.#pathOf(sha256)).catch((error: unknown) => {
        if (codeOf(error) !== 'EEXIST') throw error; // it was put in anew meanwhile
      }),
    );
    await syncFolder(dirname(this.#pathOf(sha256)));
    await usable(() => rm(doomed, { force: true }));
  }

  async #isOlder(path: string, moment: Date): Promise<boolean> {
    const found = await ifThere(() => stat(path));
    return found !== undefined && found.mtimeMs < moment.getTime();
  }

  async #branches(folder: string): Promise<readonly string[]> {
    return (await this.#namesIn(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  }

  async #namesIn(folder: string): Promise<readonly string[]> {
    return (await ifThere(() => readdir(folder))) ?? [];
  }

  #pathOf(sha256: string): string {
    return join(this.folder, checkSha256(sha256).slice(0, 2), sha256.slice(2, 4), sha256);
  }

  async #during<T>(call: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new BlobStoreUnusable('the blob store is closed');
    const running = call();
    this.#underWay.add(running);
    try {
      return await running;
    } finally {
      this.#underWay.delete(running);
    }
  }
}

/** Durable when it resolves. What the content itself throws stays what it is. */
async function write(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await usable(() => open(path, 'wx', OWNER_ONLY));
  try {
    for await (const piece of content) await usable(() => file.writeFile(piece));
    await usable(() => file.sync());
  } finally {
    await file.close();
  }
}

async function* piecesOf(file: FileHandle): AsyncGenerator<Uint8Array, void, undefined> {
  for (;;) {
    const { bytesRead, buffer } = await usable(() => file.read(Buffer.allocUnsafe(PIECE_BYTES), 0, PIECE_BYTES));
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
