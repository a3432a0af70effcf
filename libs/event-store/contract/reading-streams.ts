import { describe, expect, it } from '@jest/globals';
import { MAX_BATCH_BYTES, MAX_BATCH_EVENTS, type ReadStreamOptions } from '../port.js';
import { batchesOf, eventsOf, fill, newEvent, newEvents, newStream, numbersIn, upTo, type Subject } from './subject.js';

const READS: readonly (ReadStreamOptions & { readonly gives: readonly number[] })[] = [
  { gives: [0, 1, 2, 3, 4] },
  { direction: 'forward', gives: [0, 1, 2, 3, 4] },
  { from: 0, gives: [0, 1, 2, 3, 4] },
  { from: 2, gives: [2, 3, 4] },
  { from: 4, gives: [4] },
  { from: 5, gives: [] },
  { from: 1, limit: 2, gives: [1, 2] },
  { limit: 0, gives: [] },
  { limit: 1, gives: [0] },
  { limit: 99, gives: [0, 1, 2, 3, 4] },
  { direction: 'backward', gives: [4, 3, 2, 1, 0] },
  { direction: 'backward', from: 2, gives: [2, 1, 0] },
  { direction: 'backward', from: 0, gives: [0] },
  { direction: 'backward', from: 7, gives: [4, 3, 2, 1, 0] },
  { direction: 'backward', limit: 2, gives: [4, 3] },
  { direction: 'backward', from: 3, limit: 1, gives: [3] },
];

const LONG = 2 * MAX_BATCH_EVENTS + 500;

export function readingStreams(subject: Subject): void {
  describe('readStream', () => {
    it.each(READS)('with %j', async ({ gives, ...options }) => {
      const stream = newStream();
      await subject.store.append(stream, newEvents(5), 'no-stream');
      await subject.store.append(`${stream}-other`, newEvents(3, 50), 'no-stream');
      const batches = await batchesOf(subject.store.readStream(stream, options));
      expect(numbersIn(batches.flat())).toEqual(gives);
      expect(batches.every(({ length }) => length > 0)).toBe(true);
    });

    it('gives nothing of a stream that does not exist', async () => {
      expect(await batchesOf(subject.store.readStream(newStream()))).toEqual([]);
      expect(await batchesOf(subject.store.readStream(newStream(), { direction: 'backward' }))).toEqual([]);
    });

    it('reads a long stream in batches of bounded length, in both directions, up to any limit', async () => {
      const stream = newStream();
      await fill(subject.store, stream, LONG);
      for (const limit of [LONG, LONG + 1, MAX_BATCH_EVENTS, MAX_BATCH_EVENTS + 1, undefined]) {
        const options = limit === undefined ? {} : { limit };
        const forward = await batchesOf(subject.store.readStream(stream, options));
        const backward = await batchesOf(subject.store.readStream(stream, { ...options, direction: 'backward' }));
        const count = Math.min(limit ?? LONG, LONG);
        expect(numbersIn(forward.flat())).toEqual(upTo(count));
        expect(numbersIn(backward.flat())).toEqual(upTo(count, LONG - count).reverse());
        for (const { length } of [...forward, ...backward]) expect(length).toBeLessThanOrEqual(MAX_BATCH_EVENTS);
      }
    });

    it('reads large events in batches of bounded bytes', async () => {
      const stream = newStream();
      const text = 'ä'.repeat(480_000);
      for (let n = 0; n < 9; n++) await subject.store.append(stream, [newEvent({ n, text })], 'any');
      for (const direction of ['forward', 'backward'] as const) {
        const batches = await batchesOf(subject.store.readStream(stream, { direction }));
        expect(numbersIn(batches.flat())).toEqual(direction === 'forward' ? upTo(9) : upTo(9).reverse());
        for (const batch of batches) {
          const bytes = batch.reduce((sum, { data }) => sum + Buffer.byteLength(JSON.stringify(data)), 0);
          expect(batch.length === 1 || bytes <= MAX_BATCH_BYTES).toBe(true);
        }
      }
    });

    it('sees every append that was acknowledged before', async () => {
      const stream = newStream();
      for (let n = 0; n < 50; n++) {
        await subject.store.append(stream, newEvents(1, n), n === 0 ? 'no-stream' : n - 1);
        expect(await eventsOf(subject.store.readStream(stream, { from: n }))).toHaveLength(1);
      }
    });

    it('can be left early, and appended to while it is read', async () => {
      const stream = newStream();
      await fill(subject.store, stream, MAX_BATCH_EVENTS + 1);
      for await (const [first] of subject.store.readStream(stream)) {
        await subject.store.append(newStream(), newEvents(1), 'no-stream');
        expect(first?.revision).toBe(0);
        break;
      }
      const seen: unknown[] = [];
      for await (const batch of subject.store.readStream(stream)) {
        if (seen.length === 0) await subject.store.append(stream, newEvents(1, MAX_BATCH_EVENTS + 1), MAX_BATCH_EVENTS);
        seen.push(...numbersIn(batch));
      }
      // Whether the one that came meanwhile is among them is open.
      expect(seen.slice(0, MAX_BATCH_EVENTS + 1)).toEqual(upTo(MAX_BATCH_EVENTS + 1));
    });
  });
}
