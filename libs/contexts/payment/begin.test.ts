import { describe, expect, it } from '@jest/globals';
import { FORGOTTEN, currency, fromData, instant, localDate, type MoneyData } from '#kernel';
import { givenOf } from '../../../test/support/decider.js';
import { account, ORDER, PAYMENT } from '../../../test/support/order-history.js';
import * as the from '../../../test/support/payment-history.js';
import { BUYER, SUPPLIER, buyer, operator, platform, supplier, thirdParties } from '../../../test/support/people.js';
import { day, usd } from '../../../test/support/values.js';
import {
  payment,
  type DeclareTransfer,
  type InitiatePayment,
  type Instrument,
  type PaymentFacts,
  type RecordArrival,
} from './index.js';

const given = givenOf(payment);
const order = { buyer: BUYER, supplier: SUPPLIER, currency: currency('USD') };
const owing = (outstanding: MoneyData = the.AMOUNT): PaymentFacts => ({
  order: { ...order, currency: currency(outstanding.currency) },
  instructions: {
    account,
    owed: { payable: true, outstanding: fromData(outstanding), ruleSet: 'trade-assurance/1' },
    calendar: 'us-banking',
  },
});
const paid = { paymentId: PAYMENT, orderId: ORDER, purpose: 'initial', amount: the.AMOUNT } as const;
const initiate = (more: Partial<InitiatePayment> = {}): InitiatePayment => ({
  ...{ type: 'initiate-payment', ...paid },
  instrument: { method: 'card', card: the.card },
  ...more,
});
const eChecking = (country = 'US'): Instrument => ({
  method: 'e-checking',
  checkingAccount: { ...the.checkingAccount, country },
});

describe('payment: who begins one', () => {
  it('pays for an order that he is in', () => {
    const unknown = ['unknown-order', { orderId: ORDER }] as const;
    given()
      .when(initiate(), { by: buyer })
      .thenRefused(...unknown);
    given()
      .when(initiate(), { by: buyer, facts: { order: null } })
      .thenRefused(...unknown);
    for (const by of thirdParties)
      given()
        .when(initiate(), { by, facts: owing() })
        .thenRefused(...unknown);
    for (const by of [supplier, operator, platform])
      given().when(initiate(), { by, facts: owing() }).thenRefused('only-the-buyer-pays');
  });

  it('pays no more than is owed, in the order’s currency, and something', () => {
    given()
      .when(initiate({ amount: usd('1600.01') }), { by: buyer, facts: owing() })
      .thenRefused('more-than-owed', { outstanding: the.AMOUNT, amount: usd('1600.01') });
    given()
      .when(initiate({ amount: usd('0.00') }), { by: buyer, facts: owing() })
      .thenRefused('amount-not-positive', { amount: usd('0.00') });
    given()
      .when(initiate({ amount: { minor: '100', currency: 'EUR' } }), { by: buyer, facts: owing() })
      .thenRefused('currency-mismatch', { expected: 'USD', stated: 'EUR' });
  });

  it('is told why the order takes nothing, with the code that the money would be refused with', () => {
    const owed = { payable: false, whyNot: 'cover-not-settled' } as const;
    const facts: PaymentFacts = { order, instructions: { account, owed, calendar: 'us-banking' } };
    given().when(initiate(), { by: buyer, facts }).thenRefused('cover-not-settled', { purpose: 'initial' });
  });
});

describe('payment by card', () => {
  it('costs nothing, and its number is nowhere', () => {
    given().when(initiate(), { by: buyer, facts: owing() }).then(the.initiatedByCard());
  });

  it('is at most 20,000 for each transaction, inclusive [seed]', () => {
    const facts = owing(usd('50000.00'));
    const pay = (text: string) => given().when(initiate({ amount: usd(text) }), { by: buyer, facts });
    expect(pay('20000.00').decision.kind).toBe('happened');
    pay('20000.01').thenRefused('card-limit-exceeded', { limit: usd('20000.00'), amount: usd('20000.01') });
  });

  it('is not taken in a currency that has no limit', () => {
    const amount = { minor: '100', currency: 'EUR' };
    given()
      .when(initiate({ amount }), { by: buyer, facts: owing(amount) })
      .thenRefused('card-currency-not-taken', { expected: 'USD', stated: 'EUR' });
  });
});

describe('payment by e-Checking', () => {
  it('costs 15 dollars [seed], from an account in the United States only [seed]', () => {
    given()
      .when(initiate({ instrument: eChecking() }), { by: buyer, facts: owing() })
      .then(the.initiated());
    given()
      .when(initiate({ instrument: eChecking('CA') }), { by: buyer, facts: owing() })
      .thenRefused('account-country-not-taken', { expected: 'US', stated: 'CA' });
  });

  it('has no limit of its own, and pays in dollars', () => {
    const pay = (amount: MoneyData) =>
      given().when(initiate({ instrument: eChecking(), amount }), { by: buyer, facts: owing(amount) });
    expect(pay(usd('900000.00')).decision.kind).toBe('happened');
    pay({ minor: '100', currency: 'EUR' }).thenRefused('currency-mismatch', { expected: 'USD', stated: 'EUR' });
  });
});

