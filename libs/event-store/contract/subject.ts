import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach } from '@jest/globals';
import type { JsonObject } from '#kernel';
import type { EventStore, NewEvent, StoredEvent } from '../port.js';

/** A store made ready for one test. */
export interface OpenedStore {
  readonly store: EventStore;
  /** Opens the same events again, as the next start of a process does. Called when `store` is closed. */
  readonly reopen: () => Promise<EventStore>;
}

/** The store of the test that runs. */
export interface Subject {
  readonly store: EventStore;
  /** Closes the store; from here on, `store` is the one that was opened again. */
  readonly restart: () => Promise<void>;
}

/** Opens a store before each test and closes it afterwards. */
export function subjectFrom(open: () => Promise<OpenedStore>): Subject {
  let opened: OpenedStore;
  let store: EventStore;
  beforeEach(async () => {
    opened = await open();
    store = opened.store;
  });
  afterEach(() => store.close());
  return {
    get store() {
      return store;
    },
    restart: async () => {
      await store.close();
      store = await opened.reopen();
    },
  };
}

/** A stream that no other test has. Two of the same prefix are found by it. */
export const newStream = (prefix = 'contract'): string => `${prefix}-${randomUUID()}`;

export const newEvent = (data: JsonObject = {}, type = 'contract.happened.v1'): NewEvent => ({
  id: randomUUID(),
  type,
  data,
  metadata: { recordedAt: '2026-11-24T00:00:00.000Z' },
});

/** Events whose data is `{ n: from }`, `{ n: from + 1 }` and so on. */
export const newEvents = (count: number, from = 0): NewEvent[] =>
  Array.from({ length: count }, (_, index) => newEvent({ n: from + index }));

export async function batchesOf<T>(batches: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}

export const eventsOf = async (batches: AsyncIterable<readonly StoredEvent[]>): Promise<StoredEvent[]> =>
  (await batchesOf(batches)).flat();

/** What a test compares: the numbers in the data of `newEvents`. */
export const numbersIn = (events: readonly NewEvent[]): unknown[] => events.map(({ data }) => data['n']);

export const upTo = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index);

/** A long stream, appended in a few steps that stay below the limit of one append. */
export async function fill(store: EventStore, stream: string, count: number): Promise<void> {
  const step = 500;
  for (let from = 0; from < count; from += step)
    await store.append(stream, newEvents(Math.min(step, count - from), from), from === 0 ? 'no-stream' : from - 1);
}
