import { describe, expect, it } from '@jest/globals';
import { addMillis, type CommandOutcome, type JsonObject, type SagaCommand } from '#kernel';
import { ORDER, PAYMENT } from '../../../test/support/order-history.js';
import * as the from '../../../test/support/payment-history.js';
import { BUYER, SUPPLIER } from '../../../test/support/people.js';
import { recordedAs } from '../../../test/support/recorded.js';
import { day, usd } from '../../../test/support/values.js';
import { paymentReturnsSaga as saga } from './index.js';

type State = typeof saga.initialState;
const none = saga.initialState;
const hear = (state: State, { type, data }: { type: string; data: object }) =>
  saga.react(state, { kind: 'event', event: recordedAs(type, data as JsonObject) });
const outcome = (type: string, what: CommandOutcome, payload: JsonObject = { paymentId: PAYMENT, cause: 'excess' }) =>
  saga.react(none, { kind: 'outcome', command: { type, target: PAYMENT, payload }, outcome: what });
const accepted: CommandOutcome = { kind: 'accepted', stream: 's', revision: 0, position: '0' };
const refused = (code: string): CommandOutcome => ({ kind: 'refused', code, facts: {} });
const command = (type: string, more: object = {}): SagaCommand => ({
  ...{ type, target: PAYMENT },
  payload: { paymentId: PAYMENT, cause: 'excess', ...more },
});

describe('the saga of returns', () => {
  it('is one for each order', () => {
    expect(saga.key(recordedAs('payment.unmatched.v1', the.unmatched().data as unknown as JsonObject))).toBe(ORDER);
  });

  it('sends back the excess, what was unmatched, and what a cancellation gives up', () => {
    expect(hear(none, the.allocated()).commands).toEqual([command('authorise-return')]);
    expect(hear(none, the.unmatched()).commands).toEqual([command('authorise-return', { cause: 'unmatched' })]);
    const exact = {
      type: 'payment.allocated.v1',
      data: { ...the.subject, allocated: the.AMOUNT, excess: usd('0.00') },
    };
    expect(hear(none, exact).commands).toEqual([]);
    const cancellation = {
      type: 'order.cancellation-accepted.v1',
      data: {
        ...{ orderId: ORDER, buyer: BUYER, supplier: SUPPLIER, by: 'supplier', amountToReturn: usd('700.00') },
        returns: [
          { paymentId: PAYMENT, purpose: 'initial', amount: usd('700.00') },
          { paymentId: 'other', purpose: 'balance', amount: usd('0.00') },
        ],
      },
    };
    const authorised = command('authorise-return', { cause: 'cancellation', amount: usd('700.00') });
    expect(hear(none, cancellation).commands).toEqual([authorised]);
  });

  it('asks the provider once the return is authorised, and tells the order what it gave up', () => {
    expect(hear(none, the.returnAuthorised()).commands).toEqual([command('submit-return')]);
    expect(hear(none, the.returned()).commands).toEqual([]);
    expect(hear(none, the.returned('provider', 'cancellation', usd('700.00'))).commands).toEqual([
      {
        type: 'record-returned',
        target: ORDER,
        payload: { orderId: ORDER, paymentId: PAYMENT, amount: usd('700.00') },
      },
    ]);
  });

  it('tries again after an hour, six, a day, three; then an operator has to look', () => {
    let state: State = none;
    const HOUR = 3_600_000;
    for (const pause of [HOUR, 6 * HOUR, 24 * HOUR, 72 * HOUR]) {
      const reaction = hear(state, the.returnFailed(true));
      expect(reaction.deadlines).toEqual([
        { kind: 'schedule', name: `${PAYMENT}-excess`, dueAt: addMillis(day(0), pause) },
      ]);
      expect(reaction.commands).toEqual([]);
      state = reaction.state;
      const again = saga.react(state, { kind: 'deadline-passed', name: `${PAYMENT}-excess`, dueAt: day(1) });
      expect(again.commands).toEqual([command('authorise-return')]);
    }
    expect(hear(state, the.returnFailed(true)).commands).toEqual([
      command('record-return-failed', { reason: 'account-unreachable', retriable: false }),
    ]);
  });

  it('leaves to an operator what was refused for good, and what nobody can carry out', () => {
    expect(hear(none, the.returnFailed(false))).toMatchObject({ commands: [], deadlines: [] });
    expect(outcome('submit-return', refused('no-payment-provider')).commands).toEqual([
      command('record-return-failed', { reason: 'no-payment-provider', retriable: false }),
    ]);
  });

  it.each(['authorise-return', 'submit-return', 'record-return-failed', 'record-returned'])(
    'needs nothing after the answer to %s',
    (type) => {
      for (const what of [accepted, refused('anything')]) {
        const reaction = outcome(type, what);
        expect([reaction.commands, reaction.deadlines]).toEqual([[], []]);
        if (what.kind === 'refused') expect(reaction.reason).toContain('an operator has to look');
      }
    },
  );

  it('waits for nothing else', () => {
    expect(saga.react(none, { kind: 'deadline-passed', name: 'tea', dueAt: day(1) }).commands).toEqual([]);
  });
});
