import { describe, expect, it } from '@jest/globals';
import { orderId, type Actor, type MoneyData } from '#kernel';
import { givenOf } from '../../../test/support/decider.js';
import { no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { ORDER } from '../../../test/support/order-history.js';
import { SUPPLIER, everybody, operator, platform } from '../../../test/support/people.js';
import { usd, uuid } from '../../../test/support/values.js';
import { coverage, type CoverageCommand, type CoverageEvent } from './index.js';

const given = givenOf(coverage);
const supplierId = SUPPLIER;
const OTHER_ORDER = orderId(uuid('a', 2));

const standing = (limit: string, reserved: string, remaining: string) => ({
  limit: usd(limit),
  reserved: usd(reserved),
  remaining: usd(remaining),
});
const granted = (limit: string): CoverageEvent => ({
  type: 'coverage.limit-granted.v1',
  data: { supplierId, ...standing(limit, '0.00', limit) },
});
const changed = (previous: string, limit: string, reserved: string, remaining: string): CoverageEvent => ({
  type: 'coverage.limit-changed.v1',
  data: { supplierId, previous: usd(previous), ...standing(limit, reserved, remaining) },
});
const reserve = (base: string, changes: Partial<Extract<CoverageCommand, { type: 'reserve-cover' }>> = {}) =>
  ({
    type: 'reserve-cover',
    supplierId,
    orderId: ORDER,
    coverageType: 'post-delivery',
    base: usd(base),
    cap: null,
    ...changes,
  }) as const;
const reserved = (
  amounts: { base: string; requested?: string; granted: string },
  after: ReturnType<typeof standing>,
  coverageType: 'pre-shipment' | 'post-delivery' = 'post-delivery',
): CoverageEvent => ({
  type: 'coverage.reserved.v1',
  data: {
    supplierId,
    orderId: ORDER,
    coverageType,
    base: usd(amounts.base),
    requested: usd(amounts.requested ?? amounts.base),
    granted: usd(amounts.granted),
    ...after,
  },
});
const released = (amount: string, after: ReturnType<typeof standing>): CoverageEvent => ({
  type: 'coverage.released.v1',
  data: { supplierId, orderId: ORDER, reason: 'order-cancelled', amount: usd(amount), ...after },
});

describe('coverage: the seed’s worked example', () => {
  // Total 3,000, initial payment 1,500, and 2,000 left of the supplier's limit.
  it('covers 1,500 before shipment', () => {
    given(granted('2000.00'))
      .when(reserve('1500.00', { coverageType: 'pre-shipment' }), { by: platform })
      .then(
        reserved({ base: '1500.00', granted: '1500.00' }, standing('2000.00', '1500.00', '500.00'), 'pre-shipment'),
      );
  });

  it('covers 2,000 after delivery', () => {
    given(granted('2000.00'))
      .when(reserve('3000.00'), { by: platform })
      .then(reserved({ base: '3000.00', granted: '2000.00' }, standing('2000.00', '2000.00', '0.00')));
  });
});

describe('coverage: every command in every situation', () => {
  const full = reserved({ base: '3000.00', granted: '2000.00' }, standing('2000.00', '2000.00', '0.00'));
  const histories = {
    'no limit': [],
    'limit granted': [granted('2000.00')],
    'all reserved': [granted('2000.00'), full],
    'cut below what is reserved': [granted('2000.00'), full, changed('2000.00', '500.00', '2000.00', '0.00')],
    'released again': [granted('2000.00'), full, released('2000.00', standing('2000.00', '0.00', '2000.00'))],
  } as const;
  type Situation = keyof typeof histories;

  const commands = {
    'grant-limit': { command: { type: 'grant-limit', supplierId, limit: usd('2000.00') }, by: platform },
    'change-limit': { command: { type: 'change-limit', supplierId, limit: usd('2500.00') }, by: operator },
    'reserve-cover': { command: reserve('400.00'), by: platform },
    'release-cover': {
      command: { type: 'release-cover', supplierId, orderId: ORDER, reason: 'order-cancelled' },
      by: platform,
    },
  } as const satisfies {
    readonly [T in CoverageCommand['type']]: { command: CoverageCommand & { type: T }; by: Actor };
  };

  const small = (limit: string, remaining: string): CoverageEvent =>
    reserved({ base: '400.00', granted: '400.00' }, standing(limit, '400.00', remaining));
  const matrix: Matrix<CoverageCommand['type'], Situation, CoverageEvent> = {
    'grant-limit': {
      'no limit': yes(granted('2000.00')),
      'limit granted': same,
      'all reserved': same,
      'cut below what is reserved': no('limit-already-granted', { limit: usd('500.00') }),
      'released again': same,
    },
    'change-limit': {
      'no limit': no('unknown-supplier', { supplierId }),
      'limit granted': yes(changed('2000.00', '2500.00', '0.00', '2500.00')),
      'all reserved': yes(changed('2000.00', '2500.00', '2000.00', '500.00')),
      'cut below what is reserved': yes(changed('500.00', '2500.00', '2000.00', '500.00')),
      'released again': yes(changed('2000.00', '2500.00', '0.00', '2500.00')),
    },
    'reserve-cover': {
      'no limit': no('reservation-too-early', { supplierId }),
      'limit granted': yes(small('2000.00', '1600.00')),
      'all reserved': same,
      'cut below what is reserved': same,
      'released again': yes(small('2000.00', '1600.00')),
    },
    'release-cover': {
      'no limit': no('unknown-supplier', { supplierId }),
      'limit granted': same,
      'all reserved': yes(released('2000.00', standing('2000.00', '0.00', '2000.00'))),
      'cut below what is reserved': yes(released('2000.00', standing('500.00', '0.00', '500.00'))),
      'released again': same,
    },
  };
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expect(pairs).toHaveLength(Object.keys(commands).length * Object.keys(histories).length);
  });

  it.each(pairs)('$command: $situation', ({ command: name, situation, answer }) => {
    const { command, by } = commands[name];
    expect(given(...histories[situation]).when(command, { by }).decision).toStrictEqual(answer);
  });

  it.each<[CoverageCommand['type'], Situation, readonly Actor[], string]>([
    ['grant-limit', 'no limit', [operator, platform], 'only-an-operator-grants-a-limit'],
    ['change-limit', 'limit granted', [operator], 'only-an-operator-changes-a-limit'],
    ['reserve-cover', 'limit granted', [platform], 'only-the-platform-reserves-cover'],
    ['release-cover', 'all reserved', [platform], 'only-the-platform-releases-cover'],
  ])('%s is not everybody’s', (name, situation, allowed, refusal) => {
    for (const actor of everybody) {
      const { decision } = given(...histories[situation]).when(commands[name].command, { by: actor });
      if (allowed.includes(actor)) expect(decision.kind).toBe('happened');
      else expect(decision).toStrictEqual(no(refusal));
    }
  });
});

