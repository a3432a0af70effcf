import { CommitFailed, messageOf } from './errors.js';
import { whenFree } from './lock.js';
import type { Connection } from './open.js';

/**
 * Runs `work` in a write transaction of its own and commits it. `work` must be synchronous, so that the lock is never
 * held over an `await`; when it throws, everything is rolled back.
 *
 * @throws DatabaseBusy when the lock was not free in time; `work` was not called.
 * @throws CommitFailed when it is not known whether what `work` did stands.
 */
export async function inWriteTransaction<T>(db: Connection, work: () => T): Promise<T> {
  await whenFree(() => db.exec('BEGIN IMMEDIATE'));
  try {
    const result = work();
    commit(db);
    return result;
  } catch (error) {
    rollBack(db);
    throw error;
  }
}

/** What went wrong before is what the caller must hear: that a commit failed says more than that it cannot be taken back. */
function rollBack(db: Connection): void {
  try {
    if (db.inTransaction) db.exec('ROLLBACK'); // some failures have rolled back by themselves
  } catch {
    // The transaction stays open, so that every further one is refused at its beginning.
  }
}

function commit(db: Connection): void {
  try {
    db.exec('COMMIT');
  } catch (error) {
    throw new CommitFailed(`the commit failed: ${messageOf(error)}`, { cause: error });
  }
}
