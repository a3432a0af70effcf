import { expect, it } from '@jest/globals';
import { InvalidDocument } from '../errors.js';
import { at, collected, numbered, ordersIn, withOrders, write, type OrderDoc } from './orders.js';
import type { FreshPlace } from './place.js';

export function documentContract(place: FreshPlace): void {
  it('gives a document back with its position, and nothing where there is none', async () => {
    const orders = await withOrders(place.store, { a: { buyer: 'acme' } });
    expect(await orders.get('a')).toStrictEqual(write('a', 1, { buyer: 'acme' }));
    expect(await orders.get('b')).toBeUndefined();
    expect(await orders.get('')).toBeUndefined();
  });

  it('takes a newer write and refuses an older one and one at the same position', async () => {
    const orders = await ordersIn(place.store);
    expect(await orders.commit({ documents: [write('a', 5, { note: 'at 5' })] })).toEqual({ written: 1, stale: 0 });
    expect(await orders.commit({ documents: [write('a', 4, { note: 'late' })] })).toEqual({ written: 0, stale: 1 });
    expect(await orders.commit({ documents: [write('a', 5, { note: 'twin' })] })).toEqual({ written: 0, stale: 1 });
    expect(await orders.get('a')).toStrictEqual(write('a', 5, { note: 'at 5' }));
    expect(await orders.commit({ documents: [write('a', 6, { note: 'at 6' })] })).toEqual({ written: 1, stale: 0 });
    expect(await orders.get('a')).toStrictEqual(write('a', 6, { note: 'at 6' }));
  });

  it('replaces a document whole: a field that is gone is gone', async () => {
    const orders = await withOrders(place.store, { a: { buyer: 'acme', total: 5n, tags: ['x'] } });
    await orders.commit({ documents: [write('a', 2, { buyer: 'acme' })] });
    expect((await orders.get('a'))?.doc).toStrictEqual({ buyer: 'acme' });
    expect(await orders.count({ total: { eq: 5n } })).toBe(0);
    expect(await orders.count({ tags: { has: 'x' } })).toBe(0);
  });

  it('compares positions exactly beyond 2^53', async () => {
    const orders = await ordersIn(place.store);
    const big = 2n ** 62n;
    await orders.commit({ documents: [write('a', big, { note: 'first' })] });
    expect(await orders.commit({ documents: [write('a', big - 1n, { note: 'late' })] })).toEqual({
      written: 0,
      stale: 1,
    });
    expect(await orders.commit({ documents: [write('a', big + 1n, { note: 'next' })] })).toEqual({
      written: 1,
      stale: 0,
    });
    expect(await orders.get('a')).toStrictEqual(write('a', big + 1n, { note: 'next' }));
  });

  it('keeps a tombstone, which a late replay cannot resurrect and a newer event can', async () => {
    const orders = await withOrders(place.store, { a: { note: 'alive' } });
    await orders.commit({ documents: [write<OrderDoc>('a', 7, null)] });
    expect(await orders.get('a')).toStrictEqual(write('a', 7, null));
    const replay = [write('a', 1, { note: 'alive' }), write('a', 6, { note: 'late' }), write('a', 7, { note: 'twin' })];
    expect(await orders.commit({ documents: replay })).toEqual({ written: 0, stale: 3 });
    expect(await orders.get('a')).toStrictEqual(write('a', 7, null));
    expect(await orders.commit({ documents: [write('a', 8, { note: 'again' })] })).toEqual({ written: 1, stale: 0 });
    expect((await orders.get('a'))?.doc).toStrictEqual({ note: 'again' });
  });

  it('keeps the tombstone of a document that it never had', async () => {
    const orders = await ordersIn(place.store);
    expect(await orders.commit({ documents: [write<OrderDoc>('a', 3, null)] })).toEqual({ written: 1, stale: 0 });
    expect(await orders.commit({ documents: [write('a', 2, { note: 'late' })] })).toEqual({ written: 0, stale: 1 });
    expect(await orders.get('a')).toStrictEqual(write('a', 3, null));
  });

  it('applies the writes of one commit in order, also to the same document', async () => {
    const orders = await ordersIn(place.store);
    const documents = [
      write('a', 1, { note: 'one' }),
      write('b', 2, { note: 'other' }),
      write('a', 3, { note: 'three' }),
      write('a', 3, { note: 'twin' }),
      write('a', 2, { note: 'late' }),
      write<OrderDoc>('b', 4, null),
      write('c', 5, { note: 'five' }),
      write<OrderDoc>('c', 6, null),
      write('c', 7, { note: 'seven' }),
    ];
    expect(await orders.commit({ documents })).toEqual({ written: 7, stale: 2 });
    expect(await orders.getMany(['a', 'b', 'c'])).toStrictEqual([
      write('a', 3, { note: 'three' }),
      write('b', 4, null),
      write('c', 7, { note: 'seven' }),
    ]);
    expect(await orders.commit({ documents })).toEqual({ written: 0, stale: 9 });
  });

  it('gives many in the order that they were asked for: tombstones, gaps and repeats included', async () => {
    const orders = await withOrders(place.store, { a: { note: 'a' }, b: null, c: { note: 'c' } });
    expect(await orders.getMany(['c', 'nothing', 'b', 'a', 'c', ''])).toStrictEqual([
      write('c', 3, { note: 'c' }),
      undefined,
      write('b', 2, null),
      write('a', 1, { note: 'a' }),
      write('c', 3, { note: 'c' }),
      undefined,
    ]);
    expect(await orders.getMany([])).toStrictEqual([]);
  });

  it('takes and gives thousands at once', async () => {
    const orders = await ordersIn(place.store);
    const documents = numbered(2_500, (i) => write(`order-${i}`, i, { total: BigInt(i), tags: [`t${i % 10}`] }));
    expect(await orders.commit({ documents, checkpoint: at(2_499) })).toEqual({ written: 2_500, stale: 0 });
    const reversed = documents.toReversed();
    expect(await orders.getMany(reversed.map(({ id }) => id))).toStrictEqual(reversed);
    const half = documents.map((each, i) => (i % 2 === 0 ? each : { ...each, position: at(5_000 + i) }));
    expect(await orders.commit({ documents: half })).toEqual({ written: 1_250, stale: 1_250 });
  });

  it('takes any text as an id that is well-formed and has no NUL', async () => {
    const ids = ['ö', '語', '👩‍🌾', 'a b', "o'clock", '"', '%', '$set', 'a.b', '__proto__', 'x'.repeat(500)];
    const documents = ids.map((id, i) => write(id, i, { note: id }));
    const orders = await ordersIn(place.store);
    await orders.commit({ documents });
    expect(await orders.getMany(ids)).toStrictEqual(documents);
    expect(await Promise.all(ids.map((id) => orders.get(id)))).toStrictEqual(documents);
    expect(await collected(orders.scan())).toHaveLength(ids.length);
  });

  it('finds nothing under an id that no document can have', async () => {
    const orders = await withOrders(place.store, { a: {}, '\ufffd': {} });
    for (const id of ['', 'a\0b', 'a\0', '\ud800']) {
      expect(await orders.get(id)).toBeUndefined();
      expect(await orders.getMany([id])).toStrictEqual([undefined]);
    }
  });

  it.each(['', 'a\0b', '\ud800'])('refuses the id %j, with all of its commit', async (id) => {
    const orders = await ordersIn(place.store);
    const documents = [write('good', 1, { note: 'good' }), write(id, 2, { note: 'bad' })];
    await expect(orders.commit({ documents, checkpoint: at(2) })).rejects.toThrow(InvalidDocument);
    expect(await orders.get('good')).toBeUndefined();
    expect(await orders.checkpoint()).toBe(-1n);
  });

  it('scans every document and tombstone in order of id', async () => {
    const orders = await ordersIn(place.store);
    const documents = numbered(1_200, (i) =>
      write<OrderDoc>(`order-${1_000 + i}`, i, i % 100 === 7 ? null : { total: BigInt(i) }),
    );
    await orders.commit({ documents: documents.toReversed() });
    expect(await collected(orders.scan())).toStrictEqual(documents);
    const sizes: number[] = [];
    for await (const batch of orders.scan()) sizes.push(batch.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
  });

  it('ends a scan that the reader leaves, and scans what is empty', async () => {
    const orders = await ordersIn(place.store);
    expect(await collected(orders.scan())).toStrictEqual([]);
    await orders.commit({ documents: numbered(1_200, (i) => write(`order-${i}`, i, { total: 1n })) });
    for await (const batch of orders.scan()) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(await orders.commit({ documents: [write('order-0', 2_000, { total: 2n })] })).toEqual({
      written: 1,
      stale: 0,
    });
  });
}
