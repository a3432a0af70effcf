import { describe, expect, it } from '@jest/globals';
import { digestOf } from '#audit';
import { FORGOTTEN, paymentId } from '#kernel';
import { givenOf } from '../../../../test/support/decider.js';
import { expectEveryPair, no, pairsOf, same, yes, type Matrix } from '../../../../test/support/matrix.js';
import { account, PAYMENT } from '../../../../test/support/order-history.js';
import { AMOUNT, report } from '../../../../test/support/payment-history.js';
import { everybody, platform } from '../../../../test/support/people.js';
import { day, uuid } from '../../../../test/support/values.js';
import {
  callback,
  type CallbackCommand,
  type CallbackEvent,
  type CallbackFacts,
  type ReceiveCallback,
} from './index.js';

const given = givenOf(callback);
const STRAY = paymentId(uuid('e', 1));
const facts: CallbackFacts = { payment: { paymentId: PAYMENT, designatedNumbers: [account.number] } };
const told = { callbackId: 'c-1', provider: 'bank', eventId: 'evt-1' };
const { provider: _provider, destination: _destination, ...news } = report('arrived', 5);
const arrival: ReceiveCallback = {
  ...{ type: 'receive-callback', ...told, reference: PAYMENT, strayId: STRAY },
  payment: { ...news, account: account.number },
};
const payOut = { transaction: 'P1', sequence: 2, kind: 'succeeded', reason: null, retriable: false } as const;
const commands = {
  'receive-callback': arrival,
  'receive-pay-out-callback': { type: 'receive-pay-out-callback', ...told, reference: `${PAYMENT}-excess`, payOut },
} as const satisfies { readonly [T in CallbackCommand['type']]: CallbackCommand & { type: T } };

const contentDigest = (command: CallbackCommand): string => digestOf(command);
const received = (command: ReceiveCallback, payment: string | null, destination = 'designated'): CallbackEvent => ({
  type: 'provider-callback.received.v1',
  data: {
    ...{
      ...told,
      reference: command.reference,
      contentDigest: contentDigest(command),
      receivedAt: day(0),
      payOut: null,
    },
    payment: {
      ...{ paymentId: payment === null ? null : paymentId(payment), strayId: STRAY },
      report: { ...report('arrived', 5), amount: AMOUNT, destination: destination as 'designated' },
    },
  },
});
const ofPayOut: CallbackEvent = {
  type: 'provider-callback.received.v1',
  data: {
    ...{ ...told, reference: `${PAYMENT}-excess`, receivedAt: day(0), payment: null, payOut },
    contentDigest: contentDigest(commands['receive-pay-out-callback']),
  },
};
const conflict = no('callback-content-differs', { provider: 'bank', eventId: 'evt-1' });

const histories = { new: [], 'of a payment': [received(arrival, PAYMENT)], 'of a pay-out': [ofPayOut] } as const;
type Situation = keyof typeof histories;
const matrix: Matrix<CallbackCommand['type'], Situation, CallbackEvent> = {
  'receive-callback': { new: yes(received(arrival, PAYMENT)), 'of a payment': same, 'of a pay-out': conflict },
  'receive-pay-out-callback': { new: yes(ofPayOut), 'of a payment': conflict, 'of a pay-out': same },
};

describe('a callback: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(callback, matrix, histories, { none: true, received: true });
  });

  it.each(pairs)('$command: $situation', ({ command, situation, answer }) => {
    expect(given(...histories[situation]).when(commands[command], { by: platform, facts }).decision).toStrictEqual(
      answer,
    );
  });

  it.each(Object.values(commands))('$type is the platform’s alone', (command) => {
    for (const by of everybody)
      if (by !== platform)
        expect(given().when(command, { by, facts }).decision).toStrictEqual(no('only-the-platform-takes-callbacks'));
  });
});

describe('a callback of a payment', () => {
  it.each<[string, Partial<ReceiveCallback['payment']>]>([
    ['amount', { amount: { minor: '1', currency: 'USD' } }],
    ['sequence', { sequence: 6 }],
    ['account', { account: 'another' }],
  ])('under the same event id with another %s is a conflict', (_, more) => {
    given(received(arrival, PAYMENT))
      .when({ ...arrival, payment: { ...arrival.payment, ...more } }, { by: platform, facts })
      .thenRefused('callback-content-differs', { provider: 'bank', eventId: 'evt-1' });
  });

  it('that names no payment says where it is kept', () => {
    given()
      .when(arrival, { by: platform, facts: { payment: null } })
      .then(received(arrival, null, 'unstated'));
  });

  it.each([
    ['designated', account.number, ['the next one', account.number, 'the last one']],
    ['designated', account.number, [FORGOTTEN, account.number]],
    ['elsewhere', 'another', [account.number]],
    ['elsewhere', 'another', [account.number, 'the next one']],
    ['unstated', null, [account.number]],
    ['unstated', account.number, [FORGOTTEN]],
    ['unstated', 'another', [FORGOTTEN, account.number]],
    ['unstated', account.number, []],
  ])('says %s of the account %s where %j were designated', (destination, number, designatedNumbers) => {
    const command = { ...arrival, payment: { ...arrival.payment, account: number } };
    given()
      .when(command, { by: platform, facts: { payment: { paymentId: PAYMENT, designatedNumbers } } })
      .then(received(command, PAYMENT, destination));
  });
});
