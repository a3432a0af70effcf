interface Reads {
  readonly underWay: Promise<unknown>;
  next: Promise<unknown> | undefined;
}

/**
 * Reads that are asked for while one of the same key is under way are done together, by the next one. It begins after all of
 * them were asked for, so each sees whatever was written before he asked; of many at once all but two are spared.
 */
export class SharedReads {
  readonly #reads = new Map<string, Reads>();

  /** @param read the same for all of a key. What it throws is thrown to all who share it. */
  run<T>(key: string, read: () => Promise<T>): Promise<T> {
    const reads = this.#reads.get(key);
    if (reads === undefined) return this.#begin(key, read);
    const begin = (): Promise<T> => this.#begin(key, read);
    reads.next ??= reads.underWay.then(begin, begin);
    return reads.next as Promise<T>; // of the same key, so of the same read
  }

  #begin<T>(key: string, read: () => Promise<T>): Promise<T> {
    const underWay = read();
    const reads: Reads = { underWay, next: undefined };
    this.#reads.set(key, reads);
    const forget = (): void => {
      if (reads.next === undefined) this.#reads.delete(key);
    };
    underWay.then(forget, forget);
    return underWay;
  }
}
