import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Fault } from '#mongodb/testing';
import { at, ORDERS, ordersIn, write, type OrderDoc } from '../contract/orders.js';
import { GenerationExists, ReadStoreUnavailable } from '../errors.js';
import type { Generation } from '../port.js';
import type { MongoReadStore } from './mongo-read-store.js';
import { onPeer, TIMEOUTS } from './testing/place.js';

const NOT_PRIMARY = { answer: { ok: 0, code: 10_107, codeName: 'NotWritablePrimary', errmsg: 'not primary' } };
const SHUTTING_DOWN = {
  answer: { ok: 1, n: 1, nModified: 1, writeConcernError: { code: 91, codeName: 'ShutdownInProgress', errmsg: 'bye' } },
};
const UNAUTHORISED = { answer: { ok: 0, code: 13, codeName: 'Unauthorized', errmsg: 'not allowed to do that' } };

/** What passes by itself: the same command may be sent again. */
const TRANSIENT: readonly (readonly [string, Fault])[] = [
  ['the connection ends before it is executed', 'cut-before'],
  ['the connection ends after it was executed', 'cut-after'],
  ['half of the answer comes', 'truncate'],
  ['no answer comes', 'silence'],
  ['the server is no longer the primary', NOT_PRIMARY],
];

describe('MongoReadStore, when something fails', () => {
  const place = onPeer();
  let store: MongoReadStore;
  let orders: Generation<OrderDoc>;

  beforeEach(async () => {
    store = await place.open();
    orders = await ordersIn(store);
    place.peer.commands.length = 0;
  });

  const stored = (name = 'orders.1'): readonly unknown[] => [...place.peer.data.collection(name).values()];
  const commit = { documents: [write('a', 5, { note: 'five' })], checkpoint: at(5) };
  const checkpoint = (): unknown => place.peer.data.collection('_generations').get('orders.1')?.['position'];

  describe('a commit', () => {
    it.each(TRANSIENT)('is repeated when %s', async (_, fault) => {
      place.peer.fail('update', fault);
      const { written, stale } = await orders.commit(commit);
      expect(written + stale).toBe(1);
      expect(stored()).toEqual([{ _id: 'a', position: 5n, doc: { note: 'five' } }]);
      expect(checkpoint()).toBe(5n);
    });

    it('is repeated when no majority could confirm it, because the server shuts down', async () => {
      place.peer.fail('update', SHUTTING_DOWN);
      expect(await orders.commit(commit)).toEqual({ written: 1, stale: 0 });
      expect(stored()).toHaveLength(1);
    });

    it.each(TRANSIENT)('moves its checkpoint though %s meanwhile', async (_, fault) => {
      await orders.commit({ documents: commit.documents });
      place.peer.fail('update', fault);
      await orders.commit({ checkpoint: at(5) });
      expect(checkpoint()).toBe(5n);
    });

    it('fails when that goes on, and leaves its checkpoint where it was', async () => {
      place.peer.fail('update', ...Array<Fault>(100).fill(NOT_PRIMARY));
      await expect(orders.commit(commit)).rejects.toThrow(ReadStoreUnavailable);
      expect(checkpoint()).toBeUndefined();
      expect(place.peer.count('update')).toBeGreaterThan(3);
    });

    it('fails at once for what does not pass, and is not repeated', async () => {
      place.peer.fail('update', UNAUTHORISED);
      await expect(orders.commit(commit)).rejects.toThrow(/^the read store is out of reach: not allowed to do that$/);
      expect(place.peer.count('update')).toBe(1);
    });

    it('fails when one of its documents is refused for another reason than its position', async () => {
      const writeErrors = [
        { index: 0, code: 11_000, errmsg: 'E11000 duplicate key' },
        { index: 1, code: 121, errmsg: 'Document failed validation' },
      ];
      place.peer.fail('update', { answer: { ok: 1, n: 0, nModified: 0, writeErrors } });
      const documents = [write('a', 5, { note: 'secret' }), write('b', 5, { note: 'secret' })];
      const failed = orders.commit({ documents, checkpoint: at(5) });
      await expect(failed).rejects.toThrow(/^the read store is out of reach: Document failed validation$/);
      expect(inspect(await failed.catch((error: unknown) => error), { depth: 9 })).not.toContain('secret');
      expect(checkpoint()).toBeUndefined();
    });

    it('is acknowledged by a majority, in the journal', async () => {
      await orders.commit(commit);
      const concerns = place.peer.commands.map(({ writeConcern }) => writeConcern as unknown);
      expect(concerns).toEqual([
        { w: 'majority', j: true },
        { w: 'majority', j: true },
      ]);
    });

    it('sends at most 1,000 documents at a time', async () => {
      const documents = Array.from({ length: 2_500 }, (_, i) => write(`order-${i}`, 1, {}));
      expect(await orders.commit({ documents })).toEqual({ written: 2_500, stale: 0 });
      expect(place.peer.commands.map(({ updates }) => (updates as unknown[]).length)).toEqual([1_000, 1_000, 500]);
    });
  });

  describe('a write that was refused', () => {
    const duplicate: Fault = {
      answer: { ok: 1, n: 0, nModified: 0, writeErrors: [{ index: 0, code: 11_000, errmsg: 'E11000 duplicate key' }] },
    };

    it('is stale once a majority has a document as new', async () => {
      await orders.commit(commit);
      place.peer.commands.length = 0;
      expect(await orders.commit(commit)).toEqual({ written: 0, stale: 1 });
      const [, read] = place.peer.commands;
      expect(read).toMatchObject({ find: 'orders.1', readConcern: { level: 'majority' } });
    });

    it('is sent again when the one that was quicker is older', async () => {
      await orders.commit({ documents: [write('a', 4, { note: 'four' })] });
      place.peer.fail('update', duplicate); // as when both are the first, and both insert
      expect(await orders.commit(commit)).toEqual({ written: 1, stale: 0 });
      expect(stored()).toEqual([{ _id: 'a', position: 5n, doc: { note: 'five' } }]);
    });

    it('does not let the checkpoint pass while no majority has a document as new', async () => {
      place.peer.fail('update', ...Array<Fault>(50).fill(duplicate)); // a primary that will be undone has one
      const failed = orders.commit(commit);
      await expect(failed).rejects.toThrow(ReadStoreUnavailable);
      await expect(failed).rejects.toThrow('no majority has the newest documents of orders.1');
      expect(checkpoint()).toBeUndefined();
    });
  });

  describe('a read', () => {
    it.each(TRANSIENT)('is repeated when %s', async (_, fault) => {
      await orders.commit(commit);
      place.peer.fail('find', fault);
      expect(await orders.get('a')).toStrictEqual(write('a', 5, { note: 'five' }));
    });

    it('waits for an answer that comes late, and not for one that never comes', async () => {
      await orders.commit(commit);
      place.peer.fail('find', { delayMs: TIMEOUTS.commandMs / 2 });
      expect((await orders.get('a'))?.position).toBe(5n);
      place.peer.fail('find', ...Array<Fault>(20).fill('silence'));
      const asked = performance.now();
      await expect(orders.get('a')).rejects.toThrow(ReadStoreUnavailable);
      expect(performance.now() - asked).toBeLessThan(6_000);
    });

    it('fails when the answer makes no sense', async () => {
      place.peer.fail('find', ...Array<Fault>(20).fill('garble'));
      await expect(orders.get('a')).rejects.toThrow(ReadStoreUnavailable);
    });

    it('of a checkpoint asks for what a majority has, one of a document for the newest', async () => {
      await orders.get('a');
      await orders.checkpoint();
      expect(place.peer.commands).toMatchObject([
        { find: 'orders.1' },
        { find: '_generations', readConcern: { level: 'majority' } },
      ]);
      expect(place.peer.commands[0]).not.toHaveProperty('readConcern');
    });
  });

  it('makes one generation though the answer was lost', async () => {
    place.peer.fail('update', 'cut-after');
    expect(await store.createGeneration({ ...ORDERS, version: 2 })).toMatchObject({ number: 2, status: 'building' });
    expect(await store.generations('orders')).toHaveLength(2);
    await expect(store.createGeneration(ORDERS)).rejects.toThrow(GenerationExists);
  });

  it('swaps and drops once though the answer was lost', async () => {
    await store.createGeneration({ ...ORDERS, version: 2 });
    place.peer.fail('update', 'cut-after');
    await store.swap('orders', 2, 7);
    place.peer.fail('update', 'cut-after');
    await store.drop('orders', 1);
    expect(await store.generations('orders')).toMatchObject([{ number: 2, status: 'live' }]);
  });

  it('keeps a lease that it was granted though the answer was lost', async () => {
    place.peer.fail('insert', 'cut-after');
    expect(await store.acquireLease('work', 'a', 60_000)).toBe(true);
    place.peer.fail('update', 'cut-after');
    expect(await store.acquireLease('work', 'a', 60_000)).toBe(true);
    expect(await (await place.open()).acquireLease('work', 'b', 60_000)).toBe(false);
  });

  it('waits, when it is closed, for what is under way', async () => {
    place.peer.fail('update', { delayMs: 200 });
    const committed = orders.commit(commit);
    await store.close();
    expect(await committed).toEqual({ written: 1, stale: 0 });
    expect(checkpoint()).toBe(5n);
  });

  it('ends, when it is closed, what would be tried again', async () => {
    place.peer.fail('update', ...Array<Fault>(100).fill(NOT_PRIMARY));
    const committed = orders.commit(commit);
    const closed = store.close();
    await expect(committed).rejects.toThrow(ReadStoreUnavailable);
    await closed;
    expect(place.peer.count('update')).toBeLessThanOrEqual(2);
  });
});
