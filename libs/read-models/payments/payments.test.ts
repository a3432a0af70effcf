import { describe, expect, it } from '@jest/globals';
import { fromData, type JsonObject } from '#kernel';
import type { PaymentEvent } from '#contexts/payment';
import { ORDER, PAYMENT } from '../../../test/support/order-history.js';
import * as the from '../../../test/support/payment-history.js';
import { BUYER, SUPPLIER } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, usd } from '../../../test/support/values.js';
import { explain, payments, type PaymentDoc } from './index.js';

/** The document after the events, one a day. */
const fold = (...events: readonly PaymentEvent[]): PaymentDoc | null =>
  events.reduce<PaymentDoc | null>((doc, { type, data }, index) => {
    // What a store gives back; nothing is sealed here.
    const event = recordedAs(type, JSON.parse(JSON.stringify(data)) as JsonObject, { at: day(index) });
    expect(payments.keys(event)).toStrictEqual([PAYMENT]);
    return payments.project(doc, event, PAYMENT);
  }, null);

const amount = fromData(the.AMOUNT);
const nothing = fromData(usd('0.00'));
const known = {
  paymentId: PAYMENT,
  orderId: ORDER,
  buyer: BUYER,
  supplier: SUPPLIER,
  purpose: 'initial',
  amount,
} as const;
const untold = {
  ...{ reason: null, fee: null, ruleSet: null, estimatedArrival: null, card: null, checkingAccount: null },
  ...{ transfer: null, arrivedAt: null, allocated: null, returns: [], attention: null },
} as const;
const eChecking = {
  ...{ ...known, ...untold, method: 'e-checking', fee: fromData(usd('15.00')), ruleSet: 'trade-assurance/1' },
  ...{ checkingAccount: { bank: 'First Bank of Ohio', holder: 'Northwind Retail' }, begunAt: day(0) },
} as const;

describe('the payments: how far one is', () => {
  it.each<[string, readonly PaymentEvent[], Partial<PaymentDoc>]>([
    ['begun', [the.initiated()], { phase: 'initiated' }],
    ['being verified', [the.initiated(), the.verifying()], { phase: 'verifying' }],
    [
      'authorised, with when it is expected',
      [the.initiated(), the.authorised()],
      {
        phase: 'authorised',
        estimatedArrival: {
          from: '2026-03-06',
          to: '2026-03-09',
          calendar: 'us-banking',
        } as PaymentDoc['estimatedArrival'],
      },
    ],
    ['on its way', [the.initiated(), the.processing()], { phase: 'processing' }],
    ['not accepted', [the.initiated(), the.rejected()], { phase: 'rejected', reason: 'account-closed' }],
    ['not there', [the.initiated(), the.failed()], { phase: 'failed', reason: 'insufficient-funds' }],
    ['let go', [the.initiated(), the.expired()], { phase: 'expired', reason: 'not-authorised-in-time' }],
    ['arrived', [the.initiated(), the.arrivedByProvider()], { phase: 'arrived', arrivedAt: day(0) }],
    [
      'arrived elsewhere, which an operator has to look at',
      [the.initiated(), the.elsewhere()],
      { phase: 'arrived-elsewhere', arrivedAt: day(0), attention: 'arrived-elsewhere' },
    ],
    [
      'told of in a way that does not match, which an operator has to look at',
      [the.initiated(), the.mismatched(the.report('arrived', 5), 'amount')],
      { phase: 'initiated', attention: 'report-mismatched' },
    ],
  ])('%s', (_, events, told) => {
    expect(fold(...events)).toStrictEqual({ ...eChecking, updatedAt: day(events.length - 1), ...told });
  });

  it('of a card no more is known than its scheme and its last digits', () => {
    expect(fold(the.initiatedByCard())).toMatchObject({
      method: 'card',
      fee: nothing,
      card: { scheme: 'visa', lastFour: '1111' },
      checkingAccount: null,
    });
  });

  it('of a transfer what its buyer has declared, and how long it is waited for', () => {
    expect(fold(the.declared())).toMatchObject({
      ...{ phase: 'declared', method: 'tt', fee: null },
      transfer: { reference: 'SWIFT-9', bank: 'Deutsche Bank', sentOn: '2026-02-27', holdsUntil: day(30) },
      estimatedArrival: { from: '2026-03-05', to: '2026-03-11' },
    });
  });

  it('an arrival may be the first that is heard of it', () => {
    const arrived = { ...known, ...untold, method: 'tt', phase: 'arrived', arrivedAt: day(0) };
    expect(fold(the.arrived('tt'))).toStrictEqual({ ...arrived, begunAt: day(0), updatedAt: day(0) });
  });

  it('of what the provider tells of no payment only the amount is known, until an operator says what it is for', () => {
    const stray = fold(the.stray());
    expect(stray).toMatchObject({ orderId: null, buyer: null, amount, phase: 'stray', attention: 'stray' });
    expect(fold(the.stray(), the.arrived('tt'))).toMatchObject({ ...known, phase: 'arrived', attention: null });
  });
});

