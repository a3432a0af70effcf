import { setTimeout as sleep } from 'node:timers/promises';
import { Background } from '../background.js';
import { unelected, type Leadership } from '../leadership.js';
import type { Log } from '../log.js';
import { sweepBlobs, type SweepOptions } from './sweep.js';

export interface BlobSweeperOptions extends Omit<SweepOptions, 'now' | 'signal'> {
  readonly log: Log;
  /** Default: whoever runs, sweeps. */
  readonly lead?: Leadership;
  /** Default: an hour. */
  readonly everyMs?: number;
}

const HOUR_MS = 60 * 60 * 1_000;

/** Sweeps now and then for as long as its process runs. */
export class BlobSweeper {
  readonly #background: Background;

  constructor(private readonly options: BlobSweeperOptions) {
    this.#background = new Background('the blob sweeper', options.log);
  }

  start(): void {
    const { lead = unelected } = this.options;
    this.#background.start((signal, running) =>
      lead('blob-sweep', signal, (leading) => this.#sweep(AbortSignal.any([signal, leading]), running), running),
    );
  }

  /** Why it is not sweeping, for a health check. */
  get problems(): readonly Error[] {
    const { failure } = this.#background;
    return failure === undefined ? [] : [failure];
  }

  async stop(): Promise<void> {
    await this.#background.stop();
  }

  async #sweep(signal: AbortSignal, running: () => void): Promise<void> {
    const { log, everyMs = HOUR_MS } = this.options;
    const { removed, drafts } = await sweepBlobs({ ...this.options, signal });
    running();
    if (removed.length > 0 || drafts > 0) log.info('blobs were swept', { removed, drafts });
    await sleep(everyMs, undefined, { signal }).catch(() => undefined); // stopped while waiting
  }
}
