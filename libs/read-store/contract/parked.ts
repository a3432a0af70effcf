import { expect, it } from '@jest/globals';
import { InvalidDocument } from '../errors.js';
import type { ParkedKey } from '../port.js';
import { at, collected, ordersIn, write } from './orders.js';
import type { FreshPlace } from './place.js';

const waiting = (key: string, ...positions: readonly number[]): ParkedKey => ({
  key,
  first: String(positions.at(0)),
  last: String(positions.at(-1)),
  events: positions.length,
  error: 'cannot read properties of undefined',
});

export function parkedContract(place: FreshPlace): void {
  it('keeps parked keys beside the documents, in order of id, and counts only the documents', async () => {
    const orders = await ordersIn(place.store);
    const parked = [write('b', 5, waiting('b', 5)), write('a', 6, waiting('a', 4, 6))];
    expect(await orders.commit({ documents: [write('c', 1, { note: 'c' })], parked })).toEqual({
      written: 1,
      stale: 0,
    });
    expect(await orders.parked()).toStrictEqual(parked.toReversed());
    expect(await orders.get('a')).toBeUndefined();
    expect(await orders.count()).toBe(1);
    expect(await collected(orders.scan())).toHaveLength(1);
  });

  it('guards them by position', async () => {
    const orders = await ordersIn(place.store);
    await orders.commit({ parked: [write('a', 6, waiting('a', 4, 6))] });
    await orders.commit({ parked: [write('a', 4, waiting('a', 4)), write('a', 6, waiting('a', 9))] });
    expect(await orders.parked()).toStrictEqual([write('a', 6, waiting('a', 4, 6))]);
    await orders.commit({ parked: [write('a', 7, waiting('a', 4, 6, 7))] });
    expect(await orders.parked()).toStrictEqual([write('a', 7, waiting('a', 4, 6, 7))]);
  });

  it('removes one at a newer position only', async () => {
    const orders = await ordersIn(place.store);
    await orders.commit({ parked: [write('a', 6, waiting('a', 4, 6))] });
    await orders.commit({ parked: [write<ParkedKey>('a', 6, null)] });
    expect(await orders.parked()).toHaveLength(1);
    await orders.commit({ documents: [write('a', 7, { note: 'mended' })], parked: [write<ParkedKey>('a', 7, null)] });
    expect(await orders.parked()).toStrictEqual([]);
    expect(await orders.get('a')).toStrictEqual(write('a', 7, { note: 'mended' }));
  });

  it('does not let a late one back in, but a new one', async () => {
    const orders = await ordersIn(place.store);
    await orders.commit({ parked: [write('a', 5, waiting('a', 5)), write<ParkedKey>('a', 6, null)] });
    await orders.commit({ parked: [write('a', 5, waiting('a', 5)), write('a', 6, waiting('a', 6))] });
    expect(await orders.parked()).toStrictEqual([]);
    await orders.commit({ parked: [write('a', 7, waiting('a', 7))], checkpoint: at(7) });
    expect(await orders.parked()).toStrictEqual([write('a', 7, waiting('a', 7))]);
  });

  it('refuses one whose id is out of form, with all of its commit', async () => {
    const orders = await ordersIn(place.store);
    const commit = orders.commit({ documents: [write('a', 1, {})], parked: [write('', 1, waiting('', 1))] });
    await expect(commit).rejects.toThrow(InvalidDocument);
    expect(await orders.get('a')).toBeUndefined();
  });
}