describe('the payments: what becomes of the money', () => {
  const arrived = [the.initiated(), the.arrivedByProvider()] as const;

  it('the order takes what it is owed, and the rest goes back', () => {
    const taken = [...arrived, the.allocated()] as const;
    const back = (status: string, reason: string | null = null) => ({
      phase: 'allocated',
      allocated: fromData(usd('1500.00')),
      returns: [{ cause: 'excess', amount: fromData(usd('100.00')), status, reason }],
    });
    expect(fold(...taken)).toMatchObject({ phase: 'allocated', allocated: fromData(usd('1500.00')), returns: [] });
    expect(fold(...taken, the.returnAuthorised())).toMatchObject(back('authorised'));
    expect(fold(...taken, the.returnAuthorised(), the.returnSubmitted())).toMatchObject(back('submitted'));
    const failed = fold(...taken, the.returnAuthorised(), the.returnFailed(true));
    expect(failed).toMatchObject({ ...back('failed', 'account-unreachable'), attention: null });
    expect(fold(...taken, the.returnAuthorised(), the.returned())).toMatchObject(back('returned'));
  });

  it('a return that is refused for good waits for an operator, until it is made', () => {
    const refused = [...arrived, the.allocated(), the.returnAuthorised(), the.returnFailed(false)] as const;
    expect(fold(...refused)).toMatchObject({
      returns: [{ status: 'in-manual-review', reason: 'account-unreachable' }],
      attention: 'return-in-manual-review',
    });
    expect(fold(...refused, the.returned('operator'))).toMatchObject({
      returns: [{ status: 'returned', reason: null }],
      attention: null,
    });
  });

  it('what the order cannot take is no one’s, and says why', () => {
    expect(fold(...arrived, the.unmatched())).toMatchObject({
      ...{ phase: 'unmatched', reason: 'order-cancelled', allocated: nothing },
    });
  });

  it('what the bank has taken back the order has no more', () => {
    expect(fold(...arrived, the.allocated(), the.reversed({ allocated: usd('1500.00') }))).toMatchObject({
      ...{ phase: 'reversed', reason: 'chargeback', allocated: nothing, attention: null },
    });
  });

  it('what is heard of the rest of a payment that nobody knows is nothing', () => {
    for (const event of [the.allocated(), the.unmatched(), the.returnAuthorised(), the.returned()])
      expect(fold(event)).toBeNull();
  });
});

describe('the payments: why the status still says pending [seed]', () => {
  const told = (...events: readonly PaymentEvent[]): string => explain(fold(...events)!);

  it.each<[string, readonly PaymentEvent[], RegExp]>([
    ['before the provider has it', [the.initiated()], /provider is being asked/],
    ['a transfer', [the.declared()], /3 to 7 working days.*open a payment inquiry/],
    ['an account being verified', [the.initiated(), the.verifying()], /working days are counted from/],
    ['e-Checking', [the.initiated(), the.authorised()], /"Payment processing".*4 to 5 working days/],
    ['not accepted', [the.initiated(), the.rejected()], /account-closed.*no money has moved/],
    ['not there', [the.initiated(), the.failed()], /insufficient-funds/],
    ['let go', [the.initiated(), the.expired()], /not completed in its time/],
    ['nobody’s', [the.stray()], /belongs to no payment here/],
    ['elsewhere', [the.elsewhere()], /not covered/],
    ['arrived', [the.arrived()], /the order is taking it/],
    ['taken', [the.arrived(), the.allocated()], /The order has the money/],
    ['not taken', [the.arrived(), the.unmatched()], /order-cancelled.*goes back/],
    ['taken back', [the.arrived(), the.reversed()], /owed again/],
  ])('%s', (_, events, words) => {
    expect(told(...events)).toMatch(words);
  });

  it('a card is shown within 30 minutes, and takes 2 to 3 working days', () => {
    const card = { ...fold(the.initiatedByCard())!, phase: 'authorised' } as const;
    expect(explain(card)).toMatch(/within 30 minutes.*2 to 3 working days/);
    expect(explain({ ...card, method: 'tt' })).toMatch(/The transfer is on its way/);
  });
});
