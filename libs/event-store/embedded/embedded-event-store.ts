import { join } from 'node:path';
import type { Position } from '#kernel';
import { messageOf, openDatabase, whenFree, type Connection } from '#embedded';
import { checkAppend } from '../check.js';
import { StoreUnavailable } from '../errors.js';
import { Changes } from '../paging/changes.js';
import { follow } from '../paging/following.js';
import type { Pages, StreamPage } from '../paging/pages.js';
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
import { AppendWriter } from './append-writer.js';
import { dataVersionOf, pollOf } from './data-version.js';
import { EventReader, streamRange } from './event-reader.js';
import { conditionOf } from './filter.js';
import { GroupCommit } from './group-commit.js';
import { LastRevisions } from './last-revisions.js';
import { prepareSchema } from './schema.js';

const NOTHING_MORE: StreamPage = { events: [], complete: true };

/**
 * The event store in one SQLite file, for several processes of one machine. Every call to the database is synchronous and
 * short; nothing of it, no lock, cursor or transaction, is held over an `await`.
 */
export class EmbeddedEventStore implements EventStore {
  readonly #db: Connection;
  readonly #identity: string;
  readonly #last: LastRevisions;
  readonly #reader: EventReader;
  readonly #changes: Changes;
  readonly #commits: GroupCommit;
  readonly #closing = new AbortController();
  #closed: Promise<void> | undefined;

  private constructor(db: Connection, identity: string) {
    const dataVersion = dataVersionOf(db);
    const last = new LastRevisions(db, dataVersion);
    const writer = new AppendWriter(db, last);
    const changes = new Changes(pollOf(dataVersion));
    this.#db = db;
    this.#identity = identity;
    this.#last = last;
    this.#reader = new EventReader(db);
    this.#changes = changes;
    this.#commits = new GroupCommit(db, {
      begin: () => writer.begin(),
      write: (append) => writer.write(append),
      committed: () => {
        writer.committed();
        changes.announce();
      },
    });
  }

  /**
   * @param dataDir is made when it is missing; the events are in `events.db` in it.
   * @throws DatabaseUnusable
   */
  static async open(dataDir: string): Promise<EmbeddedEventStore> {
    const path = join(dataDir, 'events.db');
    const db = await openDatabase(path);
    return new EmbeddedEventStore(db, await prepareSchema(db, path));
  }

  identity(): Promise<string> {
    return this.#run(() => this.#identity);
  }

  async append(stream: string, events: readonly Appendable[], expected: ExpectedRevision): Promise<Appended> {
    this.#checkOpen();
    return this.#commits.append(checkAppend(stream, events, expected));
  }

  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly StoredEvent[]> {
    return readStream(this.#pages, stream, options);
  }

  readAll(options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]> {
    return readAll(this.#pages, options);
  }

  head(): Promise<Position> {
    return this.#run((reader) => reader.head());
  }

  async *subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionBatch> {
    this.#checkOpen();
    yield* follow(this.#pages, this.#changes, this.#closing.signal, options);
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    this.#changes.close(); // subscriptions that wait see that it is over
    await this.#commits.drained();
    this.#db.close();
  }

  readonly #pages: Pages = {
    ofStream: (stream, direction, from, limit) => {
      return this.#run((reader) => {
        if (direction === 'forward' && from !== undefined && this.#last.isBelow(stream, from)) return NOTHING_MORE;
        return reader.range(streamRange(stream, direction, from), limit);
      });
    },
    ofAll: (direction, from, filter, limit) => {
      const condition = conditionOf(filter);
      return this.#run((reader) => reader.step(direction, from, condition, limit));
    },
  };

  /** Runs one read. @throws StoreUnavailable when the store is closed or its file cannot be read. */
  async #run<T>(read: (reader: EventReader) => T): Promise<T> {
    try {
      return await whenFree(() => {
        this.#checkOpen();
        return read(this.#reader);
      });
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      throw new StoreUnavailable(`the events cannot be read: ${messageOf(error)}`, { cause: error });
    }
  }

  #checkOpen(): void {
    if (this.#closed !== undefined) throw new StoreUnavailable('the event store is closed');
  }
}
