import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidCursor } from '../errors.js';
import type { Generation, Query } from '../port.js';
import { idsOf, numbered, ordersIn, withOrders, write, type OrderDoc } from './orders.js';
import type { FreshPlace } from './place.js';

type Sort = NonNullable<Query['sort']>;
type SortField = 'buyer' | 'total' | 'score' | 'at' | 'open';

/** More than any query here has; a store that goes round in circles fails its test instead of hanging it. */
const MOST_PAGES = 200;

// Few different values, so that ties and missing fields are everywhere.
const anyDoc: fc.Arbitrary<OrderDoc> = fc.record(
  {
    buyer: fc.constantFrom('a', 'b', 'é', '語', ''),
    total: fc.constantFrom(-1n, 0n, 2n ** 53n, 2n ** 53n + 1n),
    score: fc.constantFrom(-10, -9.5, 0, 9.5, 10, 1e300),
    at: fc.constantFrom(new Date(-5), new Date(0), new Date(5)),
    open: fc.boolean(),
  },
  { requiredKeys: [] },
);
const anySort: fc.Arbitrary<Sort> = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom<SortField>('buyer', 'total', 'score', 'at', 'open'),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
  }),
  { maxLength: 3, selector: ({ field }) => field },
);

export function pagingContract(place: FreshPlace): void {
  it('gives every document once, in order, whatever the order and the size of the pages', async () => {
    const orders = await ordersIn(place.store);
    const documents = fc.sample(anyDoc, 60).map((doc, i) => write(`order-${100 + i}`, i, doc));
    await orders.commit({ documents });
    const question = fc.record({ sort: anySort, limit: fc.integer({ min: 1, max: 25 }) });
    await fc.assert(
      fc.asyncProperty(question, async (query) => {
        expect(await allIds(orders, query)).toEqual(inOrder(documents, query.sort));
      }),
      { numRuns: 40 },
    );
  });

  it('neither skips nor repeats a document that stayed while others come, go and move', async () => {
    const steps = fc.record({
      sort: anySort,
      limit: fc.integer({ min: 1, max: 7 }),
      docs: fc.array(anyDoc, { minLength: 30, maxLength: 30 }),
      changes: fc.array(fc.tuple(fc.nat({ max: 9 }), fc.option(anyDoc)), { minLength: 10, maxLength: 10 }),
    });
    let position = 0;
    await fc.assert(
      fc.asyncProperty(steps, async ({ sort, limit, docs, changes }) => {
        const orders = await ordersIn(place.store);
        // Those with an odd number stay; after each page something happens to one with an even number, or to a new one.
        const documents = docs.map((doc, i) => write(`order-${100 + i}`, (position += 1), doc));
        await orders.commit({ documents });
        const seen: string[] = [];
        let cursor: string | undefined;
        for (let page = 0; (page === 0 || cursor !== undefined) && page < MOST_PAGES; page++) {
          const { next, ...found } = await orders.find({ sort, limit, ...(cursor !== undefined && { cursor }) });
          seen.push(...idsOf(found));
          const [number, doc] = changes[page % changes.length] ?? [0, null];
          if (page < 60) await orders.commit({ documents: [write(`order-${100 + 4 * number}`, (position += 1), doc)] });
          cursor = next;
        }
        const stayed = documents.filter((_, i) => i % 2 === 1);
        const isStayer = new Set(stayed.map(({ id }) => id));
        expect(seen.filter((id) => isStayer.has(id))).toEqual(inOrder(stayed, sort));
        await orders.commit({
          documents: numbered(50, (i) => write<OrderDoc>(`order-${100 + i}`, (position += 1), null)),
        });
      }),
      { numRuns: 25 },
    );
  });

  it('goes on after a document that was deleted, and before one that came', async () => {
    const orders = await withOrders(place.store, { a: { total: 1n }, b: { total: 2n }, c: { total: 3n } });
    const query: Query = { sort: [{ field: 'total', direction: 'asc' }], limit: 2 };
    const first = await orders.find(query);
    await orders.commit({
      documents: [write<OrderDoc>('b', 10, null), write('bb', 11, { total: 2n }), write('aa', 12, { total: 1n })],
    });
    expect(idsOf(await orders.find({ ...query, ...cursorOf(first) }))).toEqual(['bb', 'c']);
  });

  it('says that there is no next page exactly when there is none', async () => {
    const orders = await withOrders(place.store, { a: {}, b: {}, c: {}, d: {} });
    const first = await orders.find({ limit: 2 });
    expect(first.next).toEqual(expect.any(String));
    expect(await orders.find({ limit: 2, ...cursorOf(first) })).not.toHaveProperty('next');
    expect((await orders.find({ limit: 4 })).next).toBeUndefined();
  });

  it('takes the cursor of the same question with another page size, in another store and another way of writing it', async () => {
    const orders = await withOrders(
      place.store,
      Object.fromEntries(numbered(9, (i) => [`o${i}`, { buyer: 'a', total: 1n }])),
    );
    const first = await orders.find({ where: { buyer: { eq: 'a' }, total: { gte: 1n, lte: 2n } }, limit: 3 });
    const rest = { where: { total: { lte: 2n, gte: 1n }, buyer: { eq: 'a' } }, limit: 5, ...cursorOf(first) };
    expect(idsOf(await orders.find(rest))).toEqual(['o3', 'o4', 'o5', 'o6', 'o7']);
    expect(idsOf(await (await ordersIn(await place.another())).find(rest))).toEqual(['o3', 'o4', 'o5', 'o6', 'o7']);
  });

  it('can be put into a URL as it is', async () => {
    const orders = await withOrders(place.store, { a: { buyer: 'é?&/+ 語' }, b: { buyer: 'é?&/+ 語' } });
    const { next } = await orders.find({ sort: [{ field: 'buyer', direction: 'asc' }], limit: 1 });
    expect(next).toMatch(/^[\w-]+$/);
  });

  it('refuses the cursor of another query and text that is no cursor', async () => {
    const orders = await withOrders(place.store, { a: { total: 1n }, b: { total: 2n } });
    const sort: Sort = [{ field: 'total', direction: 'asc' }];
    const { next = '' } = await orders.find({ sort, limit: 1 });
    const others: readonly Query[] = [
      { limit: 1, cursor: next },
      { limit: 1, cursor: next, sort: [{ field: 'total', direction: 'desc' }] },
      { limit: 1, cursor: next, sort: [{ field: 'score', direction: 'asc' }] },
      { limit: 1, cursor: next, sort: [...sort, { field: 'score', direction: 'asc' }] },
      { limit: 1, cursor: next, sort, where: { total: { gt: 0n } } },
      { limit: 1, cursor: `${next}x`, sort },
      { limit: 1, cursor: next.slice(0, -3), sort },
      { limit: 1, cursor: '', sort },
      { limit: 1, cursor: 'null', sort },
      { limit: 1, cursor: Buffer.from('null').toString('base64url'), sort },
      { limit: 1, cursor: Buffer.from('["$?"]').toString('base64url'), sort },
    ];
    for (const query of others) await expect(orders.find(query)).rejects.toThrow(InvalidCursor);
    expect(idsOf(await orders.find({ sort, limit: 1, cursor: next }))).toEqual(['b']);
  });
}

