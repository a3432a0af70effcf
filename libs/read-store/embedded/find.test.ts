import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase } from '#embedded';
import { numbered, ORDERS, ordersIn, write, type OrderDoc } from '../contract/orders.js';
import type { Generation, Query } from '../port.js';
import { planQuery } from '../query-plan.js';
import { EmbeddedReadStore } from './embedded-read-store.js';
import { stretches } from './find.js';

describe('find in the embedded store', () => {
  let folder: string;
  let store: EmbeddedReadStore;
  let orders: Generation<OrderDoc>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'read-store-'));
    store = await EmbeddedReadStore.open(folder);
    orders = await ordersIn(store);
  });

  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** How SQLite means to answer each stretch of the page. */
  async function plansFor(query: Query): Promise<readonly string[]> {
    const db = await openDatabase(join(folder, 'read', 'orders.1.db'));
    const plans = stretches(planQuery(ORDERS, query)).map(({ sql, parameters }) => {
      const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all([...parameters, query.limit + 1]);
      return (steps as readonly { readonly detail: string }[]).map(({ detail }) => detail).join('; ');
    });
    db.close();
    return plans;
  }

  const byBuyer: Query = { where: { buyer: { eq: 'acme' } }, sort: [{ field: 'total', direction: 'desc' }], limit: 2 };

  it.each<[string, Query, string]>([
    [
      'equality and order',
      byBuyer,
      'SEARCH documents USING INDEX documents by buyer string, total bigint (buyer string=?)',
    ],
    [
      'equality with what is missing',
      { ...byBuyer, where: { buyer: { eq: null } } },
      'SEARCH documents USING INDEX documents by buyer string, total bigint (buyer string=?)',
    ],
    [
      'a range',
      { where: { at: { gte: new Date(0) } }, sort: [{ field: 'at', direction: 'asc' }], limit: 2 },
      'SEARCH documents USING INDEX documents by at date (at date>?)',
    ],
    [
      'order alone',
      {
        sort: [
          { field: 'phase', direction: 'asc' },
          { field: 'score', direction: 'asc' },
        ],
        limit: 2,
      },
      'SCAN documents USING INDEX documents by phase string, score number',
    ],
  ])('answers %s from a declared index, without sorting', async (_, query, plan) => {
    expect(await plansFor(query)).toEqual([plan]);
  });

  it('begins every stretch of a later page in the index, where the page before ended', async () => {
    await orders.commit({ documents: numbered(5, (i) => write(`order-${i}`, i, { buyer: 'acme', total: BigInt(i) })) });
    const { next = '' } = await orders.find(byBuyer);
    const index = 'SEARCH documents USING INDEX documents by buyer string, total bigint';
    expect(await plansFor({ ...byBuyer, cursor: next })).toEqual([
      `${index} (buyer string=? AND total bigint=? AND id<?)`,
      `${index} (buyer string=? AND total bigint<?)`,
      `${index} (buyer string=? AND total bigint=?)`,
    ]);
  });

  it('finds members through their index', async () => {
    const [plan] = await plansFor({ where: { tags: { has: 'red' } }, limit: 2 });
    expect(plan).toContain('SEARCH members USING COVERING INDEX members_by_value (field=? AND value=?)');
  });

  it('sorts text by code point, also beyond the first plane, where UTF-16 differs', async () => {
    await orders.commit({ documents: ['\uffee', '😀', 'z'].map((buyer, i) => write(`o${i}`, i, { buyer })) });
    const { documents } = await orders.find({ sort: [{ field: 'buyer', direction: 'asc' }], limit: 5 });
    expect(documents.map(({ doc }) => doc.buyer)).toEqual(['z', '\uffee', '😀']);
  });

  it('answers more kinds of questions than it keeps prepared', async () => {
    await orders.commit({
      documents: [write('a', 1, { buyer: 'acme', total: 1n, score: 1, at: new Date(1), open: true })],
    });
    const fields = ['buyer', 'total', 'score', 'at', 'open'] as const;
    const values = { buyer: 'acme', total: 1n, score: 1, at: new Date(1), open: true };
    const comparisons = ['eq', 'gte', 'lte'] as const;
    for (let round = 0; round < 2; round++) {
      for (const [field, sorted] of fields.flatMap((a) => fields.map((b) => [a, b] as const))) {
        for (const [comparison, direction] of comparisons.flatMap((c) =>
          (['asc', 'desc'] as const).map((d) => [c, d] as const),
        )) {
          const where = { [field]: { [comparison]: values[field] } } as Query['where'] & object; // one of the three forms
          const page = await orders.find({ where, sort: [{ field: sorted, direction }], limit: 1 });
          expect(page.documents).toHaveLength(1);
        }
      }
    }
  });
});
