import { setTimeout as sleep } from 'node:timers/promises';
import { NotPermitted, StoreUnavailable, UnknownOutcome } from '../errors.js';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/** Pauses that double, with jitter, so that those who failed together do not come back together. */
export const pauseAfter = (failures: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2);

/**
 * Tries again what failed because the server could not be reached, changed its leader or did not answer, for so long.
 *
 * @param over ends the patience: one more try is made at once, and is the last.
 * @param attempt must be safe to repeat: a read, or the very same append.
 * @throws what the last attempt threw; UnknownOutcome when any attempt ended with that, for then something may have been written
 * (a conflict or success at last tells that it was not, or was).
 */
export async function persistently<T>(patienceMs: number, over: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  let unknown: UnknownOutcome | undefined;
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof UnknownOutcome) unknown = error;
      else if (error instanceof NotPermitted) throw unknown ?? error;
      else if (!(error instanceof StoreUnavailable)) throw error;
      const pause = pauseAfter(failures);
      if (over.aborted || performance.now() + pause > giveUpAt) throw unknown ?? error;
      await sleep(pause, undefined, { signal: over }).catch(() => undefined);
    }
  }
}
