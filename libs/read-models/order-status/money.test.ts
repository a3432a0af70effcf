import { describe, expect, it } from '@jest/globals';
import { fromData, instant, type MoneyData } from '#kernel';
import type { OrderEvent } from '#contexts/ordering';
import type { PaymentEvent } from '#contexts/payment';
import { ORDER, PAYMENT, histories } from '../../../test/support/order-history.js';
import * as the from '../../../test/support/payment-history.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, usd } from '../../../test/support/values.js';
import { moneyFor, orderStatus, type OrderStatusDoc } from './index.js';

type Any = OrderEvent | PaymentEvent;
const monday = instant('2026-03-02T15:00:00Z');
const transfers = { feeByCountry: {}, calendar: 'us-banking' } as const;

/** Events of the order and of a payment for it, as the page hears them. */
const pageAfter = (...events: readonly Any[]): OrderStatusDoc =>
  events
    .map(({ type, data }, revision) => recordedAs(type, data as never, { stream: `order-${ORDER}`, revision })) // JSON by the catalogue
    .reduce<OrderStatusDoc | null>((doc, event) => orderStatus.project(doc, event, ORDER), null)!;
const viewAfter = (...events: readonly Any[]) => moneyFor(pageAfter(...events), { now: monday, transfers });

/** The same event, of another amount or for another debt. */
const changed = (event: PaymentEvent, changes: { amount?: MoneyData; purpose?: 'balance' }): PaymentEvent =>
  ({ ...event, data: { ...event.data, ...changes } }) as PaymentEvent; // of the same type

const due = histories['cover granted'];
const AWAITING = { act: 'await-money', by: null, whose: 'platform' };
const PAYING = { act: 'pay-initial', by: day(60), whose: 'buyer' };

describe('the words for money that is on its way', () => {
  it.each([
    ['e-Checking, begun', [the.initiated()], 'Payment processing', AWAITING],
    ['e-Checking, being verified', [the.initiated(), the.verifying()], 'Payment processing', AWAITING],
    ['e-Checking, deducted', [the.initiated(), the.authorised(), the.processing()], 'Payment processing', AWAITING],
    ['a card, begun', [the.initiatedByCard()], 'Payment processing', AWAITING],
    ['e-Checking, arrived and not yet taken', [the.initiated(), the.arrived()], 'Payment processing', AWAITING],
    ['a transfer that was declared', [the.declared()], 'Pending payment', PAYING],
    [
      'a transfer that has arrived and is not yet taken',
      [the.declared(), the.arrived('tt')],
      'Pending payment',
      PAYING,
    ],
    ['a transfer that nobody declared', [the.arrived('tt')], 'Pending payment', PAYING],
    ['not accepted', [the.initiated(), the.rejected()], 'Pending payment', PAYING],
    ['not there', [the.initiated(), the.failed()], 'Pending payment', PAYING],
    ['never authorised', [the.initiated(), the.expired()], 'Pending payment', PAYING],
    ['sent elsewhere', [the.initiated(), the.elsewhere()], 'Pending payment', PAYING],
    ['taken back before the order had it', [the.initiated(), the.arrived(), the.reversed()], 'Pending payment', PAYING],
    ['not taken by the order', [the.initiated(), the.arrived(), the.unmatched()], 'Pending payment', PAYING],
  ] as const)('%s', (_, events, status, next) => {
    expect(pageAfter(...due, ...events)).toMatchObject({ status, next });
  });

  it('the buyer still has to pay what is not on its way', () => {
    const part = changed(the.initiated(), { amount: usd('1499.99') });
    expect(pageAfter(...due, part)).toMatchObject({ status: 'Payment processing', next: PAYING });
    const all = changed(the.initiated(), { amount: usd('1500.00') });
    expect(pageAfter(...due, all)).toMatchObject({ status: 'Payment processing', next: AWAITING });
  });

  it('of the balance, once all has left; what is on its way for one debt does not pay the other', () => {
    const owed = histories['all dispatched, balance due'];
    const balance = changed(the.initiated(), { purpose: 'balance' });
    expect(pageAfter(...owed, balance)).toMatchObject({ status: 'Payment processing', next: AWAITING });
    expect(pageAfter(...owed, changed(balance, { amount: usd('1.00') })).next).toStrictEqual({
      ...{ act: 'pay-balance', by: null, whose: 'buyer' },
    });
    expect(pageAfter(...due, balance)).toMatchObject({ status: 'Pending payment', next: PAYING });
    const toShip = histories['initial payment complete'];
    expect(pageAfter(...toShip, balance).status).toBe("Waiting for supplier's shipment");
  });

  it('do not go before the cover, which the buyer has to know first', () => {
    expect(pageAfter(...histories['cover reduced'], the.initiated()).status).toBe('Acknowledge reduced cover');
  });
});

