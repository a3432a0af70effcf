import { describe, expect, it } from '@jest/globals';
import { paymentId, type CoverageType, type MoneyData } from '#kernel';
import { foldOf } from '../../../test/support/decider.js';
import * as history from '../../../test/support/order-history.js';
import { usd, uuid } from '../../../test/support/values.js';
import { ordering, paymentToRefund, type OrderEvent } from './index.js';
import { isBound } from './state.js';

const P = [1, 2, 3].map((n) => paymentId(uuid('c', n))) as [typeof history.PAYMENT, ...(typeof history.PAYMENT)[]];

const taken = (n: number, purpose: 'initial' | 'balance', amount: MoneyData): OrderEvent =>
  history.allocated({ payment: P[n] ?? P[0], purpose, amount, complete: true, phase: 'in-performance' });

function refundedThrough(coverageType: CoverageType, ...events: readonly OrderEvent[]): number | null {
  const order = foldOf(ordering, ordering.initialState, [...history.histories['cover granted'], ...events]);
  if (!isBound(order)) throw new TypeError('The order is not bound');
  const found = paymentToRefund({ ...order, terms: { ...order.terms, coverageType } });
  return found === null ? null : P.indexOf(found);
}

describe('the payment that a refund goes back through', () => {
  it('is the one of which most is there, and among equals the last', () => {
    const cards = ['600.00', '600.00', '300.00'].map((text, n) => taken(n, 'initial', usd(text)));
    expect(refundedThrough('post-delivery', ...cards)).toBe(1);
  });

  it('is no balance where only the initial payment is covered', () => {
    const paid = [taken(0, 'initial', usd('500.00')), taken(1, 'balance', usd('1500.00'))];
    expect(refundedThrough('post-delivery', ...paid)).toBe(1);
    expect(refundedThrough('pre-shipment', ...paid)).toBe(0);
  });

  it('is none where nothing was taken', () => {
    expect(refundedThrough('pre-shipment')).toBeNull();
  });
});
