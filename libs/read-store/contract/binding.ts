import { expect, it } from '@jest/globals';
import { START, type Position } from '#kernel';
import { ReadStoreMismatch } from '../errors.js';
import { at, ORDERS, ordersIn } from './orders.js';
import type { FreshPlace } from './place.js';

/** One line for an operator: no stack, no line break, and what to do. */
const oneLine = (...parts: readonly string[]): RegExp => new RegExp(`^[^\\n]*${parts.join('[^\\n]*')}[^\\n]*$`);

const headAt = (position: Position) => (): Promise<Position> => Promise.resolve(position);

export function bindingContract(place: FreshPlace): void {
  it('records the event store at the first call and accepts it ever after', async () => {
    await place.store.bind('store-a', headAt(START));
    await place.store.bind('store-a', headAt(at(5)));
    await (await place.another()).bind('store-a', headAt(at(5)));
  });

  it('refuses another event store, and goes on refusing it', async () => {
    await place.store.bind('store-a', headAt(at(5)));
    const other = await place.another();
    await expect(other.bind('store-b', headAt(at(5)))).rejects.toThrow(ReadStoreMismatch);
    await expect(other.bind('store-b', headAt(at(5)))).rejects.toThrow(oneLine('store-a', 'store-b'));
    await other.bind('store-a', headAt(at(5)));
  });

  it('binds to one of two that come first at once', async () => {
    const other = await place.another();
    const bound = await Promise.allSettled([
      place.store.bind('store-a', headAt(START)),
      other.bind('store-b', headAt(START)),
    ]);
    expect(bound.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('refuses an event store whose head is behind the live generation', async () => {
    await place.store.bind('store-a', headAt(START));
    await (await ordersIn(place.store)).commit({ checkpoint: at(90) });
    await place.store.bind('store-a', headAt(at(90)));
    await expect(place.store.bind('store-a', headAt(at(89)))).rejects.toThrow(ReadStoreMismatch);
    await expect(place.store.bind('store-a', headAt(at(89)))).rejects.toThrow(oneLine('orders', '90', '89'));
    await expect(place.store.bind('store-a', headAt(START))).rejects.toThrow(ReadStoreMismatch);
  });

  it('refuses one that is behind a building generation or a named checkpoint', async () => {
    await ordersIn(place.store);
    await place.store.createGeneration(ORDERS);
    await (await place.store.generation(ORDERS, 2)).commit({ checkpoint: at(7) });
    await expect((await place.another()).bind('store-a', headAt(at(6)))).rejects.toThrow(oneLine('orders', '7', '6'));
    await place.store.drop('orders', 2);
    await place.store.bind('store-a', headAt(at(6)));
    await place.store.moveCheckpoint('saga-coverage', at(8));
    await expect(place.store.bind('store-a', headAt(at(6)))).rejects.toThrow(oneLine('saga-coverage', '8', '6'));
  });

  it('asks for the head when it knows the checkpoints: what others digest meanwhile is not taken for a restored backup', async () => {
    await place.store.bind('store-a', headAt(START));
    const orders = await ordersIn(place.store);
    await orders.commit({ checkpoint: at(3) });
    await place.store.bind('store-a', async () => {
      const head = at(3);
      await orders.commit({ checkpoint: at(9) });
      return head;
    });
  });
}
