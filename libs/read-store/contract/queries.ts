import { expect, it } from '@jest/globals';
import { InvalidQuery, UndeclaredField } from '../errors.js';
import type { Condition, Query } from '../port.js';
import { idsFound, ordersIn, withOrders, write, type OrderDoc } from './orders.js';
import type { FreshPlace } from './place.js';

const BIG = 2n ** 53n;
const day = (n: number): Date => new Date(Date.UTC(2026, 10, n));

const DOCUMENTS: Readonly<Record<string, OrderDoc | null>> = {
  a: {
    buyer: 'acme',
    phase: 'confirmed',
    total: BIG,
    score: 9.5,
    at: day(1),
    open: true,
    tags: ['red', 'steel'],
    sizes: [1, 2.5],
  },
  b: { buyer: 'acme', phase: 'drafted', total: BIG + 1n, score: -2, at: day(2), open: false, cover: { granted: 7n } },
  c: { buyer: 'Zeta', phase: 'confirmed', total: -5n, score: 1e9, at: day(3), tags: ['red', 'red'], sizes: [] },
  d: { buyer: null, phase: 'confirmed', score: 0, at: new Date(-1), cover: {}, tags: [] },
  e: { buyer: 'émile', total: 0n, note: 'acme', sizes: [2.5, -1] },
  gone: null,
};

const MATCHES: readonly (readonly [what: string, field: string, condition: Condition, ids: string])[] = [
  ['text', 'buyer', { eq: 'acme' }, 'ab'],
  ['text that nobody has', 'buyer', { eq: 'ACME' }, ''],
  ['a bigint beyond 2^53', 'total', { eq: BIG + 1n }, 'b'],
  ['the bigint beside it', 'total', { eq: BIG }, 'a'],
  ['zero', 'total', { eq: 0n }, 'e'],
  ['a number', 'score', { eq: 9.5 }, 'a'],
  ['a date', 'at', { eq: day(2) }, 'b'],
  ['true', 'open', { eq: true }, 'a'],
  ['false, which is not missing', 'open', { eq: false }, 'b'],
  ['a nested field', 'cover.granted', { eq: 7n }, 'b'],
  ['null, which is missing or null', 'buyer', { eq: null }, 'd'],
  ['a missing nested field', 'cover.granted', { eq: null }, 'acde'],
  ['greater', 'total', { gt: BIG }, 'b'],
  ['greater or equal', 'total', { gte: BIG }, 'ab'],
  ['less', 'score', { lt: 0 }, 'b'],
  ['less or equal', 'score', { lte: 0 }, 'bd'],
  ['a range of dates, half-open', 'at', { gte: day(1), lt: day(3) }, 'ab'],
  ['dates before 1970', 'at', { lt: new Date(0) }, 'd'],
  ['an empty range', 'total', { gt: 5n, lt: 5n }, ''],
  ['a range of text, by code point', 'buyer', { gte: 'Z', lt: 'b' }, 'abc'],
  ['text beyond ASCII', 'buyer', { gt: 'z' }, 'e'],
  ['a range of booleans', 'open', { gt: false }, 'a'],
  ['a range never finds what is missing', 'open', { gte: false }, 'ab'],
  ['a member', 'tags', { has: 'red' }, 'ac'],
  ['a member of one', 'tags', { has: 'steel' }, 'a'],
  ['a member that nobody has', 'tags', { has: 're' }, ''],
  ['several members', 'tags', { hasAll: ['red', 'steel'] }, 'a'],
  ['the same member twice', 'tags', { hasAll: ['red', 'red'] }, 'ac'],
  ['members that nobody has together', 'tags', { hasAll: ['red', 're'] }, ''],
  ['a number among members', 'sizes', { has: 2.5 }, 'ae'],
];

