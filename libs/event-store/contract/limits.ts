import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#kernel';
import { AppendTooLarge, InvalidAppend } from '../errors.js';
import { MAX_APPEND_BYTES, type ExpectedRevision, type NewEvent } from '../port.js';
import { eventsOf, newEvent, newStream, type Subject } from './subject.js';

const TYPE = 'large.v1';

/** Fills data, metadata and type up to so many bytes. */
function eventOf(
  bytes: number,
  { filler = 'x', in: part = 'data' }: { readonly filler?: string; readonly in?: 'data' | 'metadata' } = {},
): NewEvent {
  const empty: NewEvent = { ...newEvent({}, TYPE), data: { text: '' }, metadata: { text: '' } };
  const left = bytes - Buffer.byteLength(TYPE + JSON.stringify(empty.data) + JSON.stringify(empty.metadata));
  const width = Buffer.byteLength(filler);
  const text = filler.repeat(Math.floor(left / width)) + 'x'.repeat(left % width);
  return { ...empty, [part]: { text } };
}

const MEGABYTE_PARTS: readonly (readonly [what: string, make: (bytes: number) => readonly NewEvent[]])[] = [
  ['data', (bytes) => [eventOf(bytes)]],
  ['metadata', (bytes) => [eventOf(bytes, { in: 'metadata' })]],
  ['text of three bytes a character', (bytes) => [eventOf(bytes, { filler: '深' })]],
  ['characters outside the basic plane', (bytes) => [eventOf(bytes, { filler: '🚢' })]],
  ['several events together', (bytes) => [eventOf(500_000), eventOf(400_000), eventOf(bytes - 900_000)]],
];

const id = newEvent().id;
const INVALID: readonly (readonly [what: string, events: readonly NewEvent[]])[] = [
  ['no events', []],
  ['an id that is no UUID', [{ ...newEvent(), id: 'order-1' }]],
  ['an id with braces', [{ ...newEvent(), id: `{${id}}` }]],
  ['an id in capital letters', [{ ...newEvent(), id: 'ABCDEF00-0000-4000-8000-000000000000' }]],
  ['the nil UUID', [{ ...newEvent(), id: '00000000-0000-0000-0000-000000000000' }]],
  ['the same id twice', [newEvent(), { ...newEvent(), id }, { ...newEvent(), id }]],
  ['no type', [newEvent({}, '')]],
  ['a type of the server', [newEvent({}, '$metadata')]],
  ['a type with a space', [newEvent({}, 'order confirmed')]],
  ['data that is a list', [{ ...newEvent(), data: [] as unknown as JsonObject }]], // what a caller without types can do
  ['data that is null', [{ ...newEvent(), data: null as unknown as JsonObject }]],
  ['no data', [{ ...newEvent(), data: undefined as unknown as JsonObject }]],
  ['metadata that is text', [{ ...newEvent(), metadata: '{}' as unknown as JsonObject }]],
  ['data without a JSON form', [{ ...newEvent(), data: { n: 1n } as unknown as JsonObject }]],
];

const BAD_STREAMS: readonly (readonly [what: string, stream: string])[] = [
  ['no name', ''],
  ['a name of the server', '$all'],
  ['a space', 'order 1'],
  ['a line break', 'order-1\n'],
  ['a NUL', 'order-\u0000'],
  ['half a character', 'order-\ud83d'],
  ['more than 500 characters', 'o'.repeat(501)],
];

export function limits(subject: Subject): void {
  describe.each(MEGABYTE_PARTS)('the size of an append, as %s', (_, make) => {
    it('may be exactly the limit', async () => {
      const stream = newStream();
      const events = make(MAX_APPEND_BYTES);
      await subject.store.append(stream, events, 'no-stream');
      const stored = await eventsOf(subject.store.readStream(stream));
      expect(stored.map(({ data, metadata }) => ({ data, metadata }))).toEqual(
        events.map(({ data, metadata }) => ({ data, metadata })),
      );
    });

    it('is refused a byte above, before anything is sent', async () => {
      const stream = newStream();
      const refused = subject.store.append(stream, make(MAX_APPEND_BYTES + 1), 'no-stream');
      await expect(refused).rejects.toBeInstanceOf(AppendTooLarge);
      await expect(refused).rejects.toMatchObject({ stream, bytes: MAX_APPEND_BYTES + 1, limit: MAX_APPEND_BYTES });
      expect(await eventsOf(subject.store.readStream(stream))).toEqual([]);
    });
  });

  describe('an append out of form', () => {
    it.each(INVALID)('is refused with %s', async (_, events) => {
      const stream = newStream();
      await expect(subject.store.append(stream, events, 'any')).rejects.toBeInstanceOf(InvalidAppend);
      expect(await eventsOf(subject.store.readStream(stream))).toEqual([]);
    });

    it.each(BAD_STREAMS)('is refused with %s as the stream', async (_, stream) => {
      await expect(subject.store.append(stream, [newEvent()], 'any')).rejects.toBeInstanceOf(InvalidAppend);
    });

    it.each([-1, 0.5, Number.NaN, Infinity, 'last' as ExpectedRevision])(
      'is refused at the revision %p',
      async (expected) => {
        await expect(subject.store.append(newStream(), [newEvent()], expected)).rejects.toBeInstanceOf(InvalidAppend);
      },
    );

    it('leaves the store as it was', async () => {
      const stream = newStream();
      const appends = [[], [newEvent()], [newEvent({}, '')], [newEvent()]].map((events) =>
        subject.store.append(stream, events, 'any'),
      );
      expect((await Promise.allSettled(appends)).map(({ status }) => status)).toEqual([
        ...['rejected', 'fulfilled', 'rejected', 'fulfilled'],
      ]);
      expect(await eventsOf(subject.store.readStream(stream))).toHaveLength(2);
    });
  });
}
