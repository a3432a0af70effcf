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
    if (db.inTransaction) db.exec('ROLLBACK'); // some failures have rolled back by themselves
    throw error;
  }
}

function commit(db: Connection): void {
  try {
    db.exec('COMMIT');
  } catch (error) {
    throw new CommitFailed(`the commit failed: ${messageOf(error)}`, { cause: error });
  }
}