export function queryContract(place: FreshPlace): void {
  it.each(MATCHES)('finds %s', async (_, field, condition, ids) => {
    const orders = await withOrders(place.store, DOCUMENTS);
    expect((await idsFound(orders, { where: { [field]: condition } })).join('')).toBe(ids);
    expect(await orders.count({ [field]: condition })).toBe(ids.length);
  });

  it('wants all conditions to hold', async () => {
    const orders = await withOrders(place.store, DOCUMENTS);
    const where: Query['where'] = {
      tags: { has: 'red' },
      sizes: { has: 1 },
      phase: { eq: 'confirmed' },
      score: { gt: 0, lt: 10 },
    };
    expect(await idsFound(orders, { where })).toEqual(['a']);
    expect(await orders.count(where)).toBe(1);
    expect(await orders.count({ ...where, open: { eq: false } })).toBe(0);
  });

  it('shows documents with their positions, and never a tombstone', async () => {
    const orders = await withOrders(place.store, DOCUMENTS);
    const { documents, next } = await orders.find({ limit: 10 });
    expect(documents).toStrictEqual(
      Object.entries(DOCUMENTS)
        .slice(0, 5)
        .map(([id, doc], i) => write(id, i + 1, doc)),
    );
    expect(next).toBeUndefined();
    expect(await orders.count()).toBe(5);
    expect(await orders.count({})).toBe(5);
    expect(await idsFound(orders, { where: { phase: { eq: null } } })).toEqual(['e']);
  });

  it.each<[string, Query['sort'], string]>([
    ['by id when nothing is asked', undefined, 'abcde'],
    ['by id when an empty list is asked', [], 'abcde'],
    ['bigints, missing first', [{ field: 'total', direction: 'asc' }], 'dceab'],
    ['bigints, missing last when descending', [{ field: 'total', direction: 'desc' }], 'baecd'],
    ['numbers', [{ field: 'score', direction: 'asc' }], 'ebdac'],
    ['dates', [{ field: 'at', direction: 'desc' }], 'cbade'],
    ['text by code point', [{ field: 'buyer', direction: 'asc' }], 'dcabe'],
    ['booleans, ties by id', [{ field: 'open', direction: 'asc' }], 'cdeba'],
    ['ties by id in the direction of the field', [{ field: 'open', direction: 'desc' }], 'abedc'],
    ['a nested field', [{ field: 'cover.granted', direction: 'desc' }], 'bedca'],
    [
      'by two fields',
      [
        { field: 'phase', direction: 'asc' },
        { field: 'score', direction: 'asc' },
      ],
      'edacb',
    ],
    [
      'by two fields in two directions',
      [
        { field: 'phase', direction: 'asc' },
        { field: 'score', direction: 'desc' },
      ],
      'ecadb',
    ],
    [
      'ties by id in the direction of the last field',
      [
        { field: 'buyer', direction: 'asc' },
        { field: 'open', direction: 'desc' },
      ],
      'dcabe',
    ],
  ])('sorts %s', async (_, sort, ids) => {
    const orders = await withOrders(place.store, DOCUMENTS);
    expect((await idsFound(orders, { ...(sort && { sort }) })).join('')).toBe(ids);
  });

  it('gives no more than the limit', async () => {
    const orders = await withOrders(place.store, DOCUMENTS);
    expect(await idsFound(orders, { limit: 2, sort: [{ field: 'at', direction: 'desc' }] })).toEqual(['c', 'b']);
    expect(await idsFound(orders, { limit: 1_000 })).toHaveLength(5);
  });

  it('answers from an empty read model', async () => {
    const orders = await ordersIn(place.store);
    expect(await orders.find({ limit: 5 })).toEqual({ documents: [] });
    expect(await orders.count({ buyer: { eq: 'acme' } })).toBe(0);
  });

  it('sees changed values at once', async () => {
    const orders = await withOrders(place.store, { a: { buyer: 'acme', tags: ['x', 'y'] } });
    await orders.commit({ documents: [write('a', 2, { buyer: 'zeta', tags: ['y', 'z'] })] });
    const counts = [{ buyer: { eq: 'acme' } }, { tags: { has: 'x' } }, { tags: { has: 'y' } }, { tags: { has: 'z' } }];
    expect(await Promise.all(counts.map((where) => orders.count(where)))).toEqual([0, 0, 1, 1]);
    await orders.commit({ documents: [write('a', 1, { buyer: 'acme', tags: ['x'] })] }); // stale
    expect(await Promise.all(counts.map((where) => orders.count(where)))).toEqual([0, 0, 1, 1]);
    await orders.commit({ documents: [write<OrderDoc>('a', 3, null)] });
    expect(await Promise.all(counts.map((where) => orders.count(where)))).toEqual([0, 0, 0, 0]);
  });

  it.each<[string, Partial<Query>, string]>([
    ['in a condition', { where: { note: { eq: 'acme' } } }, 'note'],
    ['below a declared one', { where: { 'buyer.name': { eq: 'acme' } } }, 'buyer.name'],
    ['that every object inherits', { where: { constructor: { eq: 'x' } } }, 'constructor'],
    ['in the order', { sort: [{ field: 'note', direction: 'asc' }] }, 'note'],
    ['as an array that is a scalar', { where: { buyer: { has: 'acme' } } }, 'buyer'],
    ['as a scalar that is an array', { where: { tags: { eq: 'red' } } }, 'tags'],
    ['in the order, an array', { sort: [{ field: 'tags', direction: 'asc' }] }, 'tags'],
  ])('refuses a field that is not declared %s', async (_, query, field) => {
    const orders = await withOrders(place.store, DOCUMENTS);
    const found = orders.find({ limit: 5, ...query });
    await expect(found).rejects.toThrow(UndeclaredField);
    await expect(found).rejects.toMatchObject({ field });
    if (query.where) await expect(orders.count(query.where)).rejects.toThrow(UndeclaredField);
  });

  it.each<[string, Partial<Query>]>([
    ['no documents', { limit: 0 }],
    ['a fraction of a document', { limit: 1.5 }],
    ['more than 1,000 documents', { limit: 1_001 }],
    ['a number where a bigint is declared', { where: { total: { eq: 5 } } }],
    ['a string where a date is declared', { where: { at: { gt: '2026-11-24' } } }],
    ['no members', { where: { tags: { hasAll: [] } } }],
    ['a string among numbers', { where: { sizes: { has: '1' } } }],
    ['NaN', { where: { score: { lt: Number.NaN } } }],
    ['a bigint over 64 bits', { where: { total: { lt: 2n ** 63n } } }],
    ['an invalid date', { where: { at: { lt: new Date(Number.NaN) } } }],
    ['a range without bounds', { where: { total: {} } }],
    ['an order that is neither', { sort: [{ field: 'total', direction: 'desc, id' as 'desc' }] }],
  ])('refuses to be asked for %s', async (_, query) => {
    const orders = await withOrders(place.store, DOCUMENTS);
    await expect(orders.find({ limit: 5, ...query })).rejects.toThrow(InvalidQuery);
  });
}
