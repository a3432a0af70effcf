import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseBusy } from './errors.js';

const GIVE_UP_AFTER_MS = 10_000;
const LONGEST_PAUSE_MS = 20;

/**
 * Tries until no other process is in the way. The pauses are jittered, so that two waiting processes do not keep step.
 * `attempt` must have done nothing when it throws for a lock.
 *
 * @throws DatabaseBusy after ten seconds, and at once what else `attempt` throws.
 */
export async function whenFree<T>(attempt: () => T): Promise<T> {
  let giveUpAt: number | undefined;
  for (let tries = 0; ; tries++) {
    try {
      return attempt();
    } catch (error) {
      if (!isLocked(error)) throw error;
      const now = performance.now();
      giveUpAt ??= now + GIVE_UP_AFTER_MS;
      if (now > giveUpAt) throw new DatabaseBusy('another process kept the database locked', { cause: error });
      await sleep(1 + Math.random() * Math.min(2 ** tries, LONGEST_PAUSE_MS));
    }
  }
}

/** SQLITE_BUSY and SQLITE_LOCKED with their extended forms, such as SQLITE_BUSY_RECOVERY after another process was killed. */
const isLocked = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^SQLITE_(BUSY|LOCKED)/.test(error.code);
