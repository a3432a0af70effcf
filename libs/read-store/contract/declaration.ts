import { expect, it } from '@jest/globals';
import { InvalidDocument } from '../errors.js';
import type { ReadModel } from '../port.js';
import { idsFound, idsOf, numbered, ORDERS, ordersIn, write, type OrderDoc } from './orders.js';
import type { FreshPlace } from './place.js';

const declaring = (change: Partial<ReadModel['declaration']>): ReadModel => ({
  ...ORDERS,
  declaration: { ...ORDERS.declaration, ...change },
});

/** A field or an index may be declared anew without new documents, so the version stays and nothing is rebuilt. */
export function declarationContract(place: FreshPlace): void {
  it('answers for a field and an array that were declared after the documents were written', async () => {
    const before = declaring({ fields: { buyer: 'string' }, arrays: {}, indexes: [] });
    await place.store.ensureLive(before);
    const old = await place.store.live<OrderDoc>(before);
    const documents = numbered(1_100, (i) =>
      write(`order-${1_000 + i}`, i, { total: BigInt(-i), tags: [`t${i % 3}`] }),
    );
    await old.commit({ documents: [...documents, write<OrderDoc>('order-gone', 5_000, null)] });

    const store = await place.another();
    const orders = await store.live<OrderDoc>(ORDERS);
    const query = { sort: [{ field: 'total', direction: 'asc' }], limit: 2 } as const;
    expect(idsOf(await orders.find(query))).toEqual(['order-2099', 'order-2098']);
    expect(await orders.count({ tags: { has: 't0' } })).toBe(367);
    expect(await orders.count({ total: { eq: null } })).toBe(0);
    await orders.commit({ documents: [write('order-1000', 9_000, { total: -9_999n, tags: ['new'] })] });
    expect(idsOf(await orders.find(query))).toEqual(['order-1000', 'order-2099']);
    expect(await orders.count({ tags: { has: 't0' } })).toBe(366);
  });

  it('answers for it in a store that had opened the generation before, too', async () => {
    const before = declaring({ fields: { buyer: 'string' }, arrays: {}, indexes: [] });
    await place.store.ensureLive(before);
    await (await place.store.live<OrderDoc>(before)).commit({ documents: [write('a', 1, { total: 5n })] });
    expect(await (await place.store.live<OrderDoc>(ORDERS)).count({ total: { eq: 5n } })).toBe(1);
  });

  it('answers the same when an index comes or goes', async () => {
    const orders = await ordersIn(place.store);
    await orders.commit({ documents: [write('a', 1, { total: 2n }), write('b', 2, { total: 1n })] });
    for (const indexes of [[['total']], [], [['total', 'buyer'], ['open']]]) {
      const store = await place.another();
      const changed = await store.live<OrderDoc>(declaring({ indexes }));
      expect(await idsFound(changed, { sort: [{ field: 'total', direction: 'asc' }] })).toEqual(['b', 'a']);
    }
  });

  it('forgets a field that is no longer declared, and fills it again when it comes back', async () => {
    const orders = await ordersIn(place.store);
    await orders.commit({ documents: [write('a', 1, { total: 1n, tags: ['x'] })] });
    const without = declaring({ fields: { buyer: 'string' }, arrays: {}, indexes: [] });
    const fewer = await (await place.another()).live<OrderDoc>(without);
    await fewer.commit({ documents: [write('a', 2, { total: 2n, tags: ['y'] })] });
    const again = await (await place.another()).live<OrderDoc>(ORDERS);
    expect(await again.count({ total: { eq: 1n } })).toBe(0);
    expect(await again.count({ total: { eq: 2n }, tags: { has: 'y' } })).toBe(1);
    expect(await again.count({ tags: { has: 'x' } })).toBe(0);
  });

  it('says which stored document does not fit', async () => {
    const before = declaring({ fields: {}, arrays: {}, indexes: [] });
    await place.store.ensureLive(before);
    const old = await place.store.live<OrderDoc>(before);
    await old.commit({ documents: [write('a', 1, {}), write('b', 2, { total: 'x' } as unknown as OrderDoc)] });
    const refused = (await place.another()).live(ORDERS);
    await expect(refused).rejects.toThrow(InvalidDocument);
    await expect(refused).rejects.toMatchObject({ id: 'b' });
  });
}
