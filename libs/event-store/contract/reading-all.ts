import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { START } from '#kernel';
import { MAX_BATCH_EVENTS, type EventFilter, type EventStore } from '../port.js';
import { batchesOf, eventsOf, fill, newEvent, newStream, numbersIn, upTo, type Subject } from './subject.js';

/** Six events over three streams and two types; others may stand between them. */
async function sixEvents(store: EventStore) {
  const test = randomUUID();
  const streams = [`${test}-order-1`, `${test}-order-2`, `${test}-payment-1`, `${test}-order-1`];
  const types = ['thing.drafted.v1', 'thing.drafted.v1', 'other.arrived.v1', 'thing.confirmed.v1'];
  for (const [n, stream] of streams.entries())
    await store.append(stream, [newEvent({ n }, types[n]), newEvent({ n: n + 10 }, types[n])], 'any');
  const mine: EventFilter = { streamPrefixes: [`${test}-`] };
  return { test, mine };
}
const ALL = [0, 10, 1, 11, 2, 12, 3, 13];

const FILTERS: readonly (readonly [what: string, of: (test: string) => EventFilter, gives: readonly number[]])[] = [
  ['one prefix', (test) => ({ streamPrefixes: [`${test}-order-`] }), [0, 10, 1, 11, 3, 13]],
  ['a whole name', (test) => ({ streamPrefixes: [`${test}-order-1`] }), [0, 10, 3, 13]],
  ['several prefixes', (test) => ({ streamPrefixes: [`${test}-pay`, `${test}-order-2`, 'x'] }), [1, 11, 2, 12]],
  ['overlapping prefixes', (test) => ({ streamPrefixes: [`${test}-p`, `${test}-payment-1`] }), [2, 12]],
  ['another case', (test) => ({ streamPrefixes: [`${test}-ORDER-`] }), []],
  ['a pattern character', (test) => ({ streamPrefixes: [`${test}-o%`, `${test}_order`, `${test}*`] }), []],
  ['a type', (test) => ({ streamPrefixes: [test], types: ['other.arrived.v1'] }), [2, 12]],
  ['types', (test) => ({ streamPrefixes: [test], types: ['thing.confirmed.v1', 'other.arrived.v1'] }), [2, 12, 3, 13]],
  ['a type that is a part of one', (test) => ({ streamPrefixes: [test], types: ['thing', 'thing.drafted'] }), []],
  [
    'both, which must match',
    (test) => ({ streamPrefixes: [`${test}-order-1`], types: ['thing.drafted.v1', 'other.arrived.v1'] }),
    [0, 10],
  ],
  ['an empty list of types', (test) => ({ streamPrefixes: [test], types: [] }), ALL],
];

export function readingAll(subject: Subject): void {
  describe('readAll', () => {
    it('gives the events of all streams in the order of their positions, in both directions', async () => {
      const { mine } = await sixEvents(subject.store);
      const forward = await eventsOf(subject.store.readAll({ filter: mine }));
      expect(numbersIn(forward)).toEqual(ALL);
      expect([...forward].sort((a, b) => (a.position < b.position ? -1 : 1))).toEqual(forward);
      const backward = await eventsOf(subject.store.readAll({ filter: mine, direction: 'backward' }));
      expect(backward).toEqual(forward.reverse());
    });

    it('gives what no filter holds back, with an empty one too', async () => {
      const before = await subject.store.head();
      const { test } = await sixEvents(subject.store);
      for (const filter of [undefined, {}, { streamPrefixes: [], types: [] }]) {
        const events = await eventsOf(subject.store.readAll({ from: before, ...(filter && { filter }) }));
        expect(numbersIn(events.filter(({ stream }) => stream.startsWith(test)))).toEqual(ALL);
      }
    });

    it('begins after a position or, backward, before it', async () => {
      const { mine: filter } = await sixEvents(subject.store);
      const events = await eventsOf(subject.store.readAll({ filter }));
      for (const [index, { position: from }] of events.entries()) {
        expect(numbersIn(await eventsOf(subject.store.readAll({ filter, from })))).toEqual(ALL.slice(index + 1));
        const backward = await eventsOf(subject.store.readAll({ filter, from, direction: 'backward' }));
        expect(numbersIn(backward)).toEqual(ALL.slice(0, index).reverse());
      }
      expect(numbersIn(await eventsOf(subject.store.readAll({ filter, from: START })))).toEqual(ALL);
      expect(await batchesOf(subject.store.readAll({ filter, from: START, direction: 'backward' }))).toEqual([]);
    });

    it('gives nothing after the head', async () => {
      const { mine: filter } = await sixEvents(subject.store);
      const head = await subject.store.head();
      expect(await batchesOf(subject.store.readAll({ filter, from: head }))).toEqual([]);
    });

    it('stops at the limit', async () => {
      const { mine: filter } = await sixEvents(subject.store);
      for (const limit of [0, 1, 3, 8, 9]) {
        expect(numbersIn(await eventsOf(subject.store.readAll({ filter, limit })))).toEqual(ALL.slice(0, limit));
        const backward = await eventsOf(subject.store.readAll({ filter, limit, direction: 'backward' }));
        expect(numbersIn(backward)).toEqual([...ALL].reverse().slice(0, limit));
      }
    });

    it.each(FILTERS)('filters by %s', async (_, filterOf, gives) => {
      const { test } = await sixEvents(subject.store);
      const filter = filterOf(test);
      expect(numbersIn(await eventsOf(subject.store.readAll({ filter })))).toEqual(gives);
      const backward = await eventsOf(subject.store.readAll({ filter, direction: 'backward' }));
      expect(numbersIn(backward)).toEqual([...gives].reverse());
    });

    it('filters by prefixes in any script', async () => {
      const name = newStream();
      for (const [n, end] of ['深圳-1', '深-2', '🚢-3', 'é-4'].entries())
        await subject.store.append(`${name}-${end}`, [newEvent({ n })], 'no-stream');
      const found = async (end: string) =>
        numbersIn(await eventsOf(subject.store.readAll({ filter: { streamPrefixes: [`${name}-${end}`] } })));
      expect([await found('深'), await found('深圳'), await found('🚢'), await found('é'), await found('e')]).toEqual([
        ...[[0, 1], [0], [2], [3], []],
      ]);
    });

    it('gives batches of bounded length, none of them empty', async () => {
      const stream = newStream();
      const count = MAX_BATCH_EVENTS + 700;
      await fill(subject.store, stream, count);
      for (const direction of ['forward', 'backward'] as const) {
        const batches = await batchesOf(subject.store.readAll({ filter: { streamPrefixes: [stream] }, direction }));
        expect(numbersIn(batches.flat())).toEqual(direction === 'forward' ? upTo(count) : upTo(count).reverse());
        for (const { length } of batches) expect(length > 0 && length <= MAX_BATCH_EVENTS).toBe(true);
      }
    });
  });

  describe('head', () => {
    it('is at or after every append that was acknowledged', async () => {
      const before = await subject.store.head();
      const { position } = await subject.store.append(newStream(), [newEvent(), newEvent()], 'no-stream');
      expect(position > before).toBe(true);
      expect((await subject.store.head()) >= position).toBe(true);
    });
  });

  describe('identity', () => {
    it('stays the same', async () => {
      const identity = await subject.store.identity();
      expect(identity.length).toBeGreaterThan(0);
      await subject.restart();
      expect(await subject.store.identity()).toBe(identity);
    });
  });
}
