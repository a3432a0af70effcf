import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Appendable,
  Appended,
  EventStore,
  ExpectedRevision,
  ReadAllOptions,
  ReadStreamOptions,
  StoredEvent,
  SubscribeOptions,
} from '#event-store';
import { EmbeddedEventStore } from '#event-store/embedded';
import { EmbeddedReadStore } from '#read-store/embedded';

const cleanUps: (() => Promise<void>)[] = [];

/** Runs after the test, or before a script ends that calls `cleanUp`; last in first out. */
export const afterThisTest = (cleanUp: () => Promise<void>): void => void cleanUps.push(cleanUp);

export async function cleanUp(): Promise<void> {
  for (const each of cleanUps.splice(0).reverse()) await each();
}

// Not imported, because scripts use what tests use and have no such thing.
(globalThis as { readonly afterEach?: (each: () => Promise<void>) => void }).afterEach?.(cleanUp);

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'trade-assurance-'));
  afterThisTest(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function openEventStore(folder: string): Promise<EventStore> {
  const store = await EmbeddedEventStore.open(folder);
  afterThisTest(() => store.close());
  return store;
}

export async function openReadStore(folder: string): Promise<EmbeddedReadStore> {
  const store = await EmbeddedReadStore.open(folder);
  afterThisTest(() => store.close());
  return store;
}

/** A store that counts what is asked of it, and in which a test can make an append go wrong. */
export class WatchedStore implements EventStore {
  readonly reads: string[] = [];
  readonly appends: {
    readonly stream: string;
    readonly events: readonly Appendable[];
    readonly expected: ExpectedRevision;
  }[] = [];
  /** Stands before or after the real append; throwing makes it fail there. */
  beforeAppend: (stream: string) => void | Promise<void> = () => undefined;
  afterAppend: (stream: string) => void | Promise<void> = () => undefined;

  constructor(readonly inner: EventStore) {}

  identity = (): Promise<string> => this.inner.identity();
  head = () => this.inner.head();
  readAll = (options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]> => this.inner.readAll(options);
  subscribe = (options: SubscribeOptions) => this.inner.subscribe(options);
  close = (): Promise<void> => this.inner.close();

  async append(stream: string, events: readonly Appendable[], expected: ExpectedRevision): Promise<Appended> {
    this.appends.push({ stream, events, expected });
    await this.beforeAppend(stream);
    const appended = await this.inner.append(stream, events, expected);
    await this.afterAppend(stream);
    return appended;
  }

  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly StoredEvent[]> {
    this.reads.push(stream);
    return this.inner.readStream(stream, options);
  }
}

export async function allOf(store: EventStore, stream: string): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const batch of store.readStream(stream)) events.push(...batch);
  return events;
}
