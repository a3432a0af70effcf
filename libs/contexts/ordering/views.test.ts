import { describe, expect, it } from '@jest/globals';
import { fromData } from '#kernel';
import { foldOf } from '../../../test/support/decider.js';
import * as history from '../../../test/support/order-history.js';
import { ALL, ORDER, SHIPMENT, contract, histories } from '../../../test/support/order-history.js';
import { day, usd } from '../../../test/support/values.js';
import { disputableOrder, ordering, payableOrder, shippableOrder, type OrderEvent } from './index.js';

const of = (...events: readonly OrderEvent[]) => disputableOrder(foldOf(ordering, ordering.initialState, events));
const dollars = (amount: string) => fromData(usd(amount));

describe('what a dispute must know of an order', () => {
  it('is nothing before both sides have confirmed', () => {
    for (const situation of ['no order', 'drafted', 'confirmed by the buyer', 'cancelled'] as const)
      expect(of(...histories[situation])).toBeNull();
  });

  it('is what its windows and its refund are counted from', () => {
    expect(of(...histories['awaiting receipt'], history.checkRequested())).toStrictEqual({
      orderId: ORDER,
      buyer: contract.buyer,
      supplier: contract.supplier,
      phase: 'awaiting-receipt',
      ruleSet: 'trade-assurance/1',
      coverageType: 'post-delivery',
      currency: 'USD',
      shipBy: '2026-04-30',
      shipByEnd: '2026-05-01T00:00:00.000Z',
      total: dollars('3000.00'),
      initialPayment: { due: dollars('1500.00'), complete: true, completedAt: day(0) },
      net: { initial: dollars('1500.00'), all: dollars('3000.00') },
      readyNoticeAt: null,
      unansweredChecks: 1,
      batches: [{ shipmentId: SHIPMENT, dispatchedAt: day(3), lines: ALL }],
      allDispatchedAt: day(3),
      undispatched: [],
    });
  });

  it('follows reversals, returns and answered checks', () => {
    expect(of(...histories['initial payment called back after dispatch'])).toMatchObject({
      phase: 'confirmed',
      initialPayment: { complete: false, completedAt: day(0) },
      net: { initial: dollars('0.00'), all: dollars('0.00') },
    });
    expect(of(...histories['cancelled by both'], history.returned())).toMatchObject({
      net: { initial: dollars('1000.00'), all: dollars('1000.00') },
    });
    const checked = [history.checkRequested(), history.checkAnswered()];
    expect(of(...histories['initial payment complete'], ...checked)).toMatchObject({
      unansweredChecks: 0,
      allDispatchedAt: null,
      undispatched: ALL,
    });
    const overtaken = [history.checkAnswered()];
    expect(of(...histories['initial payment complete'], ...overtaken)).toMatchObject({ unansweredChecks: 0 });
  });
});

describe('what payments and shipments must know of an order', () => {
  it('is nothing where there is none, and no goods where none will leave', () => {
    const none = ordering.initialState;
    expect([payableOrder(none), shippableOrder(none)]).toStrictEqual([null, null]);
    const closed = foldOf(ordering, none, histories['closed by dispute']);
    expect(shippableOrder(closed)).toMatchObject({ phase: 'closed-by-dispute', undispatched: [] });
    expect(payableOrder(closed)).toMatchObject({ currency: 'USD' });
  });
});
