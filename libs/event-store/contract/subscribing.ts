import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { START } from '#kernel';
import { MAX_BATCH_EVENTS, type EventFilter, type SubscribeOptions, type SubscriptionBatch } from '../port.js';
import { batchesOf, eventsOf, fill, newEvent, newEvents, newStream, numbersIn, upTo, type Subject } from './subject.js';

export function subscribing(subject: Subject): void {
  /** Takes batches until one satisfies `enough`, then leaves. */
  async function take(options: SubscribeOptions, enough: (batches: readonly SubscriptionBatch[]) => boolean) {
    const batches: SubscriptionBatch[] = [];
    for await (const batch of subject.store.subscribe(options)) {
      batches.push(batch);
      if (enough(batches)) break;
    }
    return batches;
  }
  const caughtUp = (batches: readonly SubscriptionBatch[]): boolean => batches.at(-1)?.caughtUp === true;
  const eventsIn = (batches: readonly SubscriptionBatch[]) => batches.flatMap(({ events }) => events);
  const holding = (count: number) => (batches: readonly SubscriptionBatch[]) => eventsIn(batches).length >= count;
  const prefixed = (stream: string): EventFilter => ({ streamPrefixes: [stream] });

  describe('subscribe', () => {
    it('gives what is there, says that it has caught up, then gives what comes', async () => {
      const stream = newStream();
      const from = await subject.store.head();
      await subject.store.append(stream, newEvents(3), 'no-stream');
      const batches: SubscriptionBatch[] = [];
      for await (const batch of subject.store.subscribe({ from, filter: prefixed(stream) })) {
        batches.push(batch);
        const seen = eventsIn(batches).length;
        if (batch.caughtUp && seen < 6) await subject.store.append(stream, newEvents(1, seen), seen - 1);
        if (seen === 6) break;
      }
      expect(eventsIn(batches)).toEqual(await eventsOf(subject.store.readStream(stream)));
    });

    it('says that it has caught up where there is nothing for it', async () => {
      const from = await subject.store.head();
      const batches = await take({ from, filter: prefixed(newStream()) }, caughtUp);
      expect(eventsIn(batches)).toEqual([]);
      expect((batches.at(-1)?.upTo ?? -1n) >= from).toBe(true);
    });

    it('is never ahead of the head', async () => {
      const stream = newStream();
      await fill(subject.store, stream, 50);
      const batches = await take({ from: START, filter: prefixed(stream) }, caughtUp);
      expect((batches.at(-1)?.upTo ?? 0n) <= (await subject.store.head())).toBe(true);
    });

    it('wakes up for an event that comes much later', async () => {
      const stream = newStream();
      const taking = take({ from: await subject.store.head(), filter: prefixed(stream) }, holding(1));
      await new Promise((resolve) => setTimeout(resolve, 150));
      await subject.store.append(stream, newEvents(1), 'no-stream');
      expect(numbersIn(eventsIn(await taking))).toEqual([0]);
    });

    it('filters by prefix and type, before and after it has caught up', async () => {
      const test = randomUUID();
      const filter = { streamPrefixes: [`${test}-a`, `${test}-b`], types: ['wanted.v1', 'also-wanted.v1'] };
      const from = await subject.store.head();
      const write = async (n: number) => {
        for (const [stream, type] of [
          ...[
            ['a-1', 'wanted.v1'],
            ['c-1', 'wanted.v1'],
            ['b-1', 'unwanted.v1'],
            ['b-2', 'also-wanted.v1'],
          ],
        ] as const)
          await subject.store.append(`${test}-${stream}`, [newEvent({ n: `${stream}.${n}` }, type)], 'any');
      };
      await write(1);
      const taking = take({ from, filter }, holding(4));
      await take({ from, filter }, caughtUp);
      await write(2);
      expect(numbersIn(eventsIn(await taking))).toEqual(['a-1.1', 'b-2.1', 'a-1.2', 'b-2.2']);
    });

    it('can be resumed from any `upTo` without missing or repeating an event', async () => {
      const stream = newStream();
      const from = await subject.store.head();
      for (let n = 0; n < 10; n++) {
        await subject.store.append(`${stream}-wanted-${n}`, newEvents(300, n * 300), 'no-stream');
        await subject.store.append(`${stream}-unwanted-${n}`, newEvents(300), 'no-stream');
      }
      const filter = prefixed(`${stream}-wanted`);
      const batches = await take({ from, filter }, caughtUp);
      expect(numbersIn(eventsIn(batches))).toEqual(upTo(3_000));
      for (const [index, batch] of batches.entries()) {
        expect((batch.events.at(-1)?.position ?? from) <= batch.upTo).toBe(true);
        expect(batch.events.length).toBeLessThanOrEqual(MAX_BATCH_EVENTS);
        const rest = await take({ from: batch.upTo, filter }, caughtUp);
        expect(numbersIn(eventsIn(rest))).toEqual(numbersIn(eventsIn(batches.slice(index + 1))));
      }
    });

    it('moves `upTo` over what does not match, in the past and as it comes', async () => {
      const stream = newStream();
      const filter = prefixed(newStream());
      const from = await subject.store.head();
      await fill(subject.store, stream, 2_000);
      let awaited = await subject.store.head();
      let appendedLive = false;
      for await (const { events, upTo: reached } of subject.store.subscribe({ from, filter })) {
        expect(events).toEqual([]);
        if (reached < awaited) continue;
        if (appendedLive) break;
        awaited = (await subject.store.append(stream, newEvents(1), 'exists')).position;
        appendedLive = true;
      }
      expect(appendedLive).toBe(true);
    });

    it('gives every event once and in order to each of several, however slow, while many write', async () => {
      const stream = newStream();
      const from = await subject.store.head();
      const options = { from, filter: prefixed(stream) };
      const slowly = async (pause: number) => {
        const events: unknown[] = [];
        for await (const batch of subject.store.subscribe(options)) {
          events.push(...batch.events);
          if (events.length === 600) break;
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
        return events;
      };
      const reading = Promise.all([slowly(0), slowly(1), slowly(30)]);
      const write = async (writer: number) => {
        for (let n = 0; n < 50; n++) await subject.store.append(`${stream}-${writer}`, newEvents(2, 2 * n), 'any');
      };
      await Promise.all(upTo(6).map(write));
      const all = await eventsOf(subject.store.readAll(options));
      expect(all).toHaveLength(600);
      expect(await reading).toEqual([all, all, all]);
    });

    it('ends when the signal aborts: before it begins, while it waits, and while a batch is worked on', async () => {
      const stream = newStream();
      const from = await subject.store.head();
      const filter = prefixed(stream);
      expect(await batchesOf(subject.store.subscribe({ from, filter, signal: AbortSignal.abort() }))).toEqual([]);

      const waiting = new AbortController();
      const taking = batchesOf(subject.store.subscribe({ from, filter, signal: waiting.signal }));
      await take({ from, filter }, caughtUp);
      waiting.abort();
      await taking;

      await subject.store.append(stream, newEvents(1), 'no-stream');
      const working = new AbortController();
      const seen: SubscriptionBatch[] = [];
      for await (const batch of subject.store.subscribe({ from, filter, signal: working.signal })) {
        seen.push(batch);
        if (eventsIn(seen).length > 0) working.abort();
      }
      expect(eventsIn(seen)).toHaveLength(1);
    });

    it('ends when the store closes, whether it waits or a batch is worked on', async () => {
      const stream = newStream();
      const from = await subject.store.head();
      await subject.store.append(stream, newEvents(1), 'no-stream');
      const options = { from, filter: prefixed(stream) };
      const waiting = batchesOf(subject.store.subscribe(options));
      await take(options, caughtUp);
      for await (const batch of subject.store.subscribe(options)) if (batch.caughtUp) await subject.store.close();
      expect(eventsIn(await waiting)).toHaveLength(1);
    });
  });
}
