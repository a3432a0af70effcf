import { describe, expect, it } from '@jest/globals';
import { JsonText, type JsonObject } from '#kernel';
import type { NewEvent } from '../port.js';
import { eventsOf, newEvent, newEvents, newStream, numbersIn, upTo, type Subject } from './subject.js';

const CONTENTS: readonly (readonly [what: string, content: JsonObject])[] = [
  ['an empty object', {}],
  ['nested objects and lists', { a: [1, [2, { b: null }], []], c: { d: { e: true } } }],
  ['numbers at their edges', { big: Number.MAX_SAFE_INTEGER, small: -1e-7, huge: 1e300, none: 0 }],
  ['text of many scripts', { name: 'Łódź 深圳 Ελλάς עברית', emoji: '👩‍👩‍👧 🇺🇸', line: 'a\u2028b\nc\t"\\' }],
  ['half a character', { text: 'a\ud83db' }],
  ['text with a NUL', { text: 'a\u0000b' }],
  ['keys out of order', { z: 1, a: 2, '10': 3, '2': 4, '': 5 }],
  ['a member named like an inherited one', { constructor: 'a', hasOwnProperty: 1 }],
];

export function appending(subject: Subject): void {
  describe('append', () => {
    it('makes a stream, then goes on where it answered', async () => {
      const stream = newStream();
      const first = await subject.store.append(stream, [newEvent()], 'no-stream');
      const second = await subject.store.append(stream, [newEvent()], first.revision);
      expect([first.revision, second.revision]).toEqual([0, 1]);
      expect(second.position > first.position).toBe(true);
    });

    it('answers with revision and position of the last of several events, which stand in order', async () => {
      const stream = newStream();
      const events = newEvents(5);
      const appended = await subject.store.append(stream, events, 'no-stream');
      const stored = await eventsOf(subject.store.readStream(stream));
      expect(stored).toEqual(
        events.map((event, revision) => ({ ...event, stream, revision, position: stored[revision]?.position })),
      );
      expect(appended).toEqual({ revision: 4, position: stored.at(-1)?.position });
      for (const [index, { position }] of stored.entries())
        expect(index === 0 || position > (stored[index - 1]?.position ?? position)).toBe(true);
    });

    it('takes any stream at `any`, and one that is there at `exists`', async () => {
      const stream = newStream();
      expect((await subject.store.append(stream, newEvents(2), 'any')).revision).toBe(1);
      expect((await subject.store.append(stream, newEvents(1, 2), 'any')).revision).toBe(2);
      expect((await subject.store.append(stream, newEvents(2, 3), 'exists')).revision).toBe(4);
      expect((await subject.store.append(stream, newEvents(1, 5), 4)).revision).toBe(5);
      expect(numbersIn(await eventsOf(subject.store.readStream(stream)))).toEqual(upTo(6));
    });

    it.each(CONTENTS)('keeps %s as it was given', async (_, content) => {
      const stream = newStream();
      const event: NewEvent = { ...newEvent(content), metadata: { content, at: 'metadata' } };
      await subject.store.append(stream, [event], 'no-stream');
      const [stored] = await eventsOf(subject.store.readStream(stream));
      expect(stored).toMatchObject(event);
      // The order of the keys too: the hash of an event is made of this text.
      expect(JSON.stringify([stored?.data, stored?.metadata])).toBe(JSON.stringify([event.data, event.metadata]));
    });

    it('takes data and metadata that are serialised already', async () => {
      const stream = newStream();
      const { id, type } = newEvent();
      const content = { b: 'Łódź "深圳"', a: [1, null] };
      const event = { id, type, data: JsonText.of(content), metadata: JsonText.of({ content }) };
      await subject.store.append(stream, [event], 'no-stream');
      const [stored] = await eventsOf(subject.store.readStream(stream));
      expect(stored).toMatchObject({ id, type, data: content, metadata: { content } });
    });

    it('leaves out members that are undefined, as JSON does', async () => {
      const stream = newStream();
      await subject.store.append(stream, [newEvent({ here: 1, gone: undefined })], 'no-stream');
      const [stored] = await eventsOf(subject.store.readStream(stream));
      expect(Object.keys(stored?.data ?? {})).toEqual(['here']);
    });

    it('stores what it was given, whatever the caller does with it afterwards', async () => {
      const stream = newStream();
      const data = { n: 1 };
      const events = [newEvent(data)];
      const appended = subject.store.append(stream, events, 'no-stream');
      data.n = 2;
      events.push(newEvent({ n: 3 }));
      await appended;
      expect(numbersIn(await eventsOf(subject.store.readStream(stream)))).toEqual([1]);
    });

    it('tells streams apart that differ only in case, or by a character that means something in a pattern', async () => {
      const name = newStream();
      const streams = [`${name}-ab`, `${name}-aB`, `${name}-a%`, `${name}-a_`, `${name}-a*`, `${name}-ä`, `${name}-港`];
      await Promise.all(streams.map((stream, n) => subject.store.append(stream, [newEvent({ n })], 'no-stream')));
      const found = await Promise.all(streams.map((stream) => eventsOf(subject.store.readStream(stream))));
      expect(found.map((events) => numbersIn(events))).toEqual(streams.map((_, n) => [n]));
    });

    it('takes many appends to many streams at once', async () => {
      const streams = Array.from({ length: 300 }, () => newStream());
      const appended = await Promise.all(
        streams.map((stream) => subject.store.append(stream, newEvents(2), 'no-stream')),
      );
      expect(new Set(appended.map(({ position }) => position)).size).toBe(streams.length);
      for (const stream of streams) expect(await eventsOf(subject.store.readStream(stream))).toHaveLength(2);
    });

    it('writes every one of many appends to one stream at `any`, each in a piece', async () => {
      const stream = newStream();
      const appended = await Promise.all(
        Array.from({ length: 50 }, (_, n) => subject.store.append(stream, newEvents(2, 2 * n), 'any')),
      );
      const stored = await eventsOf(subject.store.readStream(stream));
      expect(stored.map(({ revision }) => revision)).toEqual(upTo(100));
      for (const [n, { revision }] of appended.entries())
        expect(numbersIn(stored.slice(revision - 1, revision + 1))).toEqual([2 * n, 2 * n + 1]);
    });
  });
}
