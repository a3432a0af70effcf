import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadAllOptions, ReadStreamOptions, StoredEvent } from '../port.js';
import type { Pages } from './pages.js';

/** The batches of one stream, as the port promises them. */
export async function* readStream(
  pages: Pages,
  stream: string,
  { direction = 'forward', from, limit = Infinity }: ReadStreamOptions = {},
): AsyncGenerator<readonly StoredEvent[]> {
  let next = from;
  let left = limit;
  for (;;) {
    const { events, complete } = await pages.ofStream(stream, direction, next, left);
    const last = events.at(-1);
    if (last === undefined) return;
    yield events;
    left -= events.length;
    next = direction === 'forward' ? last.revision + 1 : last.revision - 1;
    if (complete || left <= 0) return;
    await nextTurn(); // a consumer that never waits would otherwise keep everything else from running
  }
}

/** The batches of all streams, as the port promises them. */
export async function* readAll(
  pages: Pages,
  { direction = 'forward', from, limit = Infinity, filter }: ReadAllOptions = {},
): AsyncGenerator<readonly StoredEvent[]> {
  let at = from;
  let left = limit;
  while (left > 0) {
    const { events, reached, atEnd } = await pages.ofAll(direction, at, filter, left);
    if (events.length > 0) yield events;
    if (atEnd) return;
    left -= events.length;
    at = reached;
    await nextTurn();
  }
}
