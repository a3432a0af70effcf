import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { add, fromData, money, paymentId, toData, zero, currency, type Money } from '#kernel';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { ORDER, histories } from '../../../test/support/order-history.js';
import { platform } from '../../../test/support/people.js';
import { uuid } from '../../../test/support/values.js';
import { allocate, debtOf, isSettled } from './debt.js';
import { ordering, type OrderEvent } from './index.js';

const USD = currency('USD');
const amounts = fc.bigInt({ min: 0n, max: 300_000n }).map((minor) => money(minor, USD));
const sum = (all: readonly Money[]): Money => all.reduce(add, zero(USD));

describe('a debt', () => {
  it('takes what it is owed and no more; nothing is created or lost', () => {
    fc.assert(
      fc.property(amounts, fc.array(amounts), (due, arrivals) => {
        let debt = debtOf(due);
        for (const arrived of arrivals) {
          const step = allocate(debt, arrived);
          expect(add(step.allocated, step.excess)).toStrictEqual(arrived);
          expect(step.excess.minor === 0n || isSettled(step.debt)).toBe(true);
          debt = step.debt;
        }
        const arrived = sum(arrivals).minor;
        expect(debt.allocated.minor).toBe(arrived < due.minor ? arrived : due.minor);
        expect(isSettled(debt)).toBe(arrived >= due.minor);
      }),
    );
  });
});

describe('payments on an order', () => {
  const arrivals = fc.array(
    fc.record({
      purpose: fc.constantFrom('initial' as const, 'balance' as const),
      amount: fc.bigInt({ min: 1n, max: 200_000n }),
    }),
    { maxLength: 12 },
  );

  it('are allocated, in excess, or refused whole: arrived = allocated + going back', () => {
    fc.assert(
      fc.property(arrivals, (payments) => {
        const past: OrderEvent[] = [...histories['cover granted']];
        const allocated = { initial: 0n, balance: 0n };
        for (const [index, { purpose, amount }] of payments.entries()) {
          const arrived = toData(money(amount, USD));
          const pay = {
            type: 'allocate-payment',
            orderId: ORDER,
            paymentId: paymentId(uuid('d', index)),
            purpose,
            amount: arrived,
          } as const;
          const { decision } = givenOf(ordering)(...past).when(pay, { by: platform });
          if (decision.kind !== 'happened') continue; // all of it goes back
          const [event] = decision.events;
          if (event?.type !== 'order.payment-allocated.v1') throw new Error('another event');
          expect(fromData(event.data.allocated).minor + fromData(event.data.excess).minor).toBe(amount);
          allocated[purpose] += fromData(event.data.allocated).minor;
          expect(fromData(event.data.allocatedInAll).minor).toBe(allocated[purpose]);
          expect(event.data.complete).toBe(allocated[purpose] === 150_000n);
          past.push(event);
        }
        expect(allocated.initial).toBeLessThanOrEqual(150_000n);
        expect(allocated.balance).toBeLessThanOrEqual(150_000n);
        const { phase } = foldOf(ordering, ordering.initialState, past);
        expect(phase).toBe(allocated.initial === 150_000n ? 'in-performance' : 'confirmed');
      }),
    );
  });
});
