import { expect, it } from '@jest/globals';
import { GenerationBehind, GenerationExists, GenerationIsLive, NoSuchGeneration, UndeclaredField } from '../errors.js';
import type { Generation, GenerationInfo } from '../port.js';
import { at, numbered, ORDERS, ordersIn, write, type OrderDoc } from './orders.js';
import type { FreshPlace } from './place.js';

const info = (number: number, status: GenerationInfo['status'], version = 1): GenerationInfo => ({
  model: 'orders',
  number,
  status,
  version,
});
const V2 = { ...ORDERS, version: 2 };

export function generationContract(place: FreshPlace): void {
  const building = async (): Promise<Generation<OrderDoc>> => {
    const { number } = await place.store.createGeneration(V2);
    return place.store.generation<OrderDoc>(V2, number);
  };

  it('has none of a read model that is new', async () => {
    expect(await place.store.generations('orders')).toEqual([]);
    await expect(place.store.live(ORDERS)).rejects.toThrow(NoSuchGeneration);
    await expect(place.store.generation(ORDERS, 1)).rejects.toThrow(NoSuchGeneration);
  });

  it('makes the first one live at once and a later one building', async () => {
    const { store } = place;
    expect(await store.createGeneration(ORDERS)).toStrictEqual(info(1, 'live'));
    expect(await store.createGeneration(V2)).toStrictEqual(info(2, 'building', 2));
    expect(await store.generations('orders')).toStrictEqual([info(1, 'live'), info(2, 'building', 2)]);
    expect((await store.live(ORDERS)).info).toStrictEqual(info(1, 'live'));
    expect((await store.generation(ORDERS, 2)).info).toStrictEqual(info(2, 'building', 2));
  });

  it('builds one at a time', async () => {
    await ordersIn(place.store);
    await place.store.createGeneration(V2);
    await expect(place.store.createGeneration(V2)).rejects.toThrow(GenerationExists);
    expect(await place.store.generations('orders')).toHaveLength(2);
  });

  it('ensures one live generation, however many ask at once', async () => {
    const stores = [place.store, await place.another(), await place.another()];
    const asked = await Promise.all([...stores, ...stores, ...stores].map((store) => store.ensureLive(ORDERS)));
    expect(asked).toStrictEqual(numbered(9, () => info(1, 'live')));
    expect(await place.store.generations('orders')).toStrictEqual([info(1, 'live')]);
    expect(await place.store.ensureLive(V2)).toStrictEqual(info(1, 'live'));
  });

  it('keeps read models and generations apart', async () => {
    const orders = await ordersIn(place.store);
    const next = await building();
    await place.store.ensureLive({ ...ORDERS, name: 'orders-too' });
    const others = await place.store.live<OrderDoc>({ ...ORDERS, name: 'orders-too' });
    await orders.commit({ documents: [write('a', 1, { note: 'live' })], checkpoint: at(1) });
    await next.commit({ documents: [write('a', 2, { note: 'building' })], checkpoint: at(2) });
    expect(await orders.get('a')).toStrictEqual(write('a', 1, { note: 'live' }));
    expect(await next.get('a')).toStrictEqual(write('a', 2, { note: 'building' }));
    expect(await others.get('a')).toBeUndefined();
    expect([await orders.checkpoint(), await next.checkpoint(), await others.checkpoint()]).toEqual([1n, 2n, -1n]);
  });

  it('swaps in one step: the building one is live, the live one retires', async () => {
    const { store } = place;
    const old = await ordersIn(store);
    const next = await building();
    await old.commit({ documents: [write('a', 1, { note: 'old' })], checkpoint: at(1) });
    await next.commit({ documents: [write('a', 1, { note: 'new' })], checkpoint: at(1) });
    await store.swap('orders', 2, 1_700_000_000_000);
    const retiring = { ...info(1, 'retiring'), retireAt: 1_700_000_000_000 };
    expect(await store.generations('orders')).toStrictEqual([retiring, info(2, 'live', 2)]);
    expect((await (await store.live<OrderDoc>(V2)).get('a'))?.doc).toStrictEqual({ note: 'new' });
    await old.commit({ documents: [write('a', 2, { note: 'still followed' })], checkpoint: at(2) });
    expect(await (await store.generation(ORDERS, 1)).checkpoint()).toBe(2n);
  });

  it('refuses to swap in what is behind, and swaps what is level or ahead', async () => {
    const orders = await ordersIn(place.store);
    const next = await building();
    await orders.commit({ checkpoint: at(5) });
    await next.commit({ checkpoint: at(4) });
    await expect(place.store.swap('orders', 2, 0)).rejects.toThrow(GenerationBehind);
    expect((await place.store.live(ORDERS)).info.number).toBe(1);
    await next.commit({ checkpoint: at(6) });
    await place.store.swap('orders', 2, 0);
    expect((await place.store.live(ORDERS)).info.number).toBe(2);
  });

  it('swaps once when it is asked twice, and never what is not being built', async () => {
    await ordersIn(place.store);
    await building();
    await place.store.swap('orders', 2, 5);
    await place.store.swap('orders', 2, 9);
    expect(await place.store.generations('orders')).toMatchObject([
      { status: 'retiring', retireAt: 5 },
      { status: 'live' },
    ]);
    await expect(place.store.swap('orders', 1, 0)).rejects.toThrow(NoSuchGeneration);
    await expect(place.store.swap('orders', 7, 0)).rejects.toThrow(NoSuchGeneration);
    await expect(place.store.swap('nothing', 1, 0)).rejects.toThrow(NoSuchGeneration);
  });

  it('drops what is not live, repeatably, and says so to who still has it', async () => {
    const { store } = place;
    const old = await ordersIn(store);
    await building();
    await expect(store.drop('orders', 1)).rejects.toThrow(GenerationIsLive);
    await store.swap('orders', 2, 0);
    await store.drop('orders', 1);
    await store.drop('orders', 1);
    await store.drop('orders', 7);
    await store.drop('nothing', 1);
    expect(await store.generations('orders')).toStrictEqual([info(2, 'live', 2)]);
    await expect(store.generation(ORDERS, 1)).rejects.toThrow(NoSuchGeneration);
    await expect(old.get('a')).rejects.toThrow(NoSuchGeneration);
    await expect(old.commit({ checkpoint: at(1) })).rejects.toThrow(NoSuchGeneration);
  });

  it('never uses a number again', async () => {
    await ordersIn(place.store);
    await (await building()).commit({ documents: [write('a', 1, { note: 'dropped' })], checkpoint: at(1) });
    await place.store.drop('orders', 2);
    const next = await building();
    expect(next.info).toStrictEqual(info(3, 'building', 2));
    expect(await next.get('a')).toBeUndefined();
    expect(await next.checkpoint()).toBe(-1n);
  });

  it('refuses a declaration that makes no sense, and makes no generation of it', async () => {
    const { declaration } = ORDERS;
    const create = (change: Partial<typeof ORDERS>): Promise<unknown> =>
      place.store.createGeneration({ ...ORDERS, ...change });
    await expect(create({ declaration: { ...declaration, indexes: [['note']] } })).rejects.toThrow(UndeclaredField);
    await expect(create({ declaration: { ...declaration, indexes: [['tags']] } })).rejects.toThrow(UndeclaredField);
    await expect(create({ declaration: { ...declaration, arrays: { buyer: 'string' } } })).rejects.toThrow(RangeError);
    await expect(create({ name: '../orders' })).rejects.toThrow(RangeError);
    expect(await place.store.generations('orders')).toEqual([]);
  });
}