describe('money on its way is shown', () => {
  it('as far as it is, with its fee and its declaration, until the order has taken it', () => {
    const { pendingPayments } = pageAfter(...due, the.initiated(), the.authorised());
    expect(pendingPayments).toStrictEqual([
      {
        ...{ paymentId: PAYMENT, purpose: 'initial', method: 'e-checking', amount: fromData(the.AMOUNT) },
        ...{ fee: fromData(usd('15.00')), phase: 'authorised', begunAt: day(0), ruleSet: 'trade-assurance/1' },
        estimatedArrival: { from: '2026-03-06', to: '2026-03-09', calendar: 'us-banking' },
        declared: null,
      },
    ]);
    expect(pageAfter(...due, the.declared()).pendingPayments).toMatchObject([
      { method: 'tt', fee: null, declared: { reference: 'SWIFT-9', sentOn: '2026-02-27', holdsUntil: day(30) } },
    ]);
    const less = the.arrived('e-checking', 'CITI-77', usd('1000.00'));
    expect(pageAfter(...due, the.initiated(), less).pendingPayments).toMatchObject([
      { phase: 'arrived', amount: fromData(usd('1000.00')) },
    ]);
    expect(pageAfter(...due, the.initiated(), the.arrived(), the.allocated())).toMatchObject({
      pendingPayments: [],
      arrivals: [{ paymentId: PAYMENT, outcome: { kind: 'allocated' } }],
    });
  });

  it.each([
    ['e-Checking, begun', [the.initiated()], 'provider-is-asked', '2026-03-09', /provider is being asked/],
    ['e-Checking, being verified', [the.initiated(), the.verifying()], 'account-is-verified', '2026-03-09', /verified/],
    [
      'e-Checking',
      [the.initiated(), the.authorised(), the.processing()],
      ...['e-checking-processing', '2026-03-09', /"Payment processing".*4 to 5 working days/],
    ],
    ['a card, begun', [the.initiatedByCard()], 'provider-is-asked', '2026-03-05', /asked/],
    ['a transfer', [the.declared()], 'transfer-awaited', '2026-03-11', /3 to 7 working days.*payment inquiry/],
    ['arrived', [the.initiated(), the.arrived()], 'order-takes-it', '2026-03-09', /order is taking it/],
  ] as const)('why it still says so, and the expected date: %s', (_, events, code, expectedBy, text) => {
    const [pending] = viewAfter(...due, ...(events as readonly PaymentEvent[])).pendingPayments;
    expect(pending?.explanation).toStrictEqual({ code, expectedBy, text: expect.stringMatching(text) });
  });

  it('by the date that was told when it was authorised; before, as if it were authorised now', () => {
    const later = { now: instant('2026-03-04T15:00:00Z'), transfers };
    const expected = (...events: readonly PaymentEvent[]) =>
      moneyFor(pageAfter(...due, ...events), later).pendingPayments[0]?.explanation.expectedBy;
    expect(expected(the.initiated())).toBe('2026-03-11');
    expect(expected(the.initiated(), the.authorised())).toBe('2026-03-09');
  });

  it('of a card within half an hour, as the seed says', () => {
    const authorised = { type: 'payment.authorised.v1', data: { ...the.authorised().data, method: 'card' } };
    const [pending] = viewAfter(...due, the.initiatedByCard(), authorised as PaymentEvent).pendingPayments;
    expect(pending?.explanation).toMatchObject({
      code: 'card-processing',
      text: expect.stringContaining('30 minutes'),
    });
  });
});

describe('the ways to pay what is owed now', () => {
  it('say what each costs, and by when the money is there', () => {
    expect(viewAfter(...due).waysToPay).toMatchObject([
      { method: 'e-checking', fee: fromData(usd('15.00')), explanation: { expectedBy: '2026-03-09' } },
      { method: 'card', transactions: 1, explanation: { code: 'if-by-card', expectedBy: '2026-03-05' } },
      { method: 'tt', fee: null, feeAdvice: 'ask-your-bank', explanation: { expectedBy: '2026-03-11' } },
    ]);
  });

  it('are for the balance once the initial payment is complete', () => {
    expect(viewAfter(...histories['initial payment complete']).waysToPay).toHaveLength(3);
  });

  it.each(['submitted', 'reserving cover', 'cover reduced', 'awaiting receipt', 'completed', 'cancelled'] as const)(
    'are none where nothing can be paid: %s',
    (situation) => {
      expect(viewAfter(...histories[situation]).waysToPay).toStrictEqual([]);
    },
  );
});
