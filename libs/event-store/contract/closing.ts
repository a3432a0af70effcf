import { describe, expect, it } from '@jest/globals';
import { START } from '#kernel';
import { StoreUnavailable } from '../errors.js';
import { MAX_BATCH_EVENTS, type EventStore } from '../port.js';
import { batchesOf, eventsOf, fill, newEvent, newEvents, newStream, numbersIn, upTo, type Subject } from './subject.js';

const CALLS: readonly (readonly [name: string, call: (store: EventStore) => Promise<unknown>])[] = [
  ['append', (store) => store.append(newStream(), [newEvent()], 'no-stream')],
  ['readStream', (store) => batchesOf(store.readStream(newStream()))],
  ['readAll', (store) => batchesOf(store.readAll({ limit: 1 }))],
  ['subscribe', (store) => batchesOf(store.subscribe({ from: START }))],
  ['head', (store) => store.head()],
  ['identity', (store) => store.identity()],
];

export function closing(subject: Subject): void {
  describe('close', () => {
    it('finishes the appends under way', async () => {
      const streams = Array.from({ length: 400 }, () => newStream());
      const appending = streams.map((stream) => subject.store.append(stream, newEvents(2), 'no-stream'));
      await subject.restart();
      expect((await Promise.allSettled(appending)).map(({ status }) => status)).toEqual(streams.map(() => 'fulfilled'));
      for (const stream of streams) expect(numbersIn(await eventsOf(subject.store.readStream(stream)))).toEqual([0, 1]);
    });

    it('can be called again, also at once', async () => {
      await Promise.all([subject.store.close(), subject.store.close()]);
      await subject.store.close();
    });

    it.each(CALLS)('is the end of %s', async (_, call) => {
      await subject.store.close();
      await expect(call(subject.store)).rejects.toBeInstanceOf(StoreUnavailable);
    });

    it('lets no read that was under way end early as if it were complete', async () => {
      const stream = newStream();
      const count = 2 * MAX_BATCH_EVENTS + 1;
      await fill(subject.store, stream, count);
      const seen: unknown[] = [];
      const outcome: unknown = await (async () => {
        for await (const batch of subject.store.readStream(stream)) {
          if (seen.length === 0) await subject.store.close();
          seen.push(...numbersIn(batch));
        }
      })().catch((error: unknown) => error);
      if (outcome === undefined) expect(seen).toEqual(upTo(count));
      else expect(outcome).toBeInstanceOf(StoreUnavailable);
    });
  });
}
