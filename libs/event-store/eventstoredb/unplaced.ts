import type { CheckedAppend } from '../check.js';
import { WrongExpectedRevision } from '../errors.js';
import type { Pages } from '../paging/pages.js';
import type { Appended, StoredEvent } from '../port.js';
import type { PlacedAppend } from './appending.js';

/**
 * Appends at no certain place: `any` and `exists`. The server would recognise a repeat of such an append only for as long as it
 * has it in memory, so it is looked for here, and sent at the place where the stream ends; who was faster makes it look again.
 * That costs a read of the stream, and is for tools.
 *
 * @throws WrongExpectedRevision also when some of the events are there and others are not.
 */
export async function appendAnywhere(
  append: CheckedAppend,
  pages: Pages,
  send: (placed: PlacedAppend) => Promise<Appended>,
): Promise<Appended> {
  const { stream, events, expected } = append;
  for (;;) {
    const { last, found } = await lookFor(pages, stream, new Set(events.map(({ id }) => id)));
    const conflict = (): WrongExpectedRevision => new WrongExpectedRevision(stream, expected, last);
    if (found.size > 0) {
      const earlier = resultOf(events.map(({ id }) => found.get(id)));
      if (earlier === undefined) throw conflict();
      return earlier;
    }
    if (expected === 'exists' && last === undefined) throw conflict();
    try {
      return await send({ ...append, expected: last ?? 'no-stream' });
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
}

/** Where the stream ends, and which of the events it holds. */
async function lookFor(
  pages: Pages,
  stream: string,
  ids: ReadonlySet<string>,
): Promise<{ readonly last: number | undefined; readonly found: ReadonlyMap<string, StoredEvent> }> {
  const found = new Map<string, StoredEvent>();
  let last: number | undefined;
  for (let from: number | undefined; ;) {
    const page = await pages.ofStream(stream, 'backward', from, Infinity);
    last ??= page.events.at(0)?.revision;
    for (const event of page.events) if (ids.has(event.id)) found.set(event.id, event);
    const lowest = page.events.at(-1)?.revision;
    if (page.complete || lowest === undefined) return { last, found };
    from = lowest - 1;
  }
}

/** The original result when the events stand one after another; undefined when some are missing or elsewhere. */
function resultOf(found: readonly (StoredEvent | undefined)[]): Appended | undefined {
  const first = found.at(0)?.revision;
  const last = found.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const inOrder = found.every((event, index) => event?.revision === first + index);
  return inOrder ? { revision: last.revision, position: last.position } : undefined;
}
