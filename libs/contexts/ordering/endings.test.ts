import { describe, expect, it } from '@jest/globals';
import { paymentId } from '#kernel';
import { foldOf } from '../../../test/support/decider.js';
import { given } from '../../../test/support/order-given.js';
import * as history from '../../../test/support/order-history.js';
import { DISPUTE, ORDER, PAYMENT, histories } from '../../../test/support/order-history.js';
import { buyer, platform, supplier } from '../../../test/support/people.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { ordering } from './index.js';

const expire = (reason: 'unconfirmed' | 'unpaid') => ({ type: 'expire-order', orderId: ORDER, reason }) as const;

describe('an order that nobody confirms or pays', () => {
  it('expires 30 days after its submission, half-open', () => {
    const order = given(...histories['confirmed by the buyer']);
    order.when(expire('unconfirmed'), { by: platform, at: day(30, -1) }).thenRefused('not-due', { dueAt: day(30) });
    order.when(expire('unconfirmed'), { by: platform, at: day(30) }).then(history.expired('unconfirmed'));
    order
      .when(expire('unpaid'), { by: platform, at: day(90) })
      .thenRefused('order-not-confirmed', { phase: 'submitted' });
  });

  it('expires 60 days after both have confirmed, half-open', () => {
    const order = given(...histories['cover granted']);
    order.when(expire('unpaid'), { by: platform, at: day(60, -1) }).thenRefused('not-due', { dueAt: day(60) });
    order.when(expire('unpaid'), { by: platform, at: day(60) }).then(history.expired('unpaid'));
    order
      .when(expire('unconfirmed'), { by: platform, at: day(60) })
      .thenRefused('order-not-submitted', { phase: 'confirmed' });
  });

  it('waits 30 days more for a declared transfer, however many are declared', () => {
    const declared = [...histories['cover granted'], history.transferDeclared()];
    const order = given(...declared);
    order.when(expire('unpaid'), { by: platform, at: day(90, -1) }).thenRefused('not-due', { dueAt: day(90) });
    const second = { type: 'record-declared-transfer', orderId: ORDER, declaredAt: day(80) } as const;
    order.when({ ...second, paymentId: PAYMENT }, { by: platform }).thenNothing();
    const other = paymentId(uuid('b', 5));
    const { decision } = order.when({ ...second, paymentId: other }, { by: platform });
    expect(decision).toMatchObject({ events: [{ data: { payUntil: day(90) } }] });
  });

  it('does not wait for a transfer that is declared too late', () => {
    const late = { type: 'record-declared-transfer', orderId: ORDER, paymentId: PAYMENT, declaredAt: day(60) } as const;
    given(...histories['cover granted'])
      .when(late, { by: platform, at: day(60) })
      .thenRefused('order-expired-unpaid', { payUntil: day(60) });
  });

  it('never expires once money has arrived, even when it was called back; an operator is told once', () => {
    const begun = histories['initial payment begun'];
    const left = {
      type: 'order.left-to-operators.v1',
      data: {
        orderId: ORDER,
        buyer: history.contract.buyer,
        supplier: history.contract.supplier,
        dueAt: day(60),
        allocated: usd('500.00'),
        due: usd('1500.00'),
      },
    } as const;
    given(...begun)
      .when(expire('unpaid'), { by: platform, at: day(60) })
      .then(left);
    given(...begun, left)
      .when(expire('unpaid'), { by: platform, at: day(61) })
      .thenNothing();
    const calledBack = history.reversed('confirmed', { amount: usd('500.00') });
    const { decision } = given(...begun, calledBack).when(expire('unpaid'), { by: platform, at: day(60) });
    expect(decision).toMatchObject({
      events: [{ type: 'order.left-to-operators.v1', data: { allocated: usd('0.00') } }],
    });
  });
});

describe('a receipt that nobody confirms', () => {
  const complete = { type: 'complete-receipt', orderId: ORDER } as const;
  const automatic = { ...history.completed(day(63)), data: { ...history.completed(day(63)).data, automatic: true } };

  it('is complete 60 days after full dispatch, or after delivery once that is known', () => {
    const sent = given(...histories['awaiting receipt']); // dispatched on day 3
    sent.when(complete, { by: platform, at: day(63, -1) }).thenRefused('not-due', { dueAt: day(63) });
    const { decision } = sent.when(complete, { by: platform, at: day(63) });
    expect(decision).toStrictEqual({ kind: 'happened', events: [automatic] });
    given(...histories['awaiting receipt'], history.delivered()) // on day 9
      .when(complete, { by: platform, at: day(63) })
      .thenRefused('not-due', { dueAt: day(69) });
  });

  it('waits while a dispute is open, and no longer', () => {
    const disputed = histories['awaiting receipt, dispute open'];
    given(...disputed)
      .when(complete, { by: platform, at: day(99) })
      .thenRefused('dispute-open', { disputeId: DISPUTE });
    const { decision } = given(...disputed, history.disputeEnded()).when(complete, { by: platform, at: day(99) });
    expect(decision.kind).toBe('happened');
  });
});

