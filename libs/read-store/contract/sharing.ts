import { expect, it } from '@jest/globals';
import { NoSuchGeneration } from '../errors.js';
import { at, numbered, ORDERS, ordersIn, write } from './orders.js';
import type { FreshPlace } from './place.js';

export function sharingContract(place: FreshPlace): void {
  it('shows the writes of one store in the other at once, and guards between them', async () => {
    const one = await ordersIn(place.store);
    const other = await ordersIn(await place.another());
    await one.commit({ documents: [write('a', 5, { note: 'one' })], checkpoint: at(5) });
    expect(await other.get('a')).toStrictEqual(write('a', 5, { note: 'one' }));
    expect(await other.commit({ documents: [write('a', 4, { note: 'other' })] })).toEqual({ written: 0, stale: 1 });
    expect(await other.commit({ documents: [write('a', 6, { note: 'other' })] })).toEqual({ written: 1, stale: 0 });
    expect((await one.get('a'))?.doc).toStrictEqual({ note: 'other' });
    expect(await other.checkpoint()).toBe(5n);
  });

  it('shows generations, swaps, drops and named checkpoints of one store in the other', async () => {
    const { store } = place;
    const other = await place.another();
    await store.ensureLive(ORDERS);
    const retired = await other.live(ORDERS);
    await store.createGeneration(ORDERS);
    expect(await other.generations('orders')).toMatchObject([{ status: 'live' }, { status: 'building' }]);
    await store.swap('orders', 2, 5);
    expect((await other.live(ORDERS)).info.number).toBe(2);
    await store.drop('orders', 1);
    expect(await other.generations('orders')).toMatchObject([{ number: 2 }]);
    await expect(other.generation(ORDERS, 1)).rejects.toThrow(NoSuchGeneration);
    await expect(retired.get('a')).rejects.toThrow(NoSuchGeneration);
    await store.moveCheckpoint('saga', at(9));
    expect(await other.checkpoint('saga')).toBe(9n);
  });

  it('lets many commits at once end as the newest of each document, from one store and from several', async () => {
    const generations = [place.store, place.store, await place.another(), await place.another()].map(ordersIn);
    const commits = numbered(80, async (i) => {
      const orders = await generations[i % 4];
      const documents = numbered(10, (k) => write(`order-${(i + k) % 25}`, i, { total: BigInt(i), tags: [`t${i}`] }));
      return orders?.commit({ documents, checkpoint: at(i) });
    });
    const results = await Promise.all(commits);
    expect(results.every((result) => result?.written === 10 - (result?.stale ?? 0))).toBe(true);
    const orders = await ordersIn(place.store);
    expect(await orders.checkpoint()).toBe(79n);
    for (let n = 0; n < 25; n++) {
      const newest = Math.max(...numbered(80, (i) => ((n - (i % 25) + 25) % 25 < 10 ? i : -1)));
      expect(await orders.get(`order-${n}`)).toStrictEqual(
        write(`order-${n}`, newest, { total: BigInt(newest), tags: [`t${newest}`] }),
      );
    }
    expect(await orders.count({ tags: { has: 't79' } })).toBe(10);
  });

  it('keeps everything for the store that is opened next', async () => {
    const first = await place.another();
    const orders = await ordersIn(first);
    await orders.commit({ documents: [write('a', 1, { total: 1n })], checkpoint: at(1) });
    await first.moveCheckpoint('saga', at(2));
    await first.close();
    const next = await place.another();
    const again = await next.live(ORDERS);
    expect(await again.get('a')).toStrictEqual(write('a', 1, { total: 1n }));
    expect(await again.checkpoint()).toBe(1n);
    expect(await next.checkpoint('saga')).toBe(2n);
  });
}
