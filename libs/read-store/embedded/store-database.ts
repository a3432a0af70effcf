import { DatabaseBusy, DatabaseUnusable, openDatabase, whenFree, type Connection, type Statement } from '#embedded';
import { ReadStoreUnavailable } from '../errors.js';

/** What a column of a row can be; integers are always bigint here, so that none loses a digit. */
type Column = null | bigint | number | string;
/** What can be bound. libsql ends the whole process when it is given a boolean. */
export type Parameter = null | bigint | number | string;

const MAX_STATEMENTS = 100;

/**
 * One connection to one file. Documents are derived, and each file holds the checkpoint that they are brought up from, so
 * commits need not be synced one by one (ADR 4). Every piece of work runs from start to end without an `await` in it, so nothing of the
 * same process comes between its statements, and no lock or snapshot outlives it.
 */
export class StoreDatabase {
  readonly #db: Connection;
  /** Prepared statements by their text, the one used longest ago first. */
  readonly #statements = new Map<string, Statement>();
  #closedBecause: Error | undefined;

  private constructor(db: Connection) {
    this.#db = db;
  }

  /** @throws ReadStoreUnavailable */
  static async open(path: string): Promise<StoreDatabase> {
    return new StoreDatabase(await translated(() => openDatabase(path, 'NORMAL')));
  }

  /** Runs `work` on one consistent state of the file. @throws ReadStoreUnavailable */
  read<T>(work: () => T): Promise<T> {
    return this.#run(() => this.#transaction('BEGIN', work));
  }

  /** Runs one SELECT, which needs no transaction to be consistent. @throws ReadStoreUnavailable */
  readOne<T>(work: () => T): Promise<T> {
    return this.#run(work);
  }

  /** Runs `work` in a write transaction; when it throws, nothing is written. @throws ReadStoreUnavailable */
  write<T>(work: () => T): Promise<T> {
    return this.#run(() => this.#transaction('BEGIN IMMEDIATE', work));
  }

  /** For statements that are not worth keeping: the schema. */
  exec(sql: string): void {
    this.#db.exec(sql);
  }

  /** The number of rows changed. Only inside `write`: a statement that is refused for a lock of its own keeps it, in libsql. */
  run(sql: string, parameters: readonly Parameter[]): number {
    return this.#statement(sql).run(parameters).changes;
  }

  // The SQL names the columns, so the caller knows what a row is.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as said
  row<Row extends readonly Column[]>(sql: string, parameters: readonly Parameter[] = []): Row | undefined {
    return this.#statement(sql).get(parameters) as Row | undefined; // raw mode
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as above
  rows<Row extends readonly Column[]>(sql: string, parameters: readonly Parameter[] = []): readonly Row[] {
    return this.#statement(sql).all(parameters) as readonly Row[]; // as above
  }

  /** @param reason is thrown by every later call; the first one stands. */
  close(reason: Error): void {
    if (this.#closedBecause !== undefined) return;
    this.#closedBecause = reason;
    this.#statements.clear(); // a statement would keep the file open
    this.#db.close();
  }

  #run<T>(attempt: () => T): Promise<T> {
    return translated(() =>
      whenFree(() => {
        if (this.#closedBecause !== undefined) throw this.#closedBecause;
        return attempt();
      }),
    );
  }

  /** Begins and works in one go, because all commits of this process to the file share the connection. */
  #transaction<T>(begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T {
    this.#db.exec(begin);
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK'); // some failures have already rolled back
      throw error;
    }
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) this.#statements.delete(sql);
    const statement = known ?? this.#prepared(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #prepared(sql: string): Statement {
    const statement = this.#db.prepare(sql);
    const [oldest] = this.#statements.keys();
    if (oldest !== undefined && this.#statements.size >= MAX_STATEMENTS) this.#statements.delete(oldest);
    return isQuery(sql) ? statement.raw().safeIntegers() : statement;
  }
}

const isQuery = (sql: string): boolean => /^(SELECT|PRAGMA)/.test(sql);

/** The failures of a disk or a file, not those of our own SQL. */
const UNAVAILABLE = /^SQLITE_(BUSY|LOCKED|IOERR|FULL|CORRUPT|NOTADB|READONLY|CANTOPEN|PERM|NOMEM|PROTOCOL)/;

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    throw new ReadStoreUnavailable(`the read store is out of reach: ${error.message}`, { cause: error });
  }
}

function isUnavailable(error: unknown): error is Error {
  if (error instanceof DatabaseBusy || error instanceof DatabaseUnusable) return true;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && UNAVAILABLE.test(error.code);
}
