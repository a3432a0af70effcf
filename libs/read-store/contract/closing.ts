import { expect, it } from '@jest/globals';
import { START } from '#kernel';
import { ReadStoreUnavailable } from '../errors.js';
import { at, collected, ORDERS, ordersIn, write } from './orders.js';
import type { FreshPlace } from './place.js';

export function closingContract(place: FreshPlace): void {
  it('refuses every call after it, to the store and to its generations', async () => {
    const store = await place.another();
    const orders = await ordersIn(store);
    await store.close();
    const calls: readonly (() => Promise<unknown>)[] = [
      () => store.bind('store-a', () => Promise.resolve(START)),
      () => store.generations('orders'),
      () => store.ensureLive(ORDERS),
      () => store.createGeneration(ORDERS),
      () => store.generation(ORDERS, 1),
      () => store.live(ORDERS),
      () => store.swap('orders', 1, 0),
      () => store.drop('orders', 1),
      () => store.checkpoint('saga'),
      () => store.moveCheckpoint('saga', at(1)),
      () => store.acquireLease('work', 'a', 1_000),
      () => store.releaseLease('work', 'a'),
      () => orders.get('a'),
      () => orders.getMany(['a']),
      () => orders.find({ limit: 1 }),
      () => orders.count(),
      () => collected(orders.scan()),
      () => orders.parked(),
      () => orders.checkpoint(),
      () => orders.commit({ documents: [write('a', 1, {})] }),
    ];
    for (const call of calls) await expect(call()).rejects.toThrow(ReadStoreUnavailable);
  });

  it('is repeatable, and leaves other stores open', async () => {
    const store = await place.another();
    await ordersIn(store);
    await Promise.all([store.close(), store.close()]);
    await store.close();
    await (await ordersIn(place.store)).commit({ documents: [write('a', 1, {})] });
  });

  it('opens nothing more, also for a call that was under way', async () => {
    await ordersIn(place.store);
    const store = await place.another();
    const opening = store.live(ORDERS).then((orders) => orders.get('a'));
    await Promise.all([expect(opening).rejects.toThrow(ReadStoreUnavailable), store.close()]);
  });

  it('ends what is under way: whole, or not at all', async () => {
    const store = await place.another();
    const orders = await ordersIn(store);
    const commits = [1, 2, 3, 4].map((n) =>
      orders.commit({ documents: [write(`order-${n}`, n, {})], checkpoint: at(n) }),
    );
    const closed = store.close();
    const results = await Promise.allSettled(commits);
    await closed;
    const survivors = await collected((await ordersIn(place.store)).scan());
    expect(survivors).toHaveLength(results.filter(({ status }) => status === 'fulfilled').length);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ReadStoreUnavailable);
    }
  });
}
