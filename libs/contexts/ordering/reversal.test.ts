import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currency, money, paymentId, toData, type Purpose } from '#kernel';
import { foldOf } from '../../../test/support/decider.js';
import { given } from '../../../test/support/order-given.js';
import * as history from '../../../test/support/order-history.js';
import { EARLIER_PAYMENT, ORDER, SHIPMENT, ALL, histories } from '../../../test/support/order-history.js';
import { platform } from '../../../test/support/people.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { ordering, type OrderCommand, type OrderEvent } from './index.js';
import { isBound, type Order } from './state.js';
import { netOf, phaseOf } from './standing.js';

const reverse = (amount: string, payment = EARLIER_PAYMENT): OrderCommand => ({
  type: 'reverse-allocation',
  orderId: ORDER,
  paymentId: payment,
  purpose: 'initial',
  amount: usd(amount),
});
const stateOf = (...events: readonly OrderEvent[]): Order => foldOf(ordering, ordering.initialState, events);

describe('a reversal', () => {
  it('takes what is new of it, so that telling it twice takes nothing twice', () => {
    const part = history.reversed('confirmed', { amount: usd('400.00'), allocatedInAll: usd('1100.00') });
    given(...histories['awaiting receipt'])
      .when(reverse('400.00'), { by: platform })
      .then(part);
    const after = given(...histories['awaiting receipt'], part);
    after.when(reverse('400.00'), { by: platform }).thenNothing();
    const { decision } = after.when(reverse('1600.00'), { by: platform }); // the excess of 100 never was the order's
    expect(decision).toMatchObject({
      events: [{ data: { amount: usd('1100.00'), reversedInAll: usd('1500.00'), allocatedInAll: usd('0.00') } }],
    });
  });

  it('moves the order back to where it owes again, and what is paid anew moves it on', () => {
    const back = [...histories['awaiting receipt'], history.reversed('confirmed')];
    expect(stateOf(...back)).toMatchObject({ phase: 'confirmed', initialCompletedAt: day(0) });
    const again = { type: 'allocate-payment', orderId: ORDER, paymentId: history.PAYMENT, purpose: 'initial' } as const;
    const { decision } = given(...back).when({ ...again, amount: usd('1500.00') }, { by: platform });
    expect(decision).toMatchObject({ events: [{ data: { complete: true, phase: 'awaiting-receipt' } }] });
  });

  it('holds up what is still to leave', () => {
    const batch = { shipmentId: SHIPMENT, lines: ALL, dispatchedAt: day(3) };
    given(...histories['initial payment complete'], history.reversed('confirmed'))
      .when({ type: 'record-dispatch', orderId: ORDER, ...batch }, { by: platform })
      .thenRefused('initial-payment-incomplete', { phase: 'confirmed' });
  });

  it('of a payment that is gone leaves no balance that could be returned', () => {
    const proposed = [...histories['initial payment complete'], history.cancellationProposed()];
    given(...proposed, history.reversed('confirmed'))
      .when(
        { type: 'accept-cancellation', orderId: ORDER, amountToReturn: usd('500.00') },
        { by: { ...platform, role: 'buyer', organisation: history.contract.buyer } },
      )
      .thenRefused('return-exceeds-net', { returnable: usd('0.00') });
  });
});

describe('money that comes and goes', () => {
  const USD = currency('USD');
  const steps = fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('pay' as const),
        purpose: fc.constantFrom<Purpose>('initial', 'balance'),
        amount: fc.bigInt({ min: 1n, max: 200_000n }),
      }),
      fc.record({
        kind: fc.constant('reverse' as const),
        of: fc.nat({ max: 8 }),
        amount: fc.bigInt({ min: 1n, max: 200_000n }),
      }),
      fc.record({ kind: fc.constant('dispatch' as const) }),
    ),
    { maxLength: 14 },
  );

  it('is neither created nor lost: debts, payments and the phase always agree', () => {
    fc.assert(
      fc.property(steps, (acts) => {
        const past: OrderEvent[] = [...histories['cover granted']];
        const idOf = (n: number) => paymentId(uuid('d', n));
        for (const [index, act] of acts.entries()) {
          const { decision } = given(...past).when(commandOf(act, index, idOf), { by: platform });
          if (decision.kind === 'happened') past.push(...decision.events);
          const state = stateOf(...past);
          if (!isBound(state)) throw new Error('it is confirmed');
          for (const purpose of ['initial', 'balance'] as const) {
            expect(netOf(state, purpose)).toStrictEqual(state.debts[purpose].allocated);
            expect(state.debts[purpose].allocated.minor).toBeLessThanOrEqual(150_000n);
            expect(state.debts[purpose].allocated.minor).toBeGreaterThanOrEqual(0n);
          }
          expect(state.phase).toBe(phaseOf(state));
        }
      }),
    );
  });

  type Act = typeof steps extends fc.Arbitrary<readonly (infer A)[]> ? A : never;
  function commandOf(act: Act, index: number, idOf: (n: number) => ReturnType<typeof paymentId>): OrderCommand {
    switch (act.kind) {
      case 'pay': {
        const paid = { orderId: ORDER, paymentId: idOf(index), purpose: act.purpose };
        return { type: 'allocate-payment', ...paid, amount: toData(money(act.amount, USD)) };
      }
      case 'reverse': {
        const amount = toData(money(act.amount, USD));
        return { type: 'reverse-allocation', orderId: ORDER, paymentId: idOf(act.of), purpose: 'initial', amount };
      }
      case 'dispatch':
        return { type: 'record-dispatch', orderId: ORDER, shipmentId: SHIPMENT, lines: ALL, dispatchedAt: day(3) };
    }
  }
});
