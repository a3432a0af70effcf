import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromData, type MoneyData, type Purpose } from '#kernel';
import { orderStatus, supplierDirectory } from '#read-models';
import { Market } from '../../test/support/market.js';
import { contract } from '../../test/support/order-history.js';
import { SUPPLIER } from '../../test/support/people.js';
import { usd, uuid } from '../../test/support/values.js';
import { World } from '../../test/support/world.js';

const ORDERS = [1, 2, 3];

/** What people may do, in any order, sensible or not; and what waits in the sagas may happen in between. */
type Act = (market: Market) => void;
const n = fc.constantFrom(...ORDERS);
const amount = fc.constantFrom('400.00', '1100.00', '1500.00', '2000.00').map(usd);
const purpose = fc.constantFrom<Purpose[]>('initial', 'balance');
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.nat({ max: 20 }).map(
      (choice): Act =>
        ({ world }) =>
          world.step(choice),
    ),
  },
  {
    weight: 2,
    arbitrary: n.map(
      (order): Act =>
        (market) =>
          market.agree(order),
    ),
  },
  {
    weight: 1,
    arbitrary: n.map(
      (order): Act =>
        (market) =>
          market.cancel(order),
    ),
  },
  {
    weight: 1,
    arbitrary: n.map(
      (order): Act =>
        (market) =>
          market.acknowledge(order),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(n, purpose, amount).map(
      ([order, what, much]): Act =>
        (market) =>
          market.pay(order, what, much),
    ),
  },
  {
    weight: 1,
    arbitrary: n.map(
      (order): Act =>
        (market) =>
          market.dispatch(order),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 3 }).map(
      (batch): Act =>
        (market) =>
          market.deliver(batch),
    ),
  },
  {
    weight: 1,
    arbitrary: n.map(
      (order): Act =>
        (market) =>
          market.receive(order),
    ),
  },
  {
    weight: 1,
    arbitrary: amount.map(
      (limit): Act =>
        (market) =>
          market.changeLimit(limit),
    ),
  },
);

function play(acts: readonly Act[], everythingTwice: boolean): Market {
  const market = new Market(new World({ everythingTwice }));
  market.enrol(usd('5000.00'));
  for (const each of acts) each(market);
  market.world.settle();
  return market;
}

/** Σ of a field over the events of one type, for one order or payment. */
const sumOf = ({ world }: Market, type: string, field: string, where: Readonly<Record<string, unknown>>): bigint =>
  world.events
    .filter((event) => event.type === type && Object.entries(where).every(([key, value]) => event.data[key] === value))
    .reduce((sum, { data }) => sum + fromData(data[field] as MoneyData).minor, 0n); // an amount by the catalogue

const races = fc.property(fc.array(act, { minLength: 10, maxLength: 60 }), fc.boolean(), (acts, everythingTwice) => {
  const market = play(acts, everythingTwice);
  const { world } = market;
  const coverage = world.coverage(SUPPLIER);
  if (coverage.phase === 'none') throw new Error('the first limit was granted');

  for (const order of ORDERS.map(Market.order)) {
    const state = world.order(order);
    const held = coverage.covers.get(order)?.reserved.minor;
    // A cancelled order holds nothing, whatever overtook what; an agreed one holds what it was told.
    if (state.phase === 'cancelled' || state.phase === 'none') expect(held).toBeUndefined();
    else expect(held).toBe(sumOf(market, 'order.cover-recorded.v1', 'granted', { orderId: order }));

    const page = world.document(orderStatus, order);
    expect(page?.phase ?? 'none').toBe(state.phase);
    for (const debt of ['initial', 'balance'] as const) {
      const where = { orderId: order, purpose: debt };
      const allocated = sumOf(market, 'payment.allocated.v1', 'allocated', where);
      expect(allocated).toBeLessThanOrEqual(150_000n);
      expect(sumOf(market, 'order.payment-allocated.v1', 'allocated', where)).toBe(allocated);
      expect(page?.payments[debt].arrived.minor ?? 0n).toBe(allocated);
      // Arrived = allocated + what goes back: nothing is created or lost, and nothing is left in between.
      expect(sumOf(market, 'payment.arrived.v1', 'amount', where)).toBe(
        allocated +
          sumOf(market, 'payment.allocated.v1', 'excess', where) +
          sumOf(market, 'payment.unmatched.v1', 'amount', where),
      );
    }
  }
  const listed = world.document(supplierDirectory, SUPPLIER);
  expect(listed?.reserved).toStrictEqual(coverage.reserved);
  expect(listed?.limit).toStrictEqual(coverage.limit);
});

describe('the platform at rest, after any course of events', () => {
  it('holds cover for agreed orders only, and has lost no money', () => {
    fc.assert(races, { numRuns: 150 });
  });

  it('is the same whether or not every command of a saga is sent twice', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const [once, twice] = [false, true].map((everythingTwice) =>
          play(acts, everythingTwice).world.events.map(({ stream, type, data }) => ({ stream, type, data })),
        );
        expect(twice).toStrictEqual(once);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a saga at rest', () => {
  it('has come to an end, or to where it waits for people', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const { world } = play(acts, false);
        for (const order of ORDERS.map(Market.order))
          expect(['covered', 'released', 'ended', undefined]).toContain(world.stateOf('coverage', order)?.['step']);
        for (let payment = 1; payment <= 60; payment++)
          expect(['allocated', 'unmatched', 'none']).toContain(world.payment(uuid('b', payment)).phase);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the contract of these races', () => {
  it('is the example: both debts are 1,500', () => {
    expect([contract.total, contract.initialPayment]).toStrictEqual([usd('3000.00'), usd('1500.00')]);
  });
});
