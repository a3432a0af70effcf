import { describe, expect, it } from '@jest/globals';
import { ORDERS } from '../contract/orders.js';
import type { Query } from '../port.js';
import { planQuery } from '../query-plan.js';
import { pageFilter, sortOf } from './find.js';

const noTombstone = { doc: { $ne: null } };
const byBuyer: Query = { where: { buyer: { eq: 'acme' } }, sort: [{ field: 'total', direction: 'desc' }], limit: 2 };

describe('find in MongoDB', () => {
  it('asks for a page in the order of an index, with the id in the direction of the last field', () => {
    const plan = planQuery(ORDERS, byBuyer);
    expect(pageFilter(plan)).toEqual({ $and: [noTombstone, { 'doc.buyer': { $eq: 'acme' } }] });
    expect([...(sortOf(plan) as Map<string, string>)]).toEqual([
      ['doc.total', 'desc'],
      ['_id', 'desc'],
    ]);
  });

  it('begins a later page where the one before ended: every stretch is a range of the index by itself', () => {
    const cursor = planQuery(ORDERS, byBuyer).cursorAfter('order-3', { buyer: 'acme', total: 7n });
    const buyer = { 'doc.buyer': { $eq: 'acme' } };
    expect(pageFilter(planQuery(ORDERS, { ...byBuyer, cursor }))).toEqual({
      $or: [
        { $and: [noTombstone, buyer, { 'doc.total': { $eq: 7n } }, { _id: { $lt: 'order-3' } }] },
        { $and: [noTombstone, buyer, { 'doc.total': { $lt: 7n } }] },
        { $and: [noTombstone, buyer, { 'doc.total': { $eq: null } }] },
      ],
    });
  });
});
