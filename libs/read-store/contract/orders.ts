import { position, type Position } from '#kernel';
import type { Generation, GuardedWrite, Page, Query, ReadModel, ReadStore } from '../port.js';

/** The documents that the contract's tests store: a declared field of every type, and one that is not declared. */
export interface OrderDoc {
  readonly buyer?: string | null;
  readonly phase?: string;
  readonly total?: bigint;
  readonly score?: number;
  readonly at?: Date;
  readonly open?: boolean;
  readonly cover?: { readonly granted?: bigint; readonly currency?: string };
  readonly tags?: readonly string[];
  readonly sizes?: readonly number[];
  readonly note?: string;
}

export const ORDERS: ReadModel = {
  name: 'orders',
  version: 1,
  declaration: {
    fields: {
      buyer: 'string',
      phase: 'string',
      total: 'bigint',
      score: 'number',
      at: 'date',
      open: 'boolean',
      'cover.granted': 'bigint',
    },
    arrays: { tags: 'string', sizes: 'number' },
    indexes: [['buyer', 'total'], ['at'], ['phase', 'score']],
  },
};

export const at = (value: number | bigint): Position => position(BigInt(value));

export const write = <Doc>(id: string, atPosition: number | bigint, doc: Doc | null): GuardedWrite<Doc> => ({
  id,
  position: at(atPosition),
  doc,
});

export const ordersIn = async (store: ReadStore): Promise<Generation<OrderDoc>> => {
  await store.ensureLive(ORDERS);
  return store.live<OrderDoc>(ORDERS);
};

/** The live orders, with these documents in it at positions 1, 2, 3 … */
export async function withOrders(
  store: ReadStore,
  documents: Readonly<Record<string, OrderDoc | null>>,
): Promise<Generation<OrderDoc>> {
  const orders = await ordersIn(store);
  await orders.commit({ documents: Object.entries(documents).map(([id, doc], i) => write(id, i + 1, doc)) });
  return orders;
}

export const idsOf = ({ documents }: Page<object>): readonly string[] => documents.map(({ id }) => id);

export const idsFound = async (orders: Generation<OrderDoc>, query: Partial<Query>): Promise<readonly string[]> =>
  idsOf(await orders.find({ limit: 100, ...query }));

export async function collected<T>(batches: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

export const numbered = <T>(count: number, make: (i: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i));
