import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FORGOTTEN, currency, money, paymentId, toData } from '#kernel';
import { foldOf } from '../../../test/support/decider.js';
import { given } from '../../../test/support/order-given.js';
import * as history from '../../../test/support/order-history.js';
import { ORDER, histories } from '../../../test/support/order-history.js';
import { buyer, platform, supplier } from '../../../test/support/people.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { ordering, type OrderEvent } from './index.js';
import { isBound } from './state.js';

const rate = (type: 'give-feedback' | 'revise-feedback', rating: number, text: string | null = null) =>
  ({ type, orderId: ORDER, rating, text }) as const;

describe('a reminder', () => {
  const remind = { type: 'remind-supplier', orderId: ORDER } as const;

  it('is sent at most once in 24 hours, half-open, whatever it is of', () => {
    const order = given(...histories.submitted, history.reminded('confirmation'));
    order.when(remind, { by: buyer, at: day(1, -1) }).thenRefused('reminder-too-early', { from: day(1) });
    order.when(remind, { by: buyer, at: day(1) }).then(history.reminded('confirmation', day(1)));
    const [draft, submission, ...rest] = histories['initial payment complete'];
    given(draft!, submission!, history.reminded('confirmation'), ...rest)
      .when(remind, { by: buyer, at: day(0) })
      .thenRefused('reminder-too-early', { from: day(1) });
  });

  it('is of nothing once the supplier has confirmed', () => {
    given(...histories.submitted, history.sideConfirmed('supplier'))
      .when(remind, { by: buyer })
      .thenRefused('nothing-to-remind-of', { phase: 'submitted' });
  });
});

describe('a ready notice', () => {
  it('counts once, from the first time', () => {
    given(...histories['initial payment complete'], history.readyNotice(day(1)))
      .when({ type: 'give-ready-notice', orderId: ORDER }, { by: supplier, at: day(2) })
      .thenNothing();
  });
});

describe('a waiver', () => {
  const waive = (purpose: 'initial' | 'balance', amount: string) =>
    ({ type: 'waive-shortfall', orderId: ORDER, purpose, amount: usd(amount) }) as const;

  it('is of exactly what is missing', () => {
    const order = given(...histories['initial payment begun']);
    for (const amount of ['999.99', '1000.01'])
      order.when(waive('initial', amount), { by: supplier }).thenRefused('shortfall-differs', {
        shortfall: usd('1000.00'),
      });
    order
      .when(waive('balance', '1500.00'), { by: supplier })
      .thenRefused('initial-payment-incomplete', { phase: 'confirmed' });
    given(...histories['initial payment complete'])
      .when(waive('balance', '1500.00'), { by: supplier })
      .thenRefused('nothing-has-arrived', { purpose: 'balance' });
  });

  it('completes the initial payment, and leaves owed what is called back afterwards', () => {
    const past = [...histories['initial payment begun'], history.waived()];
    expect(foldOf(ordering, ordering.initialState, past)).toMatchObject({
      phase: 'in-performance',
      initialCompletedAt: day(0),
    });
    const reversal = { orderId: ORDER, paymentId: history.EARLIER_PAYMENT, purpose: 'initial' } as const;
    const { decision } = given(...past).when(
      { type: 'reverse-allocation', ...reversal, amount: usd('200.00') },
      { by: platform },
    );
    expect(decision).toMatchObject({ events: [{ data: { complete: false, phase: 'confirmed' } }] });
  });

  it('leaves a debt that takes exactly what was called back', () => {
    const USD = currency('USD');
    const cents = (max: bigint) => fc.bigInt({ min: 1n, max });
    fc.assert(
      fc.property(cents(149_999n), fc.nat(), (arrived, part) => {
        const pay = (n: number, minor: bigint) =>
          ({
            type: 'allocate-payment',
            orderId: ORDER,
            paymentId: paymentId(uuid('d', n)),
            purpose: 'initial',
            amount: toData(money(minor, USD)),
          }) as const;
        const gone = (BigInt(part) % arrived) + 1n;
        const calledBack = { orderId: ORDER, paymentId: paymentId(uuid('d', 1)), purpose: 'initial' } as const;
        const past: OrderEvent[] = [...histories['cover granted']];
        const commands = [
          [pay(1, arrived), platform],
          [{ ...waive('initial', '0.00'), amount: toData(money(150_000n - arrived, USD)) }, supplier],
          [{ type: 'reverse-allocation', ...calledBack, amount: toData(money(gone, USD)) }, platform],
          [pay(2, 500_000n), platform],
        ] as const;
        for (const [command, by] of commands) {
          const { decision } = given(...past).when(command, { by });
          if (decision.kind !== 'happened') throw new Error(JSON.stringify(decision));
          past.push(...decision.events);
        }
        const state = foldOf(ordering, ordering.initialState, past);
        if (!isBound(state)) throw new Error('it is confirmed');
        expect(state.debts.initial.allocated.minor).toBe(arrived);
        expect(state.debts.initial.waived.minor).toBe(150_000n - arrived);
        expect(past.at(-1)).toMatchObject({ data: { allocated: toData(money(gone, USD)), complete: true } });
      }),
      { numRuns: 50 },
    );
  });
});

describe('feedback', () => {
  it('is given once, within 60 days after completion, half-open', () => {
    const done = given(...histories.completed);
    const late = { until: day(60) };
    done.when(rate('give-feedback', 5), { by: buyer, at: day(60) }).thenRefused('feedback-window-closed', late);
    const inTime = done.when(rate('give-feedback', 5), { by: buyer, at: day(60, -1) });
    expect(inTime.decision).toMatchObject({
      events: [{ data: { rating: 5, text: null, revisableUntil: day(90, -1) } }],
    });
    given(...histories['completed, feedback given'])
      .when(rate('give-feedback', 5), { by: buyer })
      .thenRefused('feedback-already-given', { rating: 4 });
  });

  it('is revised once, within 30 days, half-open', () => {
    const said = given(...histories['completed, feedback given']);
    const revision = rate('revise-feedback', 1, 'It broke.');
    said.when(revision, { by: buyer, at: day(30) }).thenRefused('feedback-window-closed', { until: day(30) });
    said.when(revision, { by: buyer, at: day(30, -1) }).then(history.feedbackRevised());
    said.when(rate('revise-feedback', 4, 'Well made.'), { by: buyer, at: day(31) }).thenNothing();
    given(...histories['completed, feedback given'], history.feedbackRevised())
      .when(rate('revise-feedback', 2), { by: buyer, at: day(1) })
      .thenRefused('feedback-already-revised', { limit: 1 });
  });

  it.each([0, 6, 2.5])('is not %s of 5', (rating) => {
    given(...histories.completed)
      .when(rate('give-feedback', rating), { by: buyer })
      .thenRefused('rating-out-of-range', { rating });
  });

  it('whose words are forgotten is not the same as any words', () => {
    const said = history.feedback();
    const forgotten = { ...said, data: { ...said.data, text: FORGOTTEN } } as typeof said;
    const state = ordering.evolve(foldOf(ordering, ordering.initialState, histories.completed), forgotten);
    expect(state).toMatchObject({ feedback: { rating: 4, text: FORGOTTEN } });
  });

  it('of an order that was completed before there were dates for it is still heard', () => {
    const { orderId, buyer: by, supplier: of } = history.completed().data;
    const undated = { type: 'order.completed.v1', data: { orderId, buyer: by, supplier: of } } as const;
    const { decision } = given(...histories['awaiting receipt'], undated).when(rate('give-feedback', 3), {
      by: buyer,
      at: day(999),
    });
    expect(decision.kind).toBe('happened');
  });
});
