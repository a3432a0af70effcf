import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  currency,
  disputeId,
  fromData,
  money,
  orderId,
  recourseId,
  refundId,
  toData,
  type MoneyData,
  type OrderId,
} from '#kernel';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { SUPPLIER, operator, platform } from '../../../test/support/people.js';
import { day, uuid } from '../../../test/support/values.js';
import { coverage, remainingOf, type CoverageCommand, type CoverageEvent, type GrantedCoverage } from './index.js';

const USD = currency('USD');
const supplierId = SUPPLIER;
const amount = fc.bigInt({ min: 0n, max: 5_000n }).map((minor) => toData(money(minor, USD)));
const order = fc.integer({ min: 1, max: 8 }).map((n) => orderId(uuid('a', n)));
const dispute = fc.record({ orderId: order, n: fc.integer({ min: 1, max: 2 }) });
const one = fc.constantFrom;
const ofSupplier = { supplierId: one(supplierId) };
const wanted = {
  ...ofSupplier,
  orderId: order,
  coverageType: one('pre-shipment' as const, 'post-delivery' as const),
  base: amount,
  cap: fc.option(amount),
};

const command: fc.Arbitrary<CoverageCommand> = fc.oneof(
  fc.record({ type: one('grant-limit' as const), ...ofSupplier, limit: amount }),
  fc.record({ type: one('change-limit' as const), ...ofSupplier, limit: amount }),
  fc.record({ type: one('reserve-cover' as const), ...wanted }),
  fc.record({ type: one('adjust-cover' as const), ...wanted }),
  fc
    .tuple(dispute, amount)
    .map(([{ orderId, n }, granted]) => ({ type: 'hold-cover' as const, ...claimOf(orderId, n), ...late, granted })),
  dispute.map(({ orderId, n }) => ({ type: 'unhold-cover' as const, ...claimOf(orderId, n) })),
  fc.tuple(dispute, fc.integer({ min: 1, max: 3 }), amount).map(([{ orderId, n }, k, asked]) => {
    const claim = claimOf(orderId, n);
    return { type: 'consume-cover' as const, ...claim, refundId: refundId(`${claim.disputeId}-${k}`), amount: asked };
  }),
  fc.tuple(dispute, fc.integer({ min: 1, max: 3 }), amount).map(([{ orderId, n }, k, recovered]) => ({
    type: 'restore-cover' as const,
    supplierId,
    orderId,
    recourseId: recourseId(`${orderId}-${n}-${k}`),
    amount: recovered,
  })),
  fc.record({
    type: one('release-cover' as const),
    ...ofSupplier,
    orderId: order,
    reason: one('order-cancelled' as const, 'window-closed' as const),
  }),
);
const claimOf = (id: OrderId, n: number) => ({ supplierId, orderId: id, disputeId: disputeId(`${id}-${n}`) });
const late = { coverageType: 'post-delivery' as const };
/** More than most orders have, and less than some. */
const NET = money(4_000n, USD);
const facts = {
  net: { initial: NET, all: NET },
  claims: { ruleSet: 'trade-assurance/1', lastCloses: day(-1), openDispute: null },
};

/** What the rulebook says, kept in the plainest way: what each order has, and the limit that was in force at the grant. */
interface Held {
  reserved: bigint;
  consumed: bigint;
  restored: bigint;
  limit: bigint;
}
interface Model {
  limit: bigint;
  readonly orders: Map<OrderId, Held>;
}

const sumOf = ({ orders }: Model, field: Exclude<keyof Held, 'limit'>): bigint =>
  [...orders.values()].reduce((sum, held) => sum + held[field], 0n);
const takenOf = (model: Model): bigint =>
  sumOf(model, 'reserved') + sumOf(model, 'consumed') - sumOf(model, 'restored');
const minor = (data: MoneyData): bigint => fromData(data).minor;