const cursorOf = ({ next }: { readonly next?: string }): { readonly cursor?: string } =>
  next === undefined ? {} : { cursor: next };

async function allIds(orders: Generation<OrderDoc>, query: Query): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await orders.find({ ...query, ...(cursor !== undefined && { cursor }) });
    expect(page.documents.length).toBeLessThanOrEqual(query.limit);
    ids.push(...idsOf(page));
    if (page.next === undefined) return ids;
    cursor = page.next;
  }
  throw new Error('the pages do not end');
}

/** The order that the port promises, computed here. */
function inOrder(
  documents: readonly { readonly id: string; readonly doc: OrderDoc | null }[],
  sort: Sort,
): readonly string[] {
  const last = sort.at(-1)?.direction ?? 'asc';
  const compared = documents.toSorted((a, b) => {
    for (const { field, direction } of sort) {
      const name = field as SortField; // anySort makes no others
      const order = compare(a.doc?.[name] ?? null, b.doc?.[name] ?? null);
      if (order !== 0) return direction === 'asc' ? order : -order;
    }
    return last === 'asc' ? compare(a.id, b.id) : compare(b.id, a.id);
  });
  return compared.map(({ id }) => id);
}

/** Missing first. Two values of one field have the same type; `<` compares dates by time. */
function compare(a: OrderDoc[SortField] | null, b: OrderDoc[SortField] | null): number {
  if (a === null || a === undefined || b === null || b === undefined) return Number(a !== null) - Number(b !== null);
  return Number(a > b) - Number(a < b);
}
