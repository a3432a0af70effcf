/** The folder or file cannot be used: missing rights, a full disk, a file that is no database. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}

/** Another process kept the write lock for longer than a caller should wait; nothing was written. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy';
}

/** COMMIT itself failed, so the transaction may stand or not: after a failed sync the log can hold it all the same. */
export class CommitFailed extends Error {
  override readonly name = 'CommitFailed';
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