describe('coverage: limits and what orders get of them', () => {
  it.each(['0.01', '1999.99'])('grants the agreed cap of %s where it is less than the base', (cap) => {
    const { decision } = given(granted('2000.00')).when(reserve('2000.00', { cap: usd(cap) }), { by: platform });
    expect(decision).toMatchObject({
      events: [{ data: { base: usd('2000.00'), requested: usd(cap), granted: usd(cap) } }],
    });
  });

  it('a cap above the base changes nothing', () => {
    given(granted('2000.00'))
      .when(reserve('100.00', { cap: usd('150.00') }), { by: platform })
      .then(reserved({ base: '100.00', granted: '100.00' }, standing('2000.00', '100.00', '1900.00')));
  });

  it('an order that finds nothing left is not refused: it gets nothing', () => {
    const { decision } = given(
      granted('2000.00'),
      reserved({ base: '3000.00', granted: '2000.00' }, standing('2000.00', '2000.00', '0.00')),
    ).when(reserve('10.00', { orderId: OTHER_ORDER }), { by: platform });
    expect(decision).toMatchObject({ kind: 'happened', events: [{ data: { granted: usd('0.00') } }] });
  });

  it.each<[string, MoneyData, string]>([
    ['negative', usd('-0.01'), 'limit-negative'],
    ['of another currency', { minor: '1', currency: 'EUR' }, 'currency-mismatch'],
  ])('a limit is not %s', (_, limit, code) => {
    const { decision } = given(granted('2000.00')).when({ type: 'change-limit', supplierId, limit }, { by: operator });
    expect(decision).toMatchObject({ kind: 'refused', code });
  });

  it('a first limit is not negative, either, and may be nothing', () => {
    given()
      .when({ type: 'grant-limit', supplierId, limit: usd('-0.01') }, { by: operator })
      .thenRefused('limit-negative', { limit: usd('-0.01') });
    given()
      .when({ type: 'grant-limit', supplierId, limit: usd('0.00') }, { by: operator })
      .then(granted('0.00'));
  });

  it('the limit that is in force already is no change', () => {
    given(granted('2000.00'))
      .when({ type: 'change-limit', supplierId, limit: usd('2000.00') }, { by: operator })
      .thenNothing();
  });

  it('reserves in the currency of the limit only', () => {
    given(granted('2000.00'))
      .when({ ...reserve('1.00'), base: { minor: '1', currency: 'EUR' } }, { by: platform })
      .thenRefused('currency-mismatch', { expected: 'USD', stated: 'EUR' });
  });
});
