import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient, type Db, type Document, type MongoClientOptions } from 'mongodb';
import { addressIn } from './address.js';
import { asUnavailable, isTransient } from './failures.js';
import { pauseAfter } from './pause.js';
import type { Service } from './service.js';

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
    private readonly service: Service,
    /** The hosts and the database, as they may be shown. */
    readonly shown: string,
  ) {}

  /**
   * @param url `mongodb://host:port/database?…`, the database `trade-assurance` when it names none.
   * @param beside ends the name of a database of its own that lies beside that one; the caller is known where the URL says.
   * @throws the service's error when there is no such server, or it does not let us in.
   */
  static async open(url: string, service: Service, options: Partial<Timeouts> = {}, beside = ''): Promise<Connection> {
    const timeouts = { ...TIMEOUTS, ...options };
    const address = addressIn(url, service);
    const { hosts } = address;
    const database = `${address.database}${beside}`;
    const client = clientFor(url, timeouts, service);
    const connection = new Connection(client, client.db(database), timeouts, service, `${database} on ${hosts}`);
    try {
      await connection.step((db) => db.command({ ping: 1 }));
    } catch (error) {
      await client.close();
      throw error;
    }
    return connection;
  }

  /** Runs one call of the port; `close` waits for it. @throws the service's error when closed. */
  async during<T>(call: () => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) throw new this.service.unavailable(`the ${this.service.name} is closed`);
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
   * @throws the service's error, and what `work` throws of itself.
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
        if (isOver || !isTransient(error)) throw asUnavailable(error, this.service);
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

/** @throws the service's error without the driver's own words, for they may repeat the URL and the password in it. */
function clientFor(url: string, { selectionMs, commandMs }: Timeouts, service: Service): MongoClient {
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
    throw new service.unavailable(`the URL of the ${service.name} has settings that MongoDB does not know`);
  }
}
