import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromData, toData, type MoneyData } from '#kernel';
import { CURRENT, rulesFor } from '#rules';
import { givenOf } from '../../../test/support/decider.js';
import { PAYMENT } from '../../../test/support/order-history.js';
import * as the from '../../../test/support/payment-history.js';
import { operator, platform } from '../../../test/support/people.js';
import { day, usd } from '../../../test/support/values.js';
import { payment, type Payment, type PaymentCommand, type PaymentEvent } from './index.js';

const given = givenOf(payment);
const allocated = [the.arrived(), the.allocated()];
const authorise = (cause: 'excess' | 'unmatched' | 'cancellation', amount?: MoneyData) =>
  ({ type: 'authorise-return', paymentId: PAYMENT, cause, ...(amount && { amount }) }) as const;

describe('payment: what became of it', () => {
  it.each([
    ['1500.00', '99.99'],
    ['1500.00', '100.01'],
    ['0.00', '0.00'],
  ])('is all that arrived: %s and %s are not', (taken, left) => {
    given(the.arrived())
      .when({ type: 'mark-allocated', paymentId: PAYMENT, allocated: usd(taken), excess: usd(left) }, { by: platform })
      .thenRefused('allocation-mismatch', { amount: the.AMOUNT, allocated: usd(taken), excess: usd(left) });
  });
});

describe('a return', () => {
  it('of what the order could not take is all of it', () => {
    given(the.arrived(), the.unmatched())
      .when(authorise('unmatched'), { by: platform })
      .then(the.returnAuthorised('unmatched', the.AMOUNT));
  });

  it('of an excess needs one', () => {
    const exact: PaymentEvent = {
      type: 'payment.allocated.v1',
      data: { ...the.subject, allocated: the.AMOUNT, excess: usd('0.00') },
    };
    given(the.arrived(), exact)
      .when(authorise('excess'), { by: platform })
      .thenRefused('nothing-to-return', { cause: 'excess' });
    given(...allocated)
      .when(authorise('unmatched'), { by: platform })
      .thenRefused('nothing-to-return', { cause: 'unmatched' });
  });

  it('after a cancellation is of what the order took, and as much as was agreed', () => {
    given(...allocated)
      .when(authorise('cancellation', usd('1500.01')), { by: platform })
      .thenRefused('more-than-allocated', { allocated: usd('1500.00'), asked: usd('1500.01') });
    given(...allocated)
      .when(authorise('cancellation', usd('0.00')), { by: platform })
      .thenRefused('nothing-to-return', { cause: 'cancellation' });
    given(...allocated)
      .when(authorise('cancellation'), { by: platform })
      .then(the.returnAuthorised('cancellation', usd('1500.00')));
    // The excess is another return, and stays what it was.
    given(...allocated, the.returnAuthorised('cancellation', usd('400.00')))
      .when(authorise('excess'), { by: platform })
      .then(the.returnAuthorised());
  });

  it('that failed too often is given up, and stays so', () => {
    const failed = [...allocated, the.returnAuthorised(), the.returnFailed(true)];
    const giveUp = { type: 'record-return-failed', paymentId: PAYMENT, cause: 'excess' } as const;
    const told = { reason: 'account-unreachable', retriable: false };
    given(...failed)
      .when({ ...giveUp, ...told }, { by: platform })
      .then(the.returnFailed(false));
    given(...failed, the.returnFailed(false))
      .when({ ...giveUp, ...told }, { by: platform })
      .thenNothing();
  });

  it('that was refused for good is an operator’s: again, or by his own hand', () => {
    const refused = [...allocated, the.returnAuthorised(), the.returnFailed(false)];
    given(...refused)
      .when(authorise('excess'), { by: operator })
      .then(the.returnAuthorised());
    const done = { type: 'record-return-succeeded', paymentId: PAYMENT, cause: 'excess', transaction: 'P1' } as const;
    given(...refused)
      .when(done, { by: operator })
      .then(the.returned('operator'));
    for (const [status, events] of [
      ['authorised', [the.returnAuthorised()]],
      ['submitted', [the.returnAuthorised(), the.returnSubmitted()]],
      ['failed', [the.returnAuthorised(), the.returnFailed(true)]],
    ] as const)
      given(...allocated, ...events)
        .when(done, { by: operator })
        .thenRefused('return-under-way', { status });
  });
});

describe('the money of a payment', () => {
  /** What stands in the state is what arrived, until it is reversed. */
  const sums = (state: Payment): boolean =>
    !('allocated' in state) ||
    state.allocated.minor + state.awaiting.minor + state.returned.minor === state.arrival.amount.minor;

  const cents = fc
    .integer({ min: 0, max: 170_000 })
    .map((minor): MoneyData => ({ minor: `${minor}`, currency: 'USD' }));
  const cause = fc.constantFrom('excess', 'unmatched', 'cancellation');
  const sent = (command: object): PaymentCommand => ({ paymentId: PAYMENT, ...command }) as unknown as PaymentCommand;
  const anyCommand: fc.Arbitrary<PaymentCommand> = fc.oneof(
    cents.map((allocated) => {
      const excess = toData({ ...fromData(the.AMOUNT), minor: 160_000n - BigInt(allocated.minor) });
      return sent({ type: 'mark-allocated', allocated, excess });
    }),
    fc.constant(sent({ type: 'mark-unmatched', reason: 'order-cancelled' })),
    fc.tuple(cause, fc.option(cents, { nil: undefined })).map(([why, amount]) => authorise(why, amount)),
    cause.map((why) => sent({ type: 'record-return-submitted', cause: why, transaction: 'P1' })),
    cause.map((why) => sent({ type: 'record-return-succeeded', cause: why, transaction: 'P1' })),
    fc
      .tuple(cause, fc.boolean())
      .map(([why, retriable]) => sent({ type: 'record-return-failed', cause: why, reason: 'r', retriable })),
    fc.constant(sent({ type: 'record-report', report: the.report('reversed', 9) })),
  );

  it('is neither made nor lost: arrived = allocated + awaiting return + returned + reversed', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 20 }), (commands) => {
        let state = payment.evolve(payment.initialState, the.arrivedByProvider(5));
        for (const command of commands) {
          const decision = payment.decide(state, command, {
            now: day(0),
            actor: platform,
            rules: rulesFor(CURRENT),
            facts: undefined,
            digest: () => '',
            salt: '',
          });
          const before = state;
          if (decision.kind !== 'happened') continue;
          state = decision.events.reduce(payment.evolve, state);
          expect(sums(state)).toBe(true);
          for (const { type, data } of decision.events) {
            if (type !== 'payment.reversed.v1') continue;
            const gone = [data.fromAllocated, data.fromAwaitingReturn, data.overdrawn];
            const total = gone.reduce((sum, each) => sum + BigInt(each.minor), 0n);
            expect(total).toBe(BigInt(data.reversed.minor));
            if ('returned' in before) expect(data.overdrawn).toEqual(toData(before.returned));
          }
        }
      }),
    );
  });
});
