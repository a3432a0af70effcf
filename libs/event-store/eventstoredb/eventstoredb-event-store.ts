import { setMaxListeners } from 'node:events';
import type { Position } from '#kernel';
import { checkAppend, type CheckedAppend } from '../check.js';
import { InvalidAddress, StoreUnavailable } from '../errors.js';
import { Changes } from '../paging/changes.js';
import { follow } from '../paging/following.js';
import type { Pages } from '../paging/pages.js';
import { readAll, readStream } from '../paging/reading.js';
import type {
  Appendable,
  Appended,
  EventStore,
  ExpectedRevision,
  ReadAllOptions,
  ReadStreamOptions,
  StoredEvent,
  SubscribeOptions,
  SubscriptionBatch,
} from '../port.js';
import { appendOnce, type PlacedAppend } from './appending.js';
import { Connection } from './connection.js';
import { identityOf } from './identity.js';
import { newsOf } from './news.js';
import { PageReader } from './page-reader.js';
import { persistently } from './patience.js';
import { TIMING, withoutCredentials, type Timing } from './settings.js';
import { appendAnywhere } from './unplaced.js';

/** The event store on EventStoreDB, one node or a cluster. What the server and its client do is in docs/adr/0010. */
export class EventStoreDbEventStore implements EventStore {
  readonly #connection: Connection;
  readonly #timing: Timing;
  readonly #reader: PageReader;
  readonly #changes: Changes;
  readonly #closing = new AbortController();
  readonly #appending = new Set<Promise<unknown>>();
  #closed: Promise<void> | undefined;

  private constructor(connection: Connection, timing: Timing) {
    this.#connection = connection;
    this.#timing = timing;
    this.#reader = new PageReader(connection, timing.answerMs);
    this.#changes = new Changes(newsOf(connection, { lookMs: timing.lookMs, end: () => this.#reader.end() }));
    setMaxListeners(0, this.#closing.signal); // as many calls may wait for the server, each of which it interrupts
  }

  /**
   * Stores of one address in one process share its connection. Nothing is sent yet: the first call finds out whether the
   * server is there.
   *
   * @param url a connection string, `esdb://` or `esdb+discover://`, with credentials and `tlsCAFile` where the server wants them.
   * @throws InvalidAddress
   */
  static open(url: string, timing: Timing = TIMING): EventStoreDbEventStore {
    return new EventStoreDbEventStore(connectionTo(url), timing);
  }

  identity(): Promise<string> {
    return this.#patiently(() => identityOf(this.#connection, this.#timing.answerMs));
  }

  async append(stream: string, events: readonly Appendable[], expected: ExpectedRevision): Promise<Appended> {
    this.#checkOpen();
    const append = checkAppend(stream, events, expected);
    const appending = isPlaced(append) ? this.#send(append) : appendAnywhere(append, this.#pagesToTheLast, this.#send);
    this.#appending.add(appending);
    try {
      return await appending;
    } finally {
      this.#appending.delete(appending);
    }
  }

  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly StoredEvent[]> {
    return readStream(this.#pages, stream, options);
  }

  readAll(options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]> {
    return readAll(this.#pages, options);
  }

  head(): Promise<Position> {
    return this.#patiently(() => this.#reader.end());
  }

  async *subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionBatch> {
    this.#checkOpen();
    const closing = this.#closing.signal;
    const over = options.signal ? AbortSignal.any([closing, options.signal]) : closing;
    const forEver: Pick<Pages, 'ofAll'> = {
      ofAll: (...page) => this.#patiently(() => this.#reader.ofAll(...page), Infinity, over),
    };
    yield* follow(forEver, this.#changes, closing, options);
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    this.#changes.close(); // subscriptions that wait see that it is over
    await Promise.allSettled(this.#appending);
    await this.#connection.release();
  }

  /** The very same append is sent until its outcome is known, or patience is at its end. */
  readonly #send = async (append: PlacedAppend): Promise<Appended> => {
    const appended = await this.#finishing(() =>
      appendOnce(this.#connection, this.#timing.answerMs, append, this.#reader),
    );
    this.#changes.announce();
    return appended;
  };

  readonly #pages: Pages = {
    ofStream: (...page) => this.#patiently(() => this.#reader.ofStream(...page)),
    ofAll: (...page) => this.#patiently(() => this.#reader.ofAll(...page)),
  };

  /** For appends, which are finished when the store closes. */
  readonly #pagesToTheLast: Pages = {
    ofStream: (...page) => this.#finishing(() => this.#reader.ofStream(...page)),
    ofAll: (...page) => this.#finishing(() => this.#reader.ofAll(...page)),
  };

  #finishing<T>(attempt: () => Promise<T>): Promise<T> {
    return persistently(this.#timing.patienceMs, this.#closing.signal, attempt);
  }

  /** Tried again for as long as the caller is patient and the store is open. */
  #patiently<T>(read: () => Promise<T>, patienceMs = this.#timing.patienceMs, over = this.#closing.signal): Promise<T> {
    return persistently(patienceMs, over, () => {
      this.#checkOpen();
      return read();
    });
  }

  #checkOpen(): void {
    if (this.#closed !== undefined) throw new StoreUnavailable('the event store is closed');
  }
}

const isPlaced = (append: CheckedAppend): append is PlacedAppend =>
  append.expected === 'no-stream' || typeof append.expected === 'number';

function connectionTo(url: string): Connection {
  try {
    return Connection.to(url);
  } catch (error) {
    // The client's own words repeat parts of the address, which may be credentials; a missing file it tells without them.
    const reason = error instanceof Error && error.message.startsWith('Failed to load') ? `: ${error.message}` : '';
    throw new InvalidAddress(`${withoutCredentials(url)} cannot be used as the address of EventStoreDB${reason}`);
  }
}
