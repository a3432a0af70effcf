import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient, type Db, type Document, type MongoClientOptions } from 'mongodb';
import { ReadStoreUnavailable } from '../errors.js';
import { addressIn } from './address.js';
import { asUnavailable, isTransient } from './failures.js';
import { pauseAfter } from './pause.js';

export interface Timeouts {
  /** How long the driver looks for a primary, milliseconds. */
  readonly selectionMs: number;
  /** How long a command may go unanswered, milliseconds. */
  readonly commandMs: number;
  /** How long a step is repeated that fails for a reason that passes, milliseconds. */
  readonly patienceMs: number;
}

const TIMEOUTS: Timeouts = { selectionMs: 5_000, commandMs: 10_000, patienceMs: 5_000 };

/** One client, and the rules for its use: every step is repeated while that helps, and closing waits for what is under way. */
export class Connection {
  readonly #underWay = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  private constructor(
    private readonly client: MongoClient,
    private readonly db: Db,
    private readonly timeouts: Timeouts,
    /** The hosts and the database, as they may be shown. */
    readonly shown: string,
  ) {}

  /** @throws ReadStoreUnavailable */
  static async open(url: string, options: Partial<Timeouts> = {}): Promise<Connection> {
    const timeouts = { ...TIMEOUTS, ...options };
    const { hosts, database } = addressIn(url);
    const client = clientFor(url, timeouts);
    const connection = new Connection(client, client.db(database), timeouts, `${database} on ${hosts}`);
    try {
      await connection.step((db) => db.command({ ping: 1 }));
    } catch (error) {
      await client.close();
      throw error;
    }
    return connection;
  }

  /** Runs one call of the port; `close` waits for it. @throws ReadStoreUnavailable when closed. */
  async during<T>(call: () => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) throw new ReadStoreUnavailable('the read store is closed');
    const running = call();
    this.#underWay.add(running);
    try {
      return await running;
    } finally {
      this.#underWay.delete(running);
    }
  }

  /**
   * Runs a step of a call, and runs it again when it failed for a reason that passes, as when the primary has changed. What it
   * did before may have been done: a step must be harmless when repeated.
   *
   * @throws ReadStoreUnavailable, and what `work` throws of itself.
   */
  async step<T>(work: (db: Db) => Promise<T>, patienceMs = this.timeouts.patienceMs): Promise<T> {
    let giveUpAt = Infinity;
    for (let attempts = 0; ; attempts++) {
      try {
        return await work(this.db);
      } catch (error) {
        const now = performance.now();
        const wait = pauseAfter(attempts);
        giveUpAt = Math.min(giveUpAt, now + patienceMs);
        const isOver = this.#closing !== undefined || now + wait > giveUpAt;
        if (isOver || !isTransient(error)) throw asUnavailable(error);
        await sleep(wait);
      }
    }
  }

  /** Repeatable. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    await this.client.close();
  }
}

/** @throws ReadStoreUnavailable without the driver's own words, for they may repeat the URL and the password in it. */
function clientFor(url: string, { selectionMs, commandMs }: Timeouts): MongoClient {
  const options: MongoClientOptions = {
    appName: 'trade-assurance',
    serverSelectionTimeoutMS: selectionMs,
    connectTimeoutMS: selectionMs,
    waitQueueTimeoutMS: commandMs,
    socketTimeoutMS: commandMs,
    readPreference: 'primary',
    writeConcern: { w: 'majority', journal: true },
    useBigInt64: true,
    ignoreUndefined: true,
    // Driver 7.9 looks up each array's name in this list, also one that every object inherits, and then leaves it undecoded.
    fieldsAsRaw: Object.create(null) as Document,
  };
  try {
    return new MongoClient(url, options);
  } catch {
    throw new ReadStoreUnavailable('the URL of the read store has settings that MongoDB does not know');
  }
}
