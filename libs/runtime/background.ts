import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/**
 * A loop that a process keeps running until it is stopped. When `work` throws, it is logged and begun again after a pause
 * that doubles, with jitter; work that resumes from a checkpoint loses nothing by that.
 */
export class Background {
  readonly #name: string;
  readonly #log: Log;
  readonly #stopping = new AbortController();
  #done: Promise<void> | undefined;
  #failure: Error | undefined;

  constructor(name: string, log: Log) {
    this.#name = name;
    this.#log = log;
  }

  /** Aborts when `stop` is called. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Why the last round ended; undefined while it runs well. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** @param work resolves when it is to be begun again at once; `running` is for it to say that it has got going. */
  start(work: (signal: AbortSignal, running: () => void) => Promise<void>): void {
    this.#done ??= this.#loop(work);
  }

  /** Resolves when the work under way has ended. Repeatable. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#done;
  }

  async #loop(work: (signal: AbortSignal, running: () => void) => Promise<void>): Promise<void> {
    const { signal } = this.#stopping;
    let failures = 0;
    const running = (): void => {
      failures = 0;
      this.#failure = undefined;
    };
    const stopped = (): boolean => signal.aborted;
    while (!stopped()) {
      try {
        await work(signal, running);
      } catch (error) {
        if (stopped()) return;
        this.#failure = asError(error);
        this.#log.error(`${this.#name} stopped and begins again`, { error: this.#failure.stack });
        const pause = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2);
        failures += 1;
        await sleep(pause, undefined, { signal }).catch(() => undefined); // stopped while pausing
      }
    }
  }
}

export const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
