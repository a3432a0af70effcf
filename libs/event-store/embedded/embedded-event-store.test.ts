import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { START } from '#kernel';
import { DatabaseUnusable, openDatabase, type Connection } from '#embedded';
import { openEventStore, temporaryFolder } from '../../../test/support/event-store.js';
import { batchesOf, eventsOf, fill, newEvent, newEvents, newStream, numbersIn } from '../contract/subject.js';
import { WrongExpectedRevision } from '../errors.js';
import { MAX_BATCH_EVENTS, type StoredEvent, type SubscriptionBatch } from '../port.js';
import { EmbeddedEventStore } from './index.js';

const fileIn = (folder: string): string => join(folder, 'events.db');

/** Does something to the file, past the store. */
async function inFile(folder: string, work: (db: Connection) => unknown): Promise<void> {
  const db = await openDatabase(fileIn(folder));
  work(db);
  db.close();
}

/** Many events quickly. */
const insert = (folder: string, count: number): Promise<void> =>
  inFile(folder, (db) =>
    db
      .prepare(
        `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1)
     INSERT INTO events (stream, revision, type, id, data, metadata) SELECT 'bulk-1', i, 'bulk.v1', '', '{}', '{}' FROM n`,
      )
      .run([count]),
  );

/** How many turns the event loop makes while `work` runs. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  const running = new AbortController();
  void work.finally(() => running.abort());
  for (let turns = 0; ; turns++) {
    if (running.signal.aborted) return turns;
    await nextTurn();
  }
}

describe('the embedded event store', () => {
  it('is empty at first, and a subscriber is told so', async () => {
    const store = await openEventStore(await temporaryFolder());
    expect(await store.head()).toBe(START);
    expect(await batchesOf(store.readAll())).toEqual([]);
    expect(await batchesOf(store.readAll({ direction: 'backward' }))).toEqual([]);
    for await (const batch of store.subscribe({ from: START })) {
      expect(batch).toEqual({ events: [], upTo: START, caughtUp: true });
      break;
    }
  });

  it('numbers events without gaps, whatever fails in between', async () => {
    const store = await openEventStore(await temporaryFolder());
    const stream = newStream();
    await store.append(stream, newEvents(2), 'no-stream');
    await Promise.allSettled([
      store.append(stream, newEvents(2), 'no-stream'),
      store.append(newStream(), newEvents(2), 5),
      store.append(stream, newEvents(2, 2), 1),
      store.append(newStream(), [newEvent({}, '')], 'any'),
    ]);
    const events = await eventsOf(store.readAll());
    expect(events.map(({ position }) => position)).toEqual([1n, 2n, 3n, 4n]);
    expect(await store.head()).toBe(4n);
  });

  it('reads a batch when it is asked for, not before', async () => {
    const folder = await temporaryFolder();
    const store = await openEventStore(folder);
    await fill(store, 'order-1', MAX_BATCH_EVENTS + 10);
    const subscription = store.subscribe({ from: START })[Symbol.asyncIterator]();
    const reading = store.readStream('order-1')[Symbol.asyncIterator]();
    await Promise.all([subscription.next(), reading.next()]);
    await nextTurn();
    await inFile(folder, (db) =>
      db.prepare(`UPDATE events SET data = '{"n":"late"}' WHERE position > ?`).run([MAX_BATCH_EVENTS]),
    );
    const { value: batch } = (await subscription.next()) as IteratorYieldResult<SubscriptionBatch>;
    const { value: events } = (await reading.next()) as IteratorYieldResult<readonly StoredEvent[]>;
    expect(numbersIn(batch.events)).toEqual(Array.from({ length: 10 }, () => 'late'));
    expect(events).toEqual(batch.events);
    await subscription.return?.();
  });

  it('looks at a bounded part of what does not match at a time, and lets others run in between', async () => {
    const folder = await temporaryFolder();
    const store = await openEventStore(folder);
    const count = 100_000;
    await insert(folder, count);
    const steps = count / 5_000;
    for (const direction of ['forward', 'backward'] as const) {
      const nothing = batchesOf(store.readAll({ direction, filter: { types: ['other.v1'] } }));
      expect(await turnsDuring(nothing)).toBeGreaterThanOrEqual(steps - 1);
      expect(await nothing).toEqual([]);
    }
    const reached: bigint[] = [];
    const scan = (async () => {
      for await (const { upTo, caughtUp } of store.subscribe({ from: START, filter: { streamPrefixes: ['x'] } })) {
        reached.push(upTo);
        if (caughtUp) return;
      }
    })();
    expect(await turnsDuring(scan)).toBeGreaterThanOrEqual(steps - 1);
    expect(reached).toHaveLength(steps);
    expect(reached.at(-1)).toBe(BigInt(count));
  });

  it('lets others run while a long stream or everything is read', async () => {
    const folder = await temporaryFolder();
    const store = await openEventStore(folder);
    await insert(folder, 20 * MAX_BATCH_EVENTS);
    expect(await turnsDuring(eventsOf(store.readStream('bulk-1')))).toBeGreaterThanOrEqual(19);
    expect(await turnsDuring(eventsOf(store.readAll()))).toBeGreaterThanOrEqual(19);
  });

  it('shares a folder with another store: one stream, one order, one identity, and each sees what the other wrote', async () => {
    const folder = await temporaryFolder();
    const stores = await Promise.all(Array.from({ length: 3 }, () => openEventStore(folder)));
    const [one, two, three] = stores;
    expect(new Set(await Promise.all(stores.map((store) => store.identity()))).size).toBe(1);
    const seen = (async () => {
      const events: unknown[] = [];
      for await (const batch of three!.subscribe({ from: START })) {
        events.push(...batch.events);
        if (events.length === 300) return events;
      }
      return events;
    })();
    for (let n = 0; n < 50; n++) {
      const outcomes = await Promise.allSettled(
        [one, two].map((store) => store!.append('order-1', newEvents(1, n), n === 0 ? 'no-stream' : n - 1)),
      );
      const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      expect(refused).toEqual([expect.any(WrongExpectedRevision)]);
    }
    await Promise.all(
      [one, two].flatMap((store) => Array.from({ length: 125 }, () => store!.append(newStream(), [newEvent()], 'any'))),
    );
    expect(await seen).toEqual(await eventsOf(one!.readAll()));
  });

  it('goes on where another store left a stream, though it knew where the stream was', async () => {
    const folder = await temporaryFolder();
    const [one, two] = [await openEventStore(folder), await openEventStore(folder)];
    for (let n = 0; n < 10; n += 2) {
      await one.append('order-1', newEvents(1, n), n === 0 ? 'no-stream' : n - 1);
      await two.append('order-1', newEvents(1, n + 1), n);
      await expect(one.append('order-1', newEvents(1), n)).rejects.toMatchObject({ actual: n + 1 });
    }
    expect(await eventsOf(one.readStream('order-1'))).toHaveLength(10);
  });

  it('refuses a file of a newer version', async () => {
    const folder = await temporaryFolder();
    await (await EmbeddedEventStore.open(folder)).close();
    await inFile(folder, (db) => db.exec('PRAGMA user_version = 99'));
    const opened = EmbeddedEventStore.open(folder);
    await expect(opened).rejects.toBeInstanceOf(DatabaseUnusable);
    await expect(opened).rejects.toThrow(`cannot use ${fileIn(folder)}: its version is 99`);
  });

  it('refuses a file that holds something else', async () => {
    const folder = await temporaryFolder();
    await inFile(folder, (db) => db.exec('CREATE TABLE events (name TEXT)'));
    await expect(EmbeddedEventStore.open(folder)).rejects.toBeInstanceOf(DatabaseUnusable);
  });
});
