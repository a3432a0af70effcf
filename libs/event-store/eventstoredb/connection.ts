import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { InvalidAppend } from '../errors.js';
import { surviveMishaps } from './mishaps.js';
import { withDefaults } from './settings.js';

/** Neither an answer nor an error came in time, or the connection was given up meanwhile. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** What one call works with. */
export interface Call {
  readonly client: EventStoreDBClient;
  /** Something came: the time for an answer begins anew. For reads, which have many. */
  readonly goesOn: () => void;
}

/** A client, and what is told to those who wait for it when it is given up. */
interface Current {
  readonly client: EventStoreDBClient;
  readonly waiting: Set<(why: NoAnswer) => void>;
}

/** So long may a client that is given up take to cancel what runs on it. */
const DISPOSE_MS = 1_000;

/**
 * The one client that a process has for a server, replaced when it hangs.
 *
 * The client keeps the appends that wait for their answers in one table for all of its instances: a second one that appends
 * would have them rejected, and its own answers thrown, whenever the first one's connection drops. So stores of the
 * same address share one, an old one is cleared away before the next one is made, and a process appends to one address only.
 */
export class Connection {
  static readonly #all = new Map<string, Connection>();
  /** The one that has appended. */
  static #appending: Connection | undefined;

  /** Of this process for the address; `release` it. @throws Error when the connection string is out of form. */
  static to(url: string): Connection {
    const connection = Connection.#all.get(url) ?? new Connection(url);
    Connection.#all.set(url, connection);
    connection.#users += 1;
    return connection;
  }

  readonly #url: string;
  readonly #endSurviving: () => void;
  #users = 0;
  #current: Current;
  #ready: Promise<Current>;

  private constructor(url: string) {
    this.#url = url;
    this.#current = this.#create();
    this.#ready = Promise.resolve(this.#current);
    this.#endSurviving = surviveMishaps((mishap) => this.#giveUp(this.#current, mishap.message));
  }

  /** The client of now, for what goes on for long: it ends when the client is given up. */
  async client(): Promise<EventStoreDBClient> {
    return (await this.#ready).client;
  }

  /**
   * Does something with the client.
   *
   * @param answerMs within which it must end, or go on; then the client is given up, for whatever else waits on it hangs too.
   * @throws NoAnswer, and what `work` throws.
   */
  async call<T>(answerMs: number, work: (call: Call) => Promise<T>): Promise<T> {
    const current = await this.#ready;
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => this.#giveUp(current, `no answer within ${answerMs} ms`), answerMs);
      current.waiting.add(reject);
      const ended = (): void => {
        clearTimeout(timer);
        current.waiting.delete(reject);
      };
      work({ client: current.client, goesOn: () => void timer.refresh() })
        .then(resolve, reject)
        .then(ended, ended);
    });
  }

  /** To be called before an append. @throws InvalidAppend when this process has appended to another server. */
  claimAppends(): void {
    Connection.#appending ??= this;
    if (Connection.#appending !== this)
      throw new InvalidAppend('a process appends to one server only: its client mixes up the answers of two');
  }

  /** The last who releases it ends it. */
  async release(): Promise<void> {
    this.#users -= 1;
    if (this.#users > 0) return;
    Connection.#all.delete(this.#url);
    if (Connection.#appending === this) Connection.#appending = undefined;
    const { client, waiting } = await this.#ready;
    for (const tell of waiting) tell(new NoAnswer('the connection was closed')); // reads would seem to have come to their end
    await disposed(client);
    this.#endSurviving();
  }

  #create(): Current {
    return { client: EventStoreDBClient.connectionString(withDefaults(this.#url)), waiting: new Set() };
  }

  /** Who waits for it is told at once; the next calls get a new client. */
  #giveUp(given: Current, why: string): void {
    if (given !== this.#current) return;
    this.#current = this.#create();
    const next = this.#current;
    this.#ready = disposed(given.client).then(() => next);
    for (const tell of given.waiting) tell(new NoAnswer(why));
  }
}

/** What runs on it is cancelled, and with that its part of the shared table is cleared. */
async function disposed(client: EventStoreDBClient): Promise<void> {
  await Promise.race([client.dispose().catch(() => undefined), sleep(DISPOSE_MS, undefined, { ref: false })]);
}
