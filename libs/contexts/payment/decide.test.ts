import { describe, expect, it } from '@jest/globals';
import { currency, type Actor } from '#kernel';
import { givenOf } from '../../../test/support/decider.js';
import { no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { ORDER, PAYMENT } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER, everybody, operator, platform } from '../../../test/support/people.js';
import { day, usd } from '../../../test/support/values.js';
import { payment, type PaymentCommand, type PaymentEvent, type PaymentFacts, type RecordArrival } from './index.js';

const given = givenOf(payment);
const facts: PaymentFacts = { order: { buyer: BUYER, supplier: SUPPLIER, currency: currency('USD') } };

const record: RecordArrival = {
  type: 'record-arrival',
  paymentId: PAYMENT,
  orderId: ORDER,
  purpose: 'initial',
  amount: usd('1600.00'),
  method: 'tt',
  reference: 'CITI-77',
};
const subject = {
  paymentId: PAYMENT,
  orderId: ORDER,
  buyer: BUYER,
  supplier: SUPPLIER,
  purpose: 'initial',
  amount: usd('1600.00'),
} as const;
const arrived: PaymentEvent = {
  type: 'payment.arrived.v1',
  data: { ...subject, method: 'tt', reference: 'CITI-77', arrivedAt: day(0) },
};
const allocated: PaymentEvent = {
  type: 'payment.allocated.v1',
  data: { ...subject, allocated: usd('1500.00'), excess: usd('100.00') },
};
const unmatched: PaymentEvent = { type: 'payment.unmatched.v1', data: { ...subject, reason: 'order-cancelled' } };

const histories = {
  unknown: [],
  arrived: [arrived],
  allocated: [arrived, allocated],
  unmatched: [arrived, unmatched],
} as const;
type Situation = keyof typeof histories;

const commands = {
  'record-arrival': { command: record, by: operator },
  'mark-allocated': {
    command: { type: 'mark-allocated', paymentId: PAYMENT, allocated: usd('1500.00'), excess: usd('100.00') },
    by: platform,
  },
  'mark-unmatched': {
    command: { type: 'mark-unmatched', paymentId: PAYMENT, reason: 'order-cancelled' },
    by: platform,
  },
} as const satisfies { readonly [T in PaymentCommand['type']]: { command: PaymentCommand & { type: T }; by: Actor } };

const matrix: Matrix<PaymentCommand['type'], Situation, PaymentEvent> = {
  'record-arrival': { unknown: yes(arrived), arrived: same, allocated: same, unmatched: same },
  'mark-allocated': {
    unknown: no('unknown-payment', { paymentId: PAYMENT }),
    arrived: yes(allocated),
    allocated: same,
    unmatched: no('payment-already-unmatched', { reason: 'order-cancelled' }),
  },
  'mark-unmatched': {
    unknown: no('unknown-payment', { paymentId: PAYMENT }),
    arrived: yes(unmatched),
    allocated: no('payment-already-allocated', { allocated: usd('1500.00') }),
    unmatched: same,
  },
};

describe('payment: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expect(pairs).toHaveLength(Object.keys(commands).length * Object.keys(histories).length);
  });

  it.each(pairs)('$command: $situation', ({ command: name, situation, answer }) => {
    const { command, by } = commands[name];
    expect(given(...histories[situation]).when(command, { by, facts }).decision).toStrictEqual(answer);
  });

  it.each<[PaymentCommand['type'], Situation, Actor, string]>([
    ['record-arrival', 'unknown', operator, 'only-an-operator-records-an-arrival'],
    ['mark-allocated', 'arrived', platform, 'only-the-platform-marks-payments'],
    ['mark-unmatched', 'arrived', platform, 'only-the-platform-marks-payments'],
  ])('%s is not everybody’s, least of all a party’s', (name, situation, allowedTo, refusal) => {
    for (const actor of everybody) {
      const { decision } = given(...histories[situation]).when(commands[name].command, { by: actor, facts });
      if (actor === allowedTo) expect(decision.kind).toBe('happened');
      else expect(decision).toStrictEqual(no(refusal));
    }
  });
});

describe('payment: the arrival', () => {
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
    given(arrived)
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

describe('payment: what became of it', () => {
  it.each([
    ['1500.00', '99.99'],
    ['1500.00', '100.01'],
    ['0.00', '0.00'],
  ])('is all that arrived: %s and %s are not', (taken, left) => {
    given(arrived)
      .when({ type: 'mark-allocated', paymentId: PAYMENT, allocated: usd(taken), excess: usd(left) }, { by: platform })
      .thenRefused('allocation-mismatch', { amount: usd('1600.00'), allocated: usd(taken), excess: usd(left) });
  });
});
