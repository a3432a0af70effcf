import { describe, expect, it } from '@jest/globals';
import {
  disputeId,
  fromData,
  orderId,
  recourseId,
  refundId,
  type Actor,
  type DisputeId,
  type Instant,
  type MoneyData,
} from '#kernel';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { expectEveryPair, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { ORDER } from '../../../test/support/order-history.js';
import { SUPPLIER, everybody, operator, platform } from '../../../test/support/people.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { coverage, coverOf, type CoverageCommand, type CoverageEvent, type CoverageFacts } from './index.js';

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

const DISPUTE = disputeId(`${ORDER}-1`);
const REFUND = refundId(`${DISPUTE}-1`);
const RECOURSE = recourseId(REFUND);
/** What the order has: reserved and consumed together, and both. */
const cover = (granted: string, reserved: string, consumed: string) => ({
  granted: usd(granted),
  reserved: usd(reserved),
  consumed: usd(consumed),
});
const adjust = (base: string, changes: Partial<Extract<CoverageCommand, { type: 'adjust-cover' }>> = {}) =>
  ({ ...reserve(base), type: 'adjust-cover', ...changes }) as const;
const adjusted = (
  base: string,
  [before, after]: readonly [requestedAndGranted: readonly [string, string], readonly [string, string]],
  stands: ReturnType<typeof standing>,
): CoverageEvent => ({
  type: 'coverage.adjusted.v1',
  data: {
    supplierId,
    orderId: ORDER,
    coverageType: 'post-delivery',
    base: usd(base),
    requested: usd(after[0]),
    granted: usd(after[1]),
    previous: { requested: usd(before[0]), granted: usd(before[1]) },
    ...stands,
  },
});
const hold = (granted = '2000.00', dispute = DISPUTE) =>
  ({
    type: 'hold-cover',
    supplierId,
    orderId: ORDER,
    disputeId: dispute,
    coverageType: 'post-delivery',
    granted: usd(granted),
  }) as const;
const held = (
  has: ReturnType<typeof cover>,
  stands: ReturnType<typeof standing>,
  { late = false, dispute = DISPUTE } = {},
): CoverageEvent => ({
  type: 'coverage.held.v1',
  data: {
    supplierId,
    orderId: ORDER,
    disputeId: dispute,
    coverageType: 'post-delivery',
    late,
    cover: has,
    ...stands,
  },
});
const unheld = (has: ReturnType<typeof cover>, stands: ReturnType<typeof standing>): CoverageEvent => ({
  type: 'coverage.unheld.v1',
  data: { supplierId, orderId: ORDER, disputeId: DISPUTE, cover: has, ...stands },
});
const consume = (amount: string, refund = REFUND) =>
  ({
    type: 'consume-cover',
    supplierId,
    orderId: ORDER,
    disputeId: DISPUTE,
    refundId: refund,
    amount: usd(amount),
  }) as const;
const consumed = (
  { determined, net = '3000.00', amount }: { determined: string; net?: string; amount: string },
  has: ReturnType<typeof cover>,
  stands: ReturnType<typeof standing>,
  refund = REFUND,
): CoverageEvent => ({
  type: 'coverage.consumed.v1',
  data: {
    supplierId,
    orderId: ORDER,
    disputeId: DISPUTE,
    refundId: refund,
    determined: usd(determined),
    net: usd(net),
    amount: usd(amount),
    cover: has,
    ...stands,
  },
});
const restore = (amount: string, recourse = RECOURSE) =>
  ({ type: 'restore-cover', supplierId, orderId: ORDER, recourseId: recourse, amount: usd(amount) }) as const;
const restored = (
  recovered: string,
  amount: string,
  has: ReturnType<typeof cover>,
  stands: ReturnType<typeof standing>,
): CoverageEvent => ({
  type: 'coverage.restored.v1',
  data: {
    supplierId,
    orderId: ORDER,
    recourseId: RECOURSE,
    recovered: usd(recovered),
    amount: usd(amount),
    cover: has,
    ...stands,
  },
});
/** 300.00 recovered from the buyer, after 800.00 were refunded. */
const back = (
  reservedAfter: string,
  remaining: string,
  has = cover('2000.00', '1200.00', '800.00'),
): CoverageEvent => ({
  type: 'coverage.restored.v1',
  data: {
    supplierId,
    orderId: ORDER,
    recourseId: recourseId(`${REFUND}-excess`),
    recovered: usd('300.00'),
    amount: usd('300.00'),
    cover: has,
    ...standing('2000.00', reservedAfter, remaining),
  },
});
/** What arrived for the order and stayed. */
const net = (initial: string, all: string): CoverageFacts => ({
  net: { initial: fromData(usd(initial)), all: fromData(usd(all)) },
});
const paidInFull = net('1500.00', '3000.00');

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
  const whole = cover('2000.00', '2000.00', '0.00');
  const reservedAll = [granted('2000.00'), full];
  const inDispute = [...reservedAll, held(whole, standing('2000.00', '2000.00', '0.00'))];
  const partlyRefunded = [
    ...inDispute,
    consumed(
      { determined: '800.00', amount: '800.00' },
      cover('2000.00', '1200.00', '800.00'),
      standing('2000.00', '1200.00', '0.00'),
    ),
  ];
  const histories = {
    'no limit': [],
    'limit granted': [granted('2000.00')],
    'all reserved': reservedAll,
    'cut below what is reserved': [granted('2000.00'), full, changed('2000.00', '500.00', '2000.00', '0.00')],
    'released again': [granted('2000.00'), full, released('2000.00', standing('2000.00', '0.00', '2000.00'))],
    held: inDispute,
    'partly refunded, still held': partlyRefunded,
    'partly refunded, released': [
      ...partlyRefunded,
      unheld(cover('2000.00', '1200.00', '800.00'), standing('2000.00', '1200.00', '0.00')),
      released('1200.00', standing('2000.00', '0.00', '1200.00')),
    ],
    'the refund recovered': [
      ...partlyRefunded,
      restored('800.00', '800.00', cover('2000.00', '1200.00', '800.00'), standing('2000.00', '1200.00', '800.00')),
    ],
  } as const;
  type Situation = keyof typeof histories;

  const commands = {
    'grant-limit': { command: { type: 'grant-limit', supplierId, limit: usd('2000.00') }, by: platform },
    'change-limit': { command: { type: 'change-limit', supplierId, limit: usd('2500.00') }, by: operator },
    'reserve-cover': { command: reserve('400.00'), by: platform },
    'adjust-cover': { command: adjust('1000.00'), by: platform },
    'hold-cover': { command: hold(), by: platform },
    'unhold-cover': {
      command: { type: 'unhold-cover', supplierId, orderId: ORDER, disputeId: DISPUTE },
      by: platform,
    },
    'consume-cover': { command: consume('500.00', refundId(`${DISPUTE}-2`)), by: platform, facts: paidInFull },
    'restore-cover': { command: restore('300.00', recourseId(`${REFUND}-excess`)), by: platform },
    'release-cover': {
      command: { type: 'release-cover', supplierId, orderId: ORDER, reason: 'order-cancelled' },
      by: platform,
    },
  } as const satisfies {
    readonly [T in CoverageCommand['type']]: {
      command: CoverageCommand & { type: T };
      by: Actor;
      facts?: CoverageFacts;
    };
  };

  const small = (limit: string, remaining: string): CoverageEvent =>
    reserved({ base: '400.00', granted: '400.00' }, standing(limit, '400.00', remaining));
  const less = (stands: ReturnType<typeof standing>): CoverageEvent =>
    adjusted(
      '1000.00',
      [
        ['3000.00', '2000.00'],
        ['1000.00', '1000.00'],
      ],
      stands,
    );
  const second = (has: ReturnType<typeof cover>, stands: ReturnType<typeof standing>): CoverageEvent =>
    consumed({ determined: '500.00', amount: '500.00' }, has, stands, refundId(`${DISPUTE}-2`));
  const unknownSupplier = no('unknown-supplier', { supplierId });
  const unknownCover = no('unknown-cover', { orderId: ORDER });
  const matrix: Matrix<CoverageCommand['type'], Situation, CoverageEvent> = {
    'grant-limit': {
      'no limit': yes(granted('2000.00')),
      'limit granted': same,
      'all reserved': same,
      'cut below what is reserved': no('limit-already-granted', { limit: usd('500.00') }),
      'released again': same,
      held: same,
      'partly refunded, still held': same,
      'partly refunded, released': same,
      'the refund recovered': same,
    },
    'change-limit': {
      'no limit': unknownSupplier,
      'limit granted': yes(changed('2000.00', '2500.00', '0.00', '2500.00')),
      'all reserved': yes(changed('2000.00', '2500.00', '2000.00', '500.00')),
      'cut below what is reserved': yes(changed('500.00', '2500.00', '2000.00', '500.00')),
      'released again': yes(changed('2000.00', '2500.00', '0.00', '2500.00')),
      held: yes(changed('2000.00', '2500.00', '2000.00', '500.00')),
      'partly refunded, still held': yes(changed('2000.00', '2500.00', '1200.00', '500.00')),
      'partly refunded, released': yes(changed('2000.00', '2500.00', '0.00', '1700.00')),
      'the refund recovered': yes(changed('2000.00', '2500.00', '1200.00', '1300.00')),
    },
    'reserve-cover': {
      'no limit': no('reservation-too-early', { supplierId }),
      'limit granted': yes(small('2000.00', '1600.00')),
      'all reserved': same,
      'cut below what is reserved': same,
      'released again': yes(small('2000.00', '1600.00')),
      held: same,
      'partly refunded, still held': same,
      'partly refunded, released': same,
      'the refund recovered': same,
    },
    'adjust-cover': {
      'no limit': unknownSupplier,
      'limit granted': unknownCover,
      'all reserved': yes(less(standing('2000.00', '1000.00', '1000.00'))),
      'cut below what is reserved': yes(less(standing('500.00', '1000.00', '0.00'))),
      'released again': unknownCover,
      held: yes(less(standing('2000.00', '1000.00', '1000.00'))),
      'partly refunded, still held': yes(less(standing('2000.00', '200.00', '1000.00'))),
      'partly refunded, released': yes(
        adjusted(
          '1000.00',
          [
            ['3000.00', '800.00'],
            ['1000.00', '800.00'],
          ],
          standing('2000.00', '0.00', '1200.00'),
        ),
      ),
      'the refund recovered': yes(less(standing('2000.00', '200.00', '1800.00'))),
    },
    'hold-cover': {
      'no limit': unknownSupplier,
      'limit granted': yes(held(whole, standing('2000.00', '2000.00', '0.00'), { late: true })),
      'all reserved': yes(held(whole, standing('2000.00', '2000.00', '0.00'))),
      'cut below what is reserved': yes(held(whole, standing('500.00', '2000.00', '0.00'))),
      'released again': yes(held(whole, standing('2000.00', '2000.00', '0.00'), { late: true })),
      held: same,
      'partly refunded, still held': same,
      'partly refunded, released': yes(
        held(cover('2000.00', '1200.00', '800.00'), standing('2000.00', '1200.00', '0.00'), { late: true }),
      ),
      'the refund recovered': same,
    },
    'unhold-cover': {
      'no limit': unknownSupplier,
      'limit granted': same,
      'all reserved': same,
      'cut below what is reserved': same,
      'released again': same,
      held: yes(unheld(whole, standing('2000.00', '2000.00', '0.00'))),
      'partly refunded, still held': yes(
        unheld(cover('2000.00', '1200.00', '800.00'), standing('2000.00', '1200.00', '0.00')),
      ),
      'partly refunded, released': same,
      'the refund recovered': yes(
        unheld(cover('2000.00', '1200.00', '800.00'), standing('2000.00', '1200.00', '800.00')),
      ),
    },
    'consume-cover': {
      'no limit': unknownSupplier,
      'limit granted': unknownCover,
      'all reserved': yes(second(cover('2000.00', '1500.00', '500.00'), standing('2000.00', '1500.00', '0.00'))),
      'cut below what is reserved': yes(
        second(cover('2000.00', '1500.00', '500.00'), standing('500.00', '1500.00', '0.00')),
      ),
      'released again': unknownCover,
      held: yes(second(cover('2000.00', '1500.00', '500.00'), standing('2000.00', '1500.00', '0.00'))),
      'partly refunded, still held': yes(
        second(cover('2000.00', '700.00', '1300.00'), standing('2000.00', '700.00', '0.00')),
      ),
      'partly refunded, released': no('nothing-payable', {
        determined: usd('500.00'),
        granted: usd('800.00'),
        consumed: usd('800.00'),
        net: usd('3000.00'),
      }),
      'the refund recovered': yes(
        second(cover('2000.00', '700.00', '1300.00'), standing('2000.00', '700.00', '800.00')),
      ),
    },
    'restore-cover': {
      'no limit': unknownSupplier,
      'limit granted': unknownCover,
      'all reserved': same,
      'cut below what is reserved': same,
      'released again': unknownCover,
      held: same,
      'partly refunded, still held': yes(back('1200.00', '300.00')),
      'partly refunded, released': yes(back('0.00', '1500.00', cover('800.00', '0.00', '800.00'))),
      'the refund recovered': same, // no more comes back than was taken
    },
    'release-cover': {
      'no limit': unknownSupplier,
      'limit granted': same,
      'all reserved': yes(released('2000.00', standing('2000.00', '0.00', '2000.00'))),
      'cut below what is reserved': yes(released('2000.00', standing('500.00', '0.00', '500.00'))),
      'released again': same,
      held: no('cover-held', { disputeId: DISPUTE }),
      'partly refunded, still held': no('cover-held', { disputeId: DISPUTE }),
      'partly refunded, released': same,
      'the refund recovered': no('cover-held', { disputeId: DISPUTE }),
    },
  };
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(coverage, matrix, histories, { none: true, granted: true });
  });

  it.each(pairs)('$command: $situation', ({ command: name, situation, answer }) => {
    const { command, by, ...rest } = commands[name];
    expect(given(...histories[situation]).when(command, { by, ...rest }).decision).toStrictEqual(answer);
  });

  it.each<[CoverageCommand['type'], Situation, readonly Actor[], string]>([
    ['grant-limit', 'no limit', [operator, platform], 'only-an-operator-grants-a-limit'],
    ['change-limit', 'limit granted', [operator], 'only-an-operator-changes-a-limit'],
    ['reserve-cover', 'limit granted', [platform], 'only-the-platform-reserves-cover'],
    ['adjust-cover', 'all reserved', [platform], 'only-the-platform-adjusts-cover'],
    ['hold-cover', 'all reserved', [platform], 'only-the-platform-holds-cover'],
    ['unhold-cover', 'held', [platform], 'only-the-platform-unholds-cover'],
    ['consume-cover', 'held', [platform], 'only-the-platform-consumes-cover'],
    ['restore-cover', 'partly refunded, still held', [platform], 'only-the-platform-restores-cover'],
    ['release-cover', 'all reserved', [platform], 'only-the-platform-releases-cover'],
  ])('%s is not everybody’s', (name, situation, allowed, refusal) => {
    const { command, by: _, ...rest } = commands[name];
    for (const actor of everybody) {
      const { decision } = given(...histories[situation]).when(command, { by: actor, ...rest });
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

describe('coverage: amendments', () => {
  const others = reserved({ base: '700.00', granted: '700.00' }, standing('1000.00', '700.00', '300.00'));

  it.each([
    ['raises it by what more is wanted', '900.00', '900.00', ['900.00', '100.00']],
    ['raises it within what remains only', '2000.00', '1000.00', ['1000.00', '0.00']],
    ['lowers it', '100.00', '100.00', ['100.00', '900.00']],
  ] as const)('%s', (_, base, after, [reservedAfter, remaining]) => {
    given(granted('1000.00'), others)
      .when(adjust(base), { by: platform })
      .then(
        adjusted(
          base,
          [
            ['700.00', '700.00'],
            [base, after],
          ],
          standing('1000.00', reservedAfter, remaining),
        ),
      );
  });

  it('cover freed later never tops up an order that asks for no more than before', () => {
    const reduced = reserved({ base: '3000.00', granted: '2000.00' }, standing('2000.00', '2000.00', '0.00'));
    given(granted('2000.00'), reduced, changed('2000.00', '9000.00', '2000.00', '7000.00'))
      .when(adjust('3000.00'), { by: platform })
      .thenNothing();
    given(granted('2000.00'), reduced, changed('2000.00', '9000.00', '2000.00', '7000.00'))
      .when(adjust('3100.00'), { by: platform })
      .then(
        adjusted(
          '3100.00',
          [
            ['3000.00', '2000.00'],
            ['3100.00', '2100.00'],
          ],
          standing('9000.00', '2100.00', '6900.00'),
        ),
      );
  });

  it('heed the agreed cap, and the currency of the limit', () => {
    given(granted('1000.00'), others)
      .when(adjust('900.00', { cap: usd('700.00') }), { by: platform })
      .thenNothing();
    given(granted('1000.00'), others)
      .when(adjust('900.00', { base: { minor: '1', currency: 'EUR' } }), { by: platform })
      .thenRefused('currency-mismatch', { expected: 'USD', stated: 'EUR' });
  });
});

describe('coverage: a hold that comes after the release', () => {
  const full = reserved({ base: '3000.00', granted: '2000.00' }, standing('2000.00', '2000.00', '0.00'));
  const gone = released('2000.00', standing('2000.00', '0.00', '2000.00'));

  it('reserves again what the limit still has, and says so', () => {
    const other = reserved({ base: '1300.00', granted: '1300.00' }, standing('2000.00', '1300.00', '700.00'));
    const elsewhere = { ...other, data: { ...other.data, orderId: OTHER_ORDER } } as CoverageEvent;
    given(granted('2000.00'), full, gone, elsewhere)
      .when(hold(), { by: platform })
      .then(held(cover('700.00', '700.00', '0.00'), standing('2000.00', '2000.00', '0.00'), { late: true }));
  });

  it('is not late where the order had nothing', () => {
    const none = reserved({ base: '3000.00', granted: '0.00' }, standing('0.00', '0.00', '0.00'));
    given(granted('0.00'), none)
      .when(hold('0.00'), { by: platform })
      .then(held(cover('0.00', '0.00', '0.00'), standing('0.00', '0.00', '0.00')));
  });

  it('of the next dispute takes over, and the end of the one before then ends nothing', () => {
    const next = disputeId(`${ORDER}-2`);
    const whole = cover('2000.00', '2000.00', '0.00');
    const stands = standing('2000.00', '2000.00', '0.00');
    given(granted('2000.00'), full, held(whole, stands))
      .when(hold('2000.00', next), { by: platform })
      .then(held(whole, stands, { dispute: next }));
    given(granted('2000.00'), full, held(whole, stands), held(whole, stands, { dispute: next }))
      .when({ type: 'unhold-cover', supplierId, orderId: ORDER, disputeId: DISPUTE }, { by: platform })
      .thenNothing();
  });
});

describe('coverage: refunds and what comes back', () => {
  const full = reserved({ base: '3000.00', granted: '2000.00' }, standing('2000.00', '2000.00', '0.00'));
  const holding = [
    granted('2000.00'),
    full,
    held(cover('2000.00', '2000.00', '0.00'), standing('2000.00', '2000.00', '0.00')),
  ];

  it.each<[string, string, CoverageFacts, string]>([
    ['the cover', '3000.00', paidInFull, '2000.00'],
    ['what was determined', '800.00', paidInFull, '800.00'],
    ['what arrived and stayed', '2000.00', net('1500.00', '1500.00'), '1500.00'],
  ])('take %s at the most', (_, asked, facts, taken) => {
    const { decision } = given(...holding).when(consume(asked), { by: platform, facts: facts! });
    expect(decision).toMatchObject({ events: [{ data: { determined: usd(asked), amount: usd(taken) } }] });
  });

  it('under pre-shipment cover count the initial payment only', () => {
    const before = reserved(
      { base: '1500.00', granted: '1500.00' },
      standing('2000.00', '1500.00', '500.00'),
      'pre-shipment',
    );
    const { decision } = given(granted('2000.00'), before).when(consume('1500.00'), {
      by: platform,
      facts: net('1000.00', '3000.00'),
    });
    expect(decision).toMatchObject({ events: [{ data: { net: usd('1000.00'), amount: usd('1000.00') } }] });
  });

  it('take it once, however often the command comes', () => {
    const taken = consumed(
      { determined: '800.00', amount: '800.00' },
      cover('2000.00', '1200.00', '800.00'),
      standing('2000.00', '1200.00', '0.00'),
    );
    given(...holding, taken)
      .when(consume('800.00'), { by: platform, facts: paidInFull })
      .thenNothing();
    const back = restored(
      '800.00',
      '800.00',
      cover('2000.00', '1200.00', '800.00'),
      standing('2000.00', '1200.00', '800.00'),
    );
    given(...holding, taken, back)
      .when(restore('800.00'), { by: platform })
      .thenNothing();
  });

  it('take nothing of an order that nobody knows, or in another currency', () => {
    given(...holding)
      .when(consume('800.00'), { by: platform, facts: { net: null } })
      .thenRefused('unknown-cover', { orderId: ORDER });
    given(...holding)
      .when(consume('800.00'), { by: platform })
      .thenRefused('unknown-cover', { orderId: ORDER });
    for (const command of [consume('1.00'), restore('1.00')])
      given(...holding)
        .when({ ...command, amount: { minor: '1', currency: 'EUR' } }, { by: platform, facts: paidInFull })
        .thenRefused('currency-mismatch', { expected: 'USD', stated: 'EUR' });
  });

  it('restore what is new of what a recourse has brought back', () => {
    const taken = consumed(
      { determined: '800.00', amount: '800.00' },
      cover('2000.00', '1200.00', '800.00'),
      standing('2000.00', '1200.00', '0.00'),
    );
    const part = restored(
      '300.00',
      '300.00',
      cover('2000.00', '1200.00', '800.00'),
      standing('2000.00', '1200.00', '300.00'),
    );
    given(...holding, taken, part)
      .when(restore('500.00'), { by: platform })
      .then(
        restored('500.00', '200.00', cover('2000.00', '1200.00', '800.00'), standing('2000.00', '1200.00', '500.00')),
      );
  });

  it('restore no more than was consumed for the order, whoever pays back', () => {
    const taken = consumed(
      { determined: '800.00', amount: '800.00' },
      cover('2000.00', '1200.00', '800.00'),
      standing('2000.00', '1200.00', '0.00'),
    );
    const { decision } = given(...holding, taken).when(restore('900.00'), { by: platform });
    expect(decision).toMatchObject({ events: [{ data: { recovered: usd('900.00'), amount: usd('800.00') } }] });
  });

  it('are what other contexts see of an order’s cover', () => {
    const taken = consumed(
      { determined: '800.00', amount: '800.00' },
      cover('2000.00', '1200.00', '800.00'),
      standing('2000.00', '1200.00', '0.00'),
    );
    const state = foldOf(coverage, coverage.initialState, [...holding, taken]);
    expect(coverOf(state, ORDER)).toStrictEqual({
      granted: fromData(usd('2000.00')),
      consumed: fromData(usd('800.00')),
      heldBy: DISPUTE,
      refunds: [REFUND],
    });
    expect(coverOf(state, OTHER_ORDER)).toBeNull();
    expect(coverOf(coverage.initialState, ORDER)).toBeNull();
  });
});

describe('coverage: a dispute is recorded just before its window ends, the release just after', () => {
  const full = reserved({ base: '3000.00', granted: '2000.00' }, standing('2000.00', '2000.00', '0.00'));
  const release = { type: 'release-cover', supplierId, orderId: ORDER, reason: 'window-closed' } as const;
  const released = {
    type: 'coverage.released.v1',
    data: {
      supplierId,
      orderId: ORDER,
      reason: 'window-closed',
      amount: usd('2000.00'),
      ...standing('2000.00', '0.00', '2000.00'),
    },
  } as const;
  const claims = (lastCloses: Instant | null, openDispute: DisputeId | null = null): CoverageFacts => ({
    claims: { ruleSet: 'trade-assurance/1', lastCloses, openDispute },
  });
  const HOUR = 3_600_000;

  it('waits its hour', () => {
    given(granted('2000.00'), full)
      .when(release, { by: platform, at: day(180, HOUR - 1), facts: claims(day(180)) })
      .thenRefused('claims-still-possible', { until: day(180, HOUR) });
    given(granted('2000.00'), full)
      .when(release, { by: platform, at: day(180, HOUR), facts: claims(day(180)) })
      .then(released);
  });

  it('and looks', () => {
    given(granted('2000.00'), full)
      .when(release, { by: platform, at: day(181), facts: claims(day(180), DISPUTE) })
      .thenRefused('cover-held', { disputeId: DISPUTE });
  });

  it('is not for an order of which claims have no end, or that nobody knows', () => {
    given(granted('2000.00'), full)
      .when(release, { by: platform, at: day(181), facts: claims(null) })
      .thenRefused('claims-still-possible', { until: null });
    given(granted('2000.00'), full)
      .when(release, { by: platform, at: day(181), facts: { claims: null } })
      .thenRefused('unknown-order', { orderId: ORDER });
  });
});