describe('what the order knows of disputes', () => {
  const opened = { type: 'record-dispute-opened', orderId: ORDER, disputeId: DISPUTE } as const;

  it('does not open again what has ended, in whatever order it is told', () => {
    given(...histories.completed, history.disputeEnded())
      .when(opened, { by: platform })
      .thenNothing();
    given(...histories.completed, history.disputeEscalated())
      .when(opened, { by: platform })
      .thenNothing();
    const escalated = { ...opened, type: 'record-dispute-escalated' } as const;
    given(...histories.completed, history.disputeEnded())
      .when(escalated, { by: platform })
      .thenNothing();
    given(...histories.completed, history.disputeEscalated())
      .when(escalated, { by: platform })
      .thenNothing();
    const ended = { ...opened, type: 'record-dispute-ended', outcome: 'settled', refunded: null } as const;
    given(...histories.completed, history.disputeEnded())
      .when(ended, { by: platform })
      .thenNothing();
  });

  it('a payment that arrives after a dispute has ended the order is not taken', () => {
    const pay = { type: 'allocate-payment', orderId: ORDER, paymentId: PAYMENT, purpose: 'balance' } as const;
    given(...histories['closed by dispute'])
      .when({ ...pay, amount: usd('1500.00') }, { by: platform })
      .thenRefused('order-closed-by-dispute');
  });
});

describe('a cancellation that takes both sides', () => {
  const propose = (amount: string) =>
    ({ type: 'propose-cancellation', orderId: ORDER, amountToReturn: usd(amount), reason: 'no cotton' }) as const;
  const accept = (amount: string) =>
    ({ type: 'accept-cancellation', orderId: ORDER, amountToReturn: usd(amount) }) as const;

  it('returns no more than is there, and nothing that a refund has given back already', () => {
    given(...histories['awaiting receipt'])
      .when(propose('3000.01'), { by: supplier })
      .thenRefused('return-exceeds-net', { returnable: usd('3000.00') });
    given(...histories['awaiting receipt, dispute open'], history.disputeEnded(usd('400.00')))
      .when(propose('2600.01'), { by: supplier })
      .thenRefused('return-exceeds-net', { returnable: usd('2600.00') });
    given(...histories['awaiting receipt'])
      .when(propose('-0.01'), { by: supplier })
      .thenRefused('amount-negative', { amount: usd('-0.01') });
    given(...histories['awaiting receipt'])
      .when({ ...propose('1.00'), amountToReturn: { minor: '1', currency: 'EUR' } }, { by: supplier })
      .thenRefused('currency-mismatch', { expected: 'USD', stated: 'EUR' });
  });

  it('takes what goes back from the last payments first', () => {
    const proposed = history.cancellationProposed(usd('2000.00'));
    const { decision } = given(...histories['awaiting receipt'], proposed).when(accept('2000.00'), { by: buyer });
    expect(decision).toMatchObject({
      events: [
        {
          data: {
            returns: [
              { paymentId: uuid('b', 9), purpose: 'balance', amount: usd('1500.00') },
              { paymentId: history.EARLIER_PAYMENT, purpose: 'initial', amount: usd('500.00') },
            ],
          },
        },
        { type: 'order.cancelled.v1', data: { by: 'supplier', from: 'awaiting-receipt' } },
      ],
    });
  });

  it('is accepted as it was read: a newer proposal supersedes the older one', () => {
    const twice = [history.cancellationProposed(), history.cancellationProposed(usd('900.00'))];
    const order = given(...histories['initial payment complete'], ...twice);
    order.when(accept('500.00'), { by: buyer }).thenRefused('cancellation-changed', { amountToReturn: usd('900.00') });
    expect(order.when(accept('900.00'), { by: buyer }).decision.kind).toBe('happened');
    order.when(propose('500.00'), { by: supplier }).then(history.cancellationProposed());
  });

  it('can be taken back by who proposed it', () => {
    const proposed = histories['initial payment complete, cancellation proposed'];
    const { decision } = given(...proposed).when({ type: 'reject-cancellation', orderId: ORDER }, { by: supplier });
    expect(decision).toMatchObject({ events: [{ data: { by: 'supplier' } }] });
    const state = foldOf(ordering, ordering.initialState, [...proposed, history.cancellationRejected()]);
    expect(state).toMatchObject({ phase: 'in-performance', cancellation: null });
  });

  it('counts as returned only what was agreed on, once, and what a reversal has left', () => {
    const back = (amount: string) =>
      ({ type: 'record-returned', orderId: ORDER, paymentId: history.EARLIER_PAYMENT, amount: usd(amount) }) as const;
    const cancelled = histories['cancelled by both'];
    given(...cancelled)
      .when(back('1500.00'), { by: platform })
      .then(history.returned());
    given(...cancelled, history.returned())
      .when(back('500.00'), { by: platform })
      .thenNothing();
    const calledBack = history.reversed('cancelled', { amount: usd('1500.00') });
    given(...cancelled, calledBack)
      .when(back('500.00'), { by: platform })
      .thenNothing();
  });
});
