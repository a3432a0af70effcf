import { setTimeout as sleep } from 'node:timers/promises';
import { ReadStoreUnavailable } from './errors.js';
import type { ReadStore } from './port.js';

export interface Timing {
  /** A monotonic clock, milliseconds. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, at once when `signal` aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface LeaseKeeperOptions {
  /** How long others wait for a holder that is gone, milliseconds; 5,000 when not given. It renews three times in that. */
  readonly ttlMs?: number;
  readonly timing?: Timing;
}

const TTL_MS = 5_000;
const ASKED_PER_TERM = 3;

const SYSTEM: Timing = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(Math.max(0, ms), undefined, { signal }).catch(() => undefined),
};

/** The end of the term that was granted, by the own clock; or that another has the lease; or that nobody can tell. */
type Answer = number | 'refused' | 'unknown';

/**
 * Does work that one process of several is to do at a time, whenever the lease is this one's. The rule that a holder deposes
 * itself is here: its term runs from before it asked, by its own monotonic clock, whatever the store answers later or never.
 */
export class LeaseKeeper {
  readonly #ttlMs: number;
  readonly #timing: Timing;

  /** @param holder names this process in this run, and no other. */
  constructor(
    private readonly leases: Pick<ReadStore, 'acquireLease' | 'releaseLease'>,
    private readonly holder: string,
    { ttlMs = TTL_MS, timing = SYSTEM }: LeaseKeeperOptions = {},
  ) {
    this.#ttlMs = ttlMs;
    this.#timing = timing;
  }

  /**
   * Asks for the lease until `signal` aborts, and does `work` while it is held. The signal that `work` gets aborts when the
   * lease is lost or `signal` aborts; the lease is given back, or asked for again, only once the work has ended. Work that
   * ends of itself ends this, too, and so does work that throws, with its error. Where the store cannot be reached it is asked again.
   *
   * @param refused is called whenever another has the lease.
   */
  async keep(
    name: string,
    signal: AbortSignal,
    work: (held: AbortSignal) => Promise<void>,
    refused: () => void = () => undefined,
  ): Promise<void> {
    while (!signal.aborted) {
      const answer = await this.#ask(name);
      if (typeof answer === 'number' && answer > this.#timing.now()) {
        if (await this.#hold(name, answer, signal, work)) return;
      } else {
        if (answer === 'refused') refused();
        await this.#timing.sleep(this.#ttlMs / ASKED_PER_TERM, signal);
      }
    }
  }

  /** @returns true when the work has ended of itself. */
  async #hold(
    name: string,
    until: number,
    signal: AbortSignal,
    work: (held: AbortSignal) => Promise<void>,
  ): Promise<boolean> {
    const lost = new AbortController();
    const ended = new AbortController();
    const renewing = this.#renew(name, until, AbortSignal.any([signal, ended.signal]), lost);
    renewing.catch(() => undefined); // what it throws is thrown below, once the work has ended
    try {
      await work(lost.signal);
      return !lost.signal.aborted;
    } finally {
      ended.abort();
      await renewing;
      await this.#release(name);
    }
  }

  /** Renews until the lease is lost or `stop` aborts; `lost` aborts then. Resolves when no question is under way any more. */
  async #renew(name: string, granted: number, stop: AbortSignal, lost: AbortController): Promise<void> {
    const { now } = this.#timing;
    let until = granted;
    let asked: Promise<unknown> = Promise.resolve();
    try {
      for (;;) {
        await this.#timing.sleep(Math.min(this.#ttlMs / ASKED_PER_TERM, until - now()), stop);
        if (stop.aborted || now() >= until) return;
        const asking = this.#ask(name);
        asked = asking;
        const answer = await this.#inTime(asking, until, stop);
        if (answer === 'refused' || answer === 'late') return;
        if (answer !== 'unknown') until = answer;
      }
    } finally {
      lost.abort();
      await asked; // or else it could take the lease again after it was given back
    }
  }

  async #inTime(asking: Promise<Answer>, until: number, stop: AbortSignal): Promise<Answer | 'late'> {
    const answered = new AbortController();
    const term = this.#timing.sleep(until - this.#timing.now(), AbortSignal.any([stop, answered.signal]));
    try {
      return await Promise.race([asking, term.then(() => 'late' as const)]);
    } finally {
      answered.abort();
    }
  }

  async #ask(name: string): Promise<Answer> {
    const asked = this.#timing.now();
    try {
      return (await this.leases.acquireLease(name, this.holder, this.#ttlMs)) ? asked + this.#ttlMs : 'refused';
    } catch (error) {
      if (error instanceof ReadStoreUnavailable) return 'unknown';
      throw error;
    }
  }

  async #release(name: string): Promise<void> {
    try {
      await this.leases.releaseLease(name, this.holder);
    } catch (error) {
      if (!(error instanceof ReadStoreUnavailable)) throw error; // else it runs out by itself
    }
  }
}
