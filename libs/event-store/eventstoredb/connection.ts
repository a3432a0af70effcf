import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { InvalidAppend } from '../errors.js';
import { isStuck } from './failures.js';
import { surviveMishaps } from './mishaps.js';
import { NoAnswer } from './no-answer.js';
import { withDefaults } from './settings.js';

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
  used: boolean;
}

/** So long may a client that is given up take to cancel what runs on it. */
const DISPOSE_MS = 1_000;

/**
 * The one client that a process has for a server, replaced when it hangs.
 *
 * The client keeps the appends that wait for their answers in one table for all of its instances: a second one that appends
 * would have them rejected, and its own answers thrown, whenever the first one's connection drops. So stores of the
 * same address share one, an old one is cleared away before the next one is used, and a process appends to one address only.
 */
export class Connection {
  static readonly #all = new Map<string, Connection>();
  /** The one that has appended. */
  static #appending: Connection | undefined;
  /** Resolves when every client that was given up is cleared away. */
  static #cleared: Promise<void> = Promise.resolve();

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

  private constructor(url: string) {
    this.#url = url;
    this.#current = this.#create();
    this.#endSurviving = surviveMishaps((mishap) => {
      // One lost connection can have many mishaps. A client that nobody has used yet has no part in them.
      if (this.#current.used) this.#giveUp(this.#current, mishap.message);
    });
  }

  /** The client of now, for what goes on for long: it ends when the client is given up. @throws NoAnswer when closed. */
  async client(): Promise<EventStoreDBClient> {
    return (await this.#ready()).client;
  }

  /**
   * Does something with the client.
   *
   * @param answerMs within which it must end, or go on; then the client is given up, for whatever else waits on it hangs too.
   * @throws NoAnswer, and what `work` throws.
   */
  async call<T>(answerMs: number, work: (call: Call) => Promise<T>): Promise<T> {
    const current = await this.#ready();
    const { client, waiting } = current;
    let giveUpWaiting: (why: NoAnswer) => void = () => undefined;
    const givenUp = new Promise<never>((_, reject) => (giveUpWaiting = reject));
    waiting.add(giveUpWaiting);
    const timer = setTimeout(() => this.#giveUp(current, `no answer within ${answerMs} ms`), answerMs);
    try {
      return await Promise.race([work({ client, goesOn: () => void timer.refresh() }), givenUp]);
    } catch (error) {
      if (isStuck(error)) this.#giveUp(current, error.message);
      throw error;
    } finally {
      clearTimeout(timer);
      waiting.delete(giveUpWaiting);
    }
  }

  /** To be called before an append. @throws InvalidAppend when this process has appended to another server. */
  claimAppends(): void {
    Connection.#appending ??= this;
    if (Connection.#appending !== this)
      throw new InvalidAppend('a process appends to one server only: its client mixes up the answers of two');
  }

  /** The last who releases it ends it; who still waits for an answer is told. */
  async release(): Promise<void> {
    this.#users -= 1;
    if (this.#users > 0) return;
    Connection.#all.delete(this.#url);
    if (Connection.#appending === this) Connection.#appending = undefined;
    Connection.#clear(this.#current, 'the connection was closed');
    await Connection.#cleared;
    await nextTurn(); // rejections that this caused are told of in this one
    this.#endSurviving();
  }

  async #ready(): Promise<Current> {
    for (let cleared: unknown; cleared !== Connection.#cleared;) await (cleared = Connection.#cleared);
    if (this.#users === 0) throw new NoAnswer('the connection is closed');
    this.#current.used = true;
    return this.#current;
  }

  #create(): Current {
    return { client: EventStoreDBClient.connectionString(withDefaults(this.#url)), waiting: new Set(), used: false };
  }

  /** Who waits for it is told at once; the next calls get a new client. */
  #giveUp(given: Current, why: string): void {
    if (given !== this.#current) return;
    this.#current = this.#create();
    Connection.#clear(given, why);
  }

  /** Tells first, for what runs on the client ends as if it had come to its end. */
  static #clear({ client, waiting }: Current, why: string): void {
    for (const tell of waiting) tell(new NoAnswer(why));
    Connection.#cleared = Promise.all([Connection.#cleared, cleared(client)]).then(() => undefined);
  }
}

/** What runs on it is cancelled, and with that its part of the shared table is cleared. */
async function cleared(client: EventStoreDBClient): Promise<void> {
  const ended = Promise.allSettled([client.dispose(), closeChannel(client)]);
  await Promise.race([ended, sleep(DISPOSE_MS, undefined, { ref: false })]);
}

/** What the client keeps to itself. */
interface WithChannel {
  readonly getChannel: () => Promise<{ readonly close: () => void }>;
}

/**
 * Disposing leaves the channel open: it would hold its connection, and try to make it again for half an hour. And what still waits
 * in the client for the server's capabilities would be sent when those come at last; on a closed channel it fails.
 */
async function closeChannel(client: EventStoreDBClient): Promise<void> {
  const { getChannel } = client as unknown as WithChannel; // it is declared protected
  (await getChannel()).close();
}