describe('a transfer', () => {
  const declare: DeclareTransfer = {
    ...{ type: 'declare-transfer', ...paid },
    ...{ reference: 'SWIFT-9', bank: 'Deutsche Bank', sentOn: localDate('2026-02-27') },
  };

  it('is declared for what was sent, not for what will be', () => {
    const sentOn = localDate('2026-03-02');
    given()
      .when({ ...declare, sentOn }, { by: buyer, facts: owing() })
      .thenRefused('transfer-in-the-future', { sentOn });
  });

  it('is declared on the day that it is for its buyer, where it is tomorrow already', () => {
    const at = instant('2026-03-01T10:00:00Z');
    const declaredOn = (text: string) =>
      given().when({ ...declare, sentOn: localDate(text) }, { by: buyer, at, facts: owing() });
    expect(declaredOn('2026-03-02').decision.kind).toBe('happened');
    declaredOn('2026-03-03').thenRefused('transfer-in-the-future', { sentOn: '2026-03-03' });
  });

  it('is expected by the calendar that operators chose, or it is not known when', () => {
    const facts = (calendar: 'weekdays' | 'us-banking'): PaymentFacts => ({
      order,
      instructions: { ...owing()!.instructions!, calendar },
    });
    const estimateAt = (at: ReturnType<typeof day>, calendar: 'weekdays' | 'us-banking') => {
      const { decision } = given().when(declare, { by: buyer, at, facts: facts(calendar) });
      const [event] = decision.kind === 'happened' ? decision.events : [];
      return event?.type === 'payment.declared.v1' ? event.data.estimatedArrival : undefined;
    };
    expect(estimateAt(day(0), 'weekdays')).toMatchObject({ calendar: 'weekdays', from: '2026-03-05' });
    expect(estimateAt(day(20_000), 'weekdays')).toMatchObject({ calendar: 'weekdays' });
    expect(estimateAt(day(20_000), 'us-banking')).toBeNull();
  });

  it('holds until 30 days have passed, and not a moment longer', () => {
    const expire = { type: 'expire-payment', paymentId: PAYMENT } as const;
    given(the.declared())
      .when(expire, { by: platform, at: day(30, -1) })
      .thenRefused('expiry-too-early', { holdsUntil: day(30) });
    const { decision } = given(the.declared()).when(expire, { by: platform, at: day(30) });
    expect(decision).toMatchObject({
      events: [{ type: 'payment.expired.v1', data: { reason: 'transfer-did-not-arrive' } }],
    });
  });

  it('arrives with what the banks have left of it, by the operator’s word', () => {
    const record: RecordArrival = {
      ...{ type: 'record-arrival', ...paid, method: 'tt', reference: 'CITI-77' },
      amount: usd('1575.00'),
    };
    given(the.declared())
      .when(record, { by: operator })
      .then(the.arrived('tt', 'CITI-77', usd('1575.00')));
    given(the.declared())
      .when({ ...record, amount: { minor: '1', currency: 'EUR' } }, { by: operator })
      .thenRefused('currency-mismatch', { expected: 'USD', stated: 'EUR' });
  });
});

describe('payment: the arrival that an operator records', () => {
  const record: RecordArrival = { ...{ type: 'record-arrival', ...paid }, method: 'tt', reference: 'CITI-77' };
  const facts = { order };

  it('is for an order that exists, in its currency', () => {
    given()
      .when(record, { by: operator, facts: { order: null } })
      .thenRefused('unknown-order', { orderId: ORDER });
    given().when(record, { by: operator }).thenRefused('unknown-order', { orderId: ORDER });
    const amount = { minor: '160000', currency: 'EUR' };
    given()
      .when({ ...record, amount }, { by: operator, facts })
      .thenRefused('currency-mismatch', { expected: 'USD', stated: 'EUR' });
  });

  it.each(['0.00', '-5.00'])('of %s is none', (text) => {
    const amount = usd(text);
    given()
      .when({ ...record, amount }, { by: operator, facts })
      .thenRefused('amount-not-positive', { amount });
  });

  it.each<[string, Partial<RecordArrival>]>([
    ['amount', { amount: usd('1600.01') }],
    ['purpose', { purpose: 'balance' }],
    ['method', { method: 'card' }],
    ['reference', { reference: 'CITI-78' }],
  ])('recorded again with another %s is a conflict', (_, changes) => {
    given(the.arrived('tt'))
      .when({ ...record, ...changes }, { by: operator, facts })
      .thenRefused('payment-already-recorded', { paymentId: PAYMENT });
  });

  it('by card is at most 20,000, inclusive [seed]', () => {
    const by = (method: RecordArrival['method'], text: string) =>
      given().when({ ...record, method, amount: usd(text) }, { by: operator, facts });
    expect(by('card', '20000.00').decision.kind).toBe('happened');
    by('card', '20000.01').thenRefused('card-limit-exceeded', { limit: usd('20000.00'), amount: usd('20000.01') });
    expect(by('tt', '20000.01').decision.kind).toBe('happened');
  });
});

describe('payment: the arrival elsewhere that an operator records', () => {
  const told = { ...paid, method: 'tt', reference: 'CITI-77' } as const;
  const record = { type: 'record-arrival-elsewhere', ...told } as const;
  const facts = { order, designatedNumbers: ['8001-1', FORGOTTEN, account.number] };

  it('is not on an account that was designated: what was sent there counts', () => {
    for (const number of ['8001-1', account.number])
      given()
        .when({ ...record, account: number }, { by: operator, facts })
        .thenRefused('account-was-designated');
    expect(given().when({ ...record, account: '8001-2' }, { by: operator, facts }).decision.kind).toBe('happened');
  });
});
