import { open, readFile, type FileHandle } from 'node:fs/promises';

/**
 * Everything that the simulator knows, as lines of JSON in one file: an entry counts once it is on the disk, and all that is
 * in memory is folded from them at the start. A last line that a crash cut off never counted.
 */
export class Journal<Entry extends object> {
  readonly #file: FileHandle;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    file: FileHandle,
    readonly entries: readonly Entry[],
  ) {
    this.#file = file;
  }

  static async open<Entry extends object>(path: string): Promise<Journal<Entry>> {
    const file = await open(path, 'a');
    const text = await readFile(path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) await file.truncate(Buffer.byteLength(whole));
    const lines = whole.split('\n').filter((line) => line !== '');
    return new Journal<Entry>(
      file,
      lines.map((line) => JSON.parse(line) as Entry),
    ); // written below
  }

  /** In the order of the calls; resolves when the entry is on the disk. */
  append(entry: Entry): Promise<void> {
    const written = this.#last.then(async () => {
      await this.#file.appendFile(`${JSON.stringify(entry)}\n`);
      await this.#file.datasync();
    });
    this.#last = written.catch(() => undefined);
    return written;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#file.close();
  }
}
