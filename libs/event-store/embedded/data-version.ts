import type { Connection } from '#embedded';
import type { LookOut } from '../paging/changes.js';

const POLL_EVERY_MS = 20; // an event of another process must be seen within 100 ms

/** What differs from its last result when another connection wrote in between; the commits of this one do not count. */
export function dataVersionOf(db: Connection): () => number {
  const statement = db.prepare('PRAGMA data_version').raw();
  return () => (statement.get([]) as readonly [number])[0]; // what this pragma answers
}

/** Sees at most one poll later that another process wrote: a commit of its own is announced by who made it. */
export function pollOf(dataVersion: () => number): LookOut {
  /** Undefined when it cannot be read at this moment, which counts as a change: whoever reads then sees what is wrong. */
  const look = (): number | undefined => {
    try {
      return dataVersion();
    } catch {
      return undefined;
    }
  };
  return (announce) => {
    let seen = look();
    const poll = setInterval(() => {
      const version = look();
      if (version !== undefined && version === seen) return;
      seen = version;
      announce();
    }, POLL_EVERY_MS);
    poll.unref();
    return () => clearInterval(poll);
  };
}
