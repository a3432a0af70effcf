/** Looks out for what others write, and announces it; it may do so in vain. @returns ends the looking. */
export type LookOut = (announce: () => void) => () => void;

/**
 * Says when the store may have new events: at once after an append of this process, and as soon as the look-out sees that
 * another process wrote. It may say so in vain, and never forgets to. Waiting for it does not keep a process alive.
 */
export class Changes {
  readonly #lookOut: LookOut;
  #count = 0;
  #next = deferred();
  #watchers = 0;
  #endLookOut: (() => void) | undefined;
  #closed = false;

  /** @param lookOut runs while somebody watches, once for all. */
  constructor(lookOut: LookOut) {
    this.#lookOut = lookOut;
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
    if (this.#watchers === 1 && !this.#closed) this.#endLookOut = this.#lookOut(() => this.announce());
    return () => {
      this.#watchers -= 1;
      if (this.#watchers === 0) this.#stopLooking();
    };
  }

  /** Looks out no more; who waits is told. */
  close(): void {
    this.#closed = true;
    this.#stopLooking();
    this.announce();
  }

  #stopLooking(): void {
    this.#endLookOut?.();
    this.#endLookOut = undefined;
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
