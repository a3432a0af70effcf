import { describe, expect, it } from '@jest/globals';
import type { CommandOutcome, JsonObject } from '#kernel';
import { PAYMENT } from '../../../test/support/order-history.js';
import * as the from '../../../test/support/payment-history.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, uuid } from '../../../test/support/values.js';
import { paymentProviderSaga as saga } from './index.js';

const STRAY = uuid('e', 1);
const REFUND = uuid('f', 1);
const idle = saga.initialState;
type State = typeof idle;
const hear = (state: State, type: string, data: object) =>
  saga.react(state, { kind: 'event', event: recordedAs(type, data as JsonObject) });
const callback = (more: object) => ({ reference: PAYMENT, payment: null, payOut: null, ...more });
const news = (paymentId: string | null) =>
  callback({ payment: { paymentId, strayId: STRAY, report: the.report('arrived', 5) } });
const payOut = (kind: string, reference = `${PAYMENT}-excess`, more: object = {}) =>
  callback({ reference, payOut: { transaction: 'P1', sequence: 1, kind, reason: null, retriable: false, ...more } });
const keyOf = (data: object) => saga.key(recordedAs('provider-callback.received.v1', data as JsonObject));

describe('the saga between a payment and the provider', () => {
  it('is one for each payment, known or not; what is of a refund is not its own', () => {
    expect(keyOf(news(PAYMENT))).toBe(PAYMENT);
    expect(keyOf(news(null))).toBe(STRAY);
    expect(keyOf(payOut('succeeded'))).toBe(PAYMENT);
    expect(keyOf(payOut('succeeded', REFUND))).toBeNull();
  });

  it('submits what the buyer began, once', () => {
    const { state, commands } = hear(idle, 'payment.initiated.v1', the.initiated().data);
    expect(commands).toEqual([{ type: 'submit-payment', target: PAYMENT, payload: { paymentId: PAYMENT } }]);
    expect(hear(state, 'payment.initiated.v1', the.initiated().data).commands).toEqual([]);
  });

  it('waits for a declared transfer, and lets it go when it does not come', () => {
    const { state, deadlines, commands } = hear(idle, 'payment.declared.v1', the.declared().data);
    expect([deadlines, commands]).toEqual([[{ kind: 'schedule', name: 'transfer-arrives', dueAt: day(30) }], []]);
    const passed = saga.react(state, { kind: 'deadline-passed', name: 'transfer-arrives', dueAt: day(30) });
    expect(passed.commands).toEqual([{ type: 'expire-payment', target: PAYMENT, payload: { paymentId: PAYMENT } }]);
    expect(saga.react(idle, { kind: 'deadline-passed', name: 'transfer-arrives', dueAt: day(30) }).commands).toEqual(
      [],
    );
  });

  it('tells the payment what the provider says, and keeps what belongs to none', () => {
    const report = the.report('arrived', 5);
    expect(hear(idle, 'provider-callback.received.v1', news(PAYMENT)).commands).toEqual([
      { type: 'record-report', target: PAYMENT, payload: { paymentId: PAYMENT, report } },
    ]);
    expect(hear(idle, 'provider-callback.received.v1', news(null)).commands).toEqual([
      { type: 'keep-stray-report', target: STRAY, payload: { paymentId: STRAY, reference: PAYMENT, report } },
    ]);
  });

  it.each([
    ['submitted', {}, { type: 'record-return-submitted', told: { transaction: 'P1' } }],
    ['succeeded', {}, { type: 'record-return-succeeded', told: { transaction: 'P1' } }],
    ['failed', {}, { type: 'record-return-failed', told: { reason: 'unstated', retriable: false } }],
    [
      'failed',
      { reason: 'busy', retriable: true },
      { type: 'record-return-failed', told: { reason: 'busy', retriable: true } },
    ],
  ])('tells it that a return %s %j', (kind, more, { type, told }) => {
    expect(hear(idle, 'provider-callback.received.v1', payOut(kind, undefined, more)).commands).toEqual([
      { type, target: PAYMENT, payload: { paymentId: PAYMENT, cause: 'excess', ...told } },
    ]);
    expect(hear(idle, 'provider-callback.received.v1', payOut(kind, REFUND, more)).commands).toEqual([]);
  });

  it.each([
    ...['submit-payment', 'record-report', 'keep-stray-report', 'expire-payment'],
    ...['record-return-submitted', 'record-return-succeeded', 'record-return-failed'],
  ])('needs nothing after the answer to %s', (type) => {
    const command = { type, target: PAYMENT, payload: { paymentId: PAYMENT } };
    const answers: readonly CommandOutcome[] = [
      { kind: 'accepted', stream: 's', revision: 0, position: '0' },
      { kind: 'refused', code: 'anything', facts: {} },
    ];
    for (const outcome of answers)
      expect(saga.react(idle, { kind: 'outcome', command, outcome })).toMatchObject({ commands: [], deadlines: [] });
  });
});