function follow(model: Model, event: CoverageEvent): void {
  const none: Held = { reserved: 0n, consumed: 0n, restored: 0n, limit: 0n };
  const change = (orderId: OrderId, changes: Partial<Held>): void => {
    const held = { ...(model.orders.get(orderId) ?? none), ...changes };
    // who got more got it under the limit of that moment
    const grown = held.reserved > (model.orders.get(orderId)?.reserved ?? 0n);
    model.orders.set(orderId, grown ? { ...held, limit: model.limit } : held);
  };
  const held = 'orderId' in event.data ? (model.orders.get(event.data.orderId) ?? none) : none;
  const left = model.limit > takenOf(model) ? model.limit - takenOf(model) : 0n;
  switch (event.type) {
    case 'coverage.limit-granted.v1':
    case 'coverage.limit-changed.v1':
      model.limit = minor(event.data.limit);
      break;
    case 'coverage.reserved.v1': {
      const requested = minor(event.data.requested);
      expect(minor(event.data.granted)).toBe(requested < left ? requested : left);
      change(event.data.orderId, { reserved: minor(event.data.granted) });
      break;
    }
    case 'coverage.adjusted.v1': {
      const granted = minor(event.data.granted);
      expect(granted).toBeGreaterThanOrEqual(held.consumed);
      expect(granted - held.reserved - held.consumed).toBeLessThanOrEqual(left);
      change(event.data.orderId, { reserved: granted - held.consumed });
      break;
    }
    case 'coverage.held.v1': {
      const reserved = minor(event.data.cover.reserved);
      expect(reserved === held.reserved || event.data.late).toBe(true);
      expect(reserved - held.reserved).toBeLessThanOrEqual(left);
      change(event.data.orderId, { reserved });
      break;
    }
    case 'coverage.unheld.v1':
      break;
    case 'coverage.consumed.v1': {
      const taken = minor(event.data.amount);
      expect(taken).toBeGreaterThan(0n);
      expect(taken).toBeLessThanOrEqual(held.reserved);
      expect(held.consumed + taken).toBeLessThanOrEqual(NET.minor);
      change(event.data.orderId, { reserved: held.reserved - taken, consumed: held.consumed + taken });
      break;
    }
    case 'coverage.restored.v1': {
      const restored = held.restored + minor(event.data.amount);
      expect(restored).toBeLessThanOrEqual(held.consumed);
      change(event.data.orderId, { restored });
      break;
    }
    case 'coverage.released.v1':
      expect(minor(event.data.amount)).toBe(held.reserved);
      change(event.data.orderId, { reserved: 0n });
  }
}

describe('coverage: invariant 1', () => {
  it('reserved + consumed ≤ the highest limit in force when each was granted, and remaining ≥ 0', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const past: CoverageEvent[] = [];
        const model: Model = { limit: 0n, orders: new Map() };
        for (const each of commands) {
          const by = each.type === 'change-limit' ? operator : platform;
          const { decision } = givenOf(coverage)(...past).when(each, { by, facts });
          if (decision.kind !== 'happened') continue;
          for (const event of decision.events) {
            past.push(event);
            follow(model, event);
            const { reserved, remaining } = event.data;
            expect(minor(reserved)).toBe(sumOf(model, 'reserved'));
            expect(minor(remaining)).toBeGreaterThanOrEqual(0n);
            // what recourse brought back may be granted again, so it does not count as consumed any more
            const highest = [...model.orders.values()].reduce((top, { limit }) => (limit > top ? limit : top), 0n);
            expect(takenOf(model)).toBeLessThanOrEqual(highest);
            const state = foldOf(coverage, coverage.initialState, past) as GrantedCoverage; // there is an event
            expect(remainingOf(state)).toStrictEqual(fromData(remaining));
            expect(state.consumed.minor).toBe(sumOf(model, 'consumed'));
            expect(state.restored.minor).toBe(sumOf(model, 'restored'));
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('counts what is consumed and what comes back', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 9n }), { minLength: 4, maxLength: 4 }), (figures) => {
        const [limit = 0n, reserved = 0n, consumed = 0n, restored = 0n] = figures;
        const empty = foldOf(coverage, coverage.initialState, [
          { type: 'coverage.limit-granted.v1', data: { supplierId, ...standing } },
        ]) as GrantedCoverage; // a limit was granted
        const of = (minor: bigint) => money(minor, USD);
        const state = {
          ...empty,
          limit: of(limit),
          reserved: of(reserved),
          consumed: of(consumed),
          restored: of(restored),
        };
        const left = limit - reserved - consumed + restored;
        expect(remainingOf(state).minor).toBe(left > 0n ? left : 0n);
      }),
    );
  });
});

const nothing = toData(money(0n, USD));
const standing = { limit: nothing, reserved: nothing, remaining: nothing };
