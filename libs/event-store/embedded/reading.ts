import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadAllOptions, ReadStreamOptions, StoredEvent } from '../port.js';
import { streamRange, type EventReader } from './event-reader.js';
import { conditionOf } from './filter.js';

/** Runs one read. @throws StoreUnavailable when the store is closed or its file cannot be read. */
export type RunRead = <T>(read: (reader: EventReader) => T) => Promise<T>;

export async function* readStream(
  run: RunRead,
  stream: string,
  { direction = 'forward', from, limit = Infinity }: ReadStreamOptions = {},
): AsyncGenerator<readonly StoredEvent[]> {
  let next = from;
  let left = limit;
  for (;;) {
    const range = streamRange(stream, direction, next);
    const { events, complete } = await run((reader) => reader.range(range, left));
    const last = events.at(-1);
    if (last === undefined) return;
    yield events;
    left -= events.length;
    next = direction === 'forward' ? last.revision + 1 : last.revision - 1;
    if (complete || left <= 0) return;
    await nextTurn();
  }
}

export async function* readAll(
  run: RunRead,
  { direction = 'forward', from, limit = Infinity, filter }: ReadAllOptions = {},
): AsyncGenerator<readonly StoredEvent[]> {
  const condition = conditionOf(filter);
  let at = from;
  let left = limit;
  while (left > 0) {
    const after = at;
    const { events, reached, atEnd } = await run((reader) => reader.step(direction, after, condition, left));
    if (events.length > 0) yield events;
    if (atEnd) return;
    left -= events.length;
    at = reached;
    await nextTurn(); // a consumer that never waits would otherwise keep everything else from running
  }
}
