import { expect, it } from '@jest/globals';
import { START } from '#kernel';
import { InvalidDocument } from '../errors.js';
import { at, ordersIn, write, type OrderDoc } from './orders.js';
import type { FreshPlace } from './place.js';

export function checkpointContract(place: FreshPlace): void {
  it('begins before the first event and moves forward only', async () => {
    const orders = await ordersIn(place.store);
    expect(await orders.checkpoint()).toBe(START);
    const reached: bigint[] = [];
    for (const checkpoint of [0, 5, 3, 5, 2n ** 62n + 1n, 2n ** 62n]) {
      await orders.commit({ checkpoint: at(checkpoint) });
      reached.push(await orders.checkpoint());
    }
    expect(reached).toEqual([0n, 5n, 5n, 5n, 2n ** 62n + 1n, 2n ** 62n + 1n]);
  });

  it('moves with documents, without any, and also when all of them are stale', async () => {
    const orders = await ordersIn(place.store);
    expect(await orders.commit({ documents: [write('a', 5, {})], checkpoint: at(5) })).toEqual({
      written: 1,
      stale: 0,
    });
    expect(await orders.commit({ checkpoint: at(6) })).toEqual({ written: 0, stale: 0 });
    expect(await orders.commit({ documents: [write('a', 4, {})], checkpoint: at(7) })).toEqual({
      written: 0,
      stale: 1,
    });
    expect(await orders.checkpoint()).toBe(7n);
    expect(await orders.commit({ documents: [write('a', 8, {})] })).toEqual({ written: 1, stale: 0 });
    expect(await orders.checkpoint()).toBe(7n);
    expect(await orders.commit({})).toEqual({ written: 0, stale: 0 });
  });

  it('stays where the documents of its commit were not written', async () => {
    const orders = await ordersIn(place.store);
    const documents = [write('a', 1, {}), write('b', 2, { total: 'no bigint' } as unknown as OrderDoc)];
    await expect(orders.commit({ documents, checkpoint: at(2) })).rejects.toThrow(InvalidDocument);
    expect(await orders.checkpoint()).toBe(START);
  });

  it('is never seen ahead of its documents', async () => {
    const orders = await ordersIn(place.store);
    const other = await ordersIn(await place.another());
    const writer = { isDone: false };
    const writing = (async () => {
      for (let i = 1; i <= 100; i++) await orders.commit({ documents: [write('a', i, {})], checkpoint: at(i) });
      writer.isDone = true;
    })();
    while (!writer.isDone) {
      const checkpoint = await other.checkpoint();
      const stored = await other.get('a');
      expect(stored?.position ?? START).toBeGreaterThanOrEqual(checkpoint);
      await new Promise(setImmediate);
    }
    await writing;
    expect(await other.checkpoint()).toBe(100n);
  });

  it('keeps named ones apart from each other and from the read models', async () => {
    const { store } = place;
    const orders = await ordersIn(store);
    expect(await store.checkpoint('saga-coverage')).toBe(START);
    await store.moveCheckpoint('saga-coverage', at(2n ** 60n + 1n));
    await store.moveCheckpoint('saga-coverage', at(2n ** 60n));
    await store.moveCheckpoint('orders', at(3));
    expect(await store.checkpoint('saga-coverage')).toBe(2n ** 60n + 1n);
    expect(await store.checkpoint('orders')).toBe(3n);
    expect(await orders.checkpoint()).toBe(START);
  });
}
