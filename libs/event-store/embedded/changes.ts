const POLL_EVERY_MS = 20; // an event of another process must be seen within 100 ms

/**
 * Says when the store may have new events: at once after an append of this process, and after at most one poll when another process
 * wrote. It may say so in vain, and never forgets to. Waiting for it does not keep a process alive.
 */
export class Changes {
  readonly #dataVersion: () => number;
  #count = 0;
  #next = deferred();
  #watchers = 0;
  #poll: NodeJS.Timeout | undefined;
  #polled: number | undefined;

  /** @param dataVersion differs from its last result when another process wrote in between. */
  constructor(dataVersion: () => number) {
    this.#dataVersion = dataVersion;
  }

  /** How often something has changed so far; taken before a read, it is what to pass to `after`. */
  get count(): number {
    return this.#count;
  }

  announce(): void {
    this.#count += 1;
    const { resolve } = this.#next;
    this.#next = deferred();
    resolve();
  }

  /** Resolves when something changes after `count` was taken, or has already. */
  async after(count: number): Promise<void> {
    if (count === this.#count) await this.#next.promise;
  }

  /** Other processes are watched while somebody watches here. Call it before the first read. @returns ends it */
  watch(): () => void {
    this.#watchers += 1;
    if (this.#watchers === 1) this.#startPolling();
    return () => {
      this.#watchers -= 1;
      if (this.#watchers === 0) clearInterval(this.#poll);
    };
  }

  /** Ends the polling for good; who waits is told. */
  close(): void {
    clearInterval(this.#poll);
    this.announce();
  }

  #startPolling(): void {
    this.#polled = this.#read();
    this.#poll = setInterval(() => {
      const version = this.#read();
      if (version !== undefined && version === this.#polled) return;
      this.#polled = version;
      this.announce();
    }, POLL_EVERY_MS);
    this.#poll.unref();
  }

  /** Undefined when it cannot be read at this moment, which counts as a change: whoever reads then sees what is wrong. */
  #read(): number | undefined {
    try {
      return this.#dataVersion();
    } catch {
      return undefined;
    }
  }
}

interface Deferred {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function deferred(): Deferred {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((fulfil) => (resolve = fulfil));
  return { promise, resolve };
}
