import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currency, fromData, money, orderId, toData, type OrderId } from '#kernel';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { SUPPLIER, operator, platform } from '../../../test/support/people.js';
import { uuid } from '../../../test/support/values.js';
import { coverage, remainingOf, type CoverageCommand, type CoverageEvent, type GrantedCoverage } from './index.js';

const USD = currency('USD');
const supplierId = SUPPLIER;
const amount = fc.bigInt({ min: 0n, max: 5_000n }).map((minor) => toData(money(minor, USD)));
const order = fc.integer({ min: 1, max: 8 }).map((n) => orderId(uuid('a', n)));

const command: fc.Arbitrary<CoverageCommand> = fc.oneof(
  fc.record({ type: fc.constant('grant-limit' as const), supplierId: fc.constant(supplierId), limit: amount }),
  fc.record({ type: fc.constant('change-limit' as const), supplierId: fc.constant(supplierId), limit: amount }),
  fc.record({
    type: fc.constant('reserve-cover' as const),
    supplierId: fc.constant(supplierId),
    orderId: order,
    coverageType: fc.constantFrom('pre-shipment' as const, 'post-delivery' as const),
    base: amount,
    cap: fc.option(amount),
  }),
  fc.record({
    type: fc.constant('release-cover' as const),
    supplierId: fc.constant(supplierId),
    orderId: order,
    reason: fc.constant('order-cancelled' as const),
  }),
);

/** What the rulebook says, kept in the plainest way: who holds how much, and the limit that was in force at the grant. */
interface Model {
  limit: bigint;
  readonly held: Map<OrderId, { readonly amount: bigint; readonly limit: bigint }>;
}

const sumOf = ({ held }: Model): bigint => [...held.values()].reduce((sum, { amount }) => sum + amount, 0n);

function follow(model: Model, event: CoverageEvent): void {
  switch (event.type) {
    case 'coverage.limit-granted.v1':
    case 'coverage.limit-changed.v1':
      model.limit = fromData(event.data.limit).minor;
      break;
    case 'coverage.reserved.v1': {
      const before = sumOf(model);
      const requested = fromData(event.data.requested).minor;
      const left = model.limit > before ? model.limit - before : 0n;
      expect(fromData(event.data.granted).minor).toBe(requested < left ? requested : left);
      model.held.set(event.data.orderId, { amount: fromData(event.data.granted).minor, limit: model.limit });
      break;
    }
    case 'coverage.released.v1':
      expect(model.held.get(event.data.orderId)?.amount).toBe(fromData(event.data.amount).minor);
      model.held.delete(event.data.orderId);
  }
}

describe('coverage: invariant 1', () => {
  it('reserved + consumed ≤ the highest limit in force when each was granted, and remaining ≥ 0', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const past: CoverageEvent[] = [];
        const model: Model = { limit: 0n, held: new Map() };
        for (const each of commands) {
          const by = each.type === 'change-limit' ? operator : platform;
          const { decision } = givenOf(coverage)(...past).when(each, { by });
          if (decision.kind !== 'happened') continue;
          for (const event of decision.events) {
            past.push(event);
            follow(model, event);
            const { reserved, remaining } = event.data;
            expect(fromData(reserved).minor).toBe(sumOf(model));
            expect(fromData(remaining).minor).toBeGreaterThanOrEqual(0n);
            const highest = [...model.held.values()].reduce((top, { limit }) => (limit > top ? limit : top), 0n);
            expect(sumOf(model)).toBeLessThanOrEqual(highest);
            const state = foldOf(coverage, coverage.initialState, past) as GrantedCoverage; // there is an event
            expect(remainingOf(state)).toStrictEqual(fromData(remaining));
            expect(state.open.size).toBe(model.held.size);
          }
        }
      }),
      { numRuns: 60 },
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
