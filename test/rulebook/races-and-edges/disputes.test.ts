import { describe, expect, it } from '@jest/globals';
import { refundId } from '#kernel';
import { coverage, type CoverageEvent } from '#contexts/coverage';
import { dispute } from '#contexts/dispute';
import { disputeCommands } from '#contexts/dispute/nest';
import { ordering } from '#contexts/ordering';
import { disputeTimeline, orderStatus } from '#read-models';
import { TestClock } from '../../support/bank.js';
import { Claims } from '../../support/claims.js';
import { courseOf } from '../../support/course.js';
import { DISPUTE, evidence, histories, offered } from '../../support/dispute-history.js';
import { temporaryFolder } from '../../support/event-store.js';
import { ORDER, histories as orders } from '../../support/order-history.js';
import { arbiter, buyer, SUPPLIER } from '../../support/people.js';
import { ask, Rivals } from '../../support/rivals.js';
import { day, usd } from '../../support/values.js';

/** What a refund of so much leads to, when the provider pays at once. */
const refunded = (amount: string, reserved: string) => [
  `coverage.consumed: amount ${amount}, reserved ${reserved}, remaining 0.00`,
  `refund.authorised: amount ${amount}`,
  `refund.submission-intended: amount ${amount}`,
  `refund.succeeded: amount ${amount}`,
  `recourse.claimed: amount ${amount}, claimed ${amount}`,
];
const ended = (reserved: string) => [
  'dispute.closed',
  'order.dispute-ended-recorded',
  `coverage.unheld: reserved ${reserved}, remaining 0.00`,
];

describe('supplier responds after escalation', () => {
  it('the response is kept as evidence, and de-escalates nothing', () => {
    const claims = new Claims();
    const { world } = claims;
    courseOf(world, () => claims.open());
    world.advanceTo(day(5));
    courseOf(world, () => claims.escalate());
    expect(courseOf(world, () => claims.respond())).toStrictEqual(['dispute.responded']);
    expect(world.document(disputeTimeline, Claims.id())).toMatchObject({
      phase: 'escalated',
      escalation: { by: 'buyer', cause: 'no-response' },
      response: { kind: 'contest', statement: 'They left whole.' },
    });
    expect(world.document(orderStatus, Claims.order)?.status).toBe('Escalated');
    courseOf(world, () => claims.exhaust());
    // The arbiter can rely on it.
    expect(courseOf(world, () => claims.determine({ evidence: ['response'] }))).toStrictEqual([
      'dispute.determined: amount 2000.00',
      ...refunded('2000.00', '0.00'),
    ]);
  });
});

describe('settlement accepted while a determination is issued', () => {
  /** With an offer of the supplier on the table, an arbiter may determine. */
  function decidable(): Claims {
    const claims = new Claims();
    courseOf(claims.world, () => claims.open());
    claims.world.advanceTo(day(5));
    courseOf(claims.world, () => claims.escalate());
    courseOf(claims.world, () => claims.exhaust());
    courseOf(claims.world, () => claims.offer(usd('800.00')));
    return claims;
  }

  it('settled first: the determination is refused, and what was agreed on is refunded', () => {
    const claims = decidable();
    const course = courseOf(claims.world, () => {
      claims.accept();
      expect(claims.determine()).toStrictEqual({ kind: 'refused', code: 'dispute-settled', facts: {} });
    });
    expect(course).toStrictEqual([
      'dispute.offer-accepted',
      'dispute.settled',
      ...refunded('800.00', '1200.00'),
      ...ended('1200.00'),
    ]);
  });

  it('determined first: the acceptance is refused, and what was determined is refunded', () => {
    const claims = decidable();
    const course = courseOf(claims.world, () => {
      claims.determine();
      expect(claims.accept()).toStrictEqual({ kind: 'refused', code: 'dispute-determined', facts: {} });
    });
    expect(course).toStrictEqual(['dispute.determined: amount 2000.00', ...refunded('2000.00', '0.00')]);
  });

  it.each([
    [0, 'the settlement', ['dispute.offer-accepted.v1', 'dispute.settled.v1'], 'settled'],
    [1, 'the determination', ['dispute.determined.v1'], 'determined'],
  ] as const)(
    'of two writers %d commits first: %s stands, the other gets a conflict',
    async (faster, _, types, phase) => {
      const rivals = await Rivals.on(await temporaryFolder(), new TestClock(day(23)));
      const history = [...histories['under determination'], offered('supplier', 1, usd('800.00'))];
      await rivals.live(ordering, ORDER, orders['awaiting receipt']);
      await rivals.live(coverage, SUPPLIER, covered);
      await rivals.live(dispute, DISPUTE, history);
      const accept = { type: 'accept-offer', disputeId: DISPUTE, offer: 1 } as const;
      const verdict = { fault: 'supplier', amount: null, reasons: 'The photographs show it.' } as const;
      const relied = { evidence: [evidence(1).documentId], goods: 'keep', order: 'continues' } as const;
      const determine = { type: 'determine-dispute', disputeId: DISPUTE, ...verdict, ...relied } as const;
      const { told, conflicts } = await rivals.race(
        faster,
        ask(disputeCommands, DISPUTE, accept, buyer),
        ask(disputeCommands, DISPUTE, determine, arbiter),
      );
      const loser = told[faster === 0 ? 1 : 0];
      expect(told[faster].kind).toBe('accepted');
      expect(loser).toStrictEqual({ kind: 'refused', code: `dispute-${phase}`, facts: {} });
      expect(conflicts).toBe(1); // it was allowed when it was decided
      const stored = await rivals.eventsOf(`dispute-${DISPUTE}`);
      expect(stored.slice(history.length).map(({ type }) => type)).toStrictEqual(types);
    },
  );
});

describe('second dispute on the same facts', () => {
  /** Heard to its end: 700 are refunded. */
  function heard(claims: Claims, n: number): void {
    const { world } = claims;
    world.advanceTo(day(60));
    courseOf(world, () => claims.escalate(n));
    courseOf(world, () => claims.exhaust(n));
    courseOf(world, () => claims.determine({ amount: usd('700.00') }, n));
    world.advanceTo(day(70));
  }
  const openedAgain = [
    'dispute.opened',
    'coverage.held: reserved 2000.00, remaining 0.00',
    'order.dispute-opened-recorded',
  ];

  it('is allowed after the first was withdrawn, or has lapsed, while the order is covered', () => {
    const claims = new Claims();
    const { world } = claims;
    courseOf(world, () => claims.open(1));
    courseOf(world, () => claims.withdraw(1));
    expect(courseOf(world, () => claims.open(2))).toStrictEqual(openedAgain);
    world.advanceTo(day(45));
    expect(world.dispute(Claims.id(2)).phase).toBe('lapsed');
    expect(courseOf(world, () => claims.open(3))).toStrictEqual(openedAgain);
    expect(courseOf(world, () => claims.offer(usd('2000.00'), 3))).toStrictEqual(['dispute.offer-made']);
  });

  it('is refused after the first is final; other facts may be disputed for what is left', () => {
    const claims = new Claims();
    const { world } = claims;
    world.advanceTo(day(50));
    courseOf(world, () => claims.open(1));
    heard(claims, 1);
    expect(world.dispute(Claims.id(1)).phase).toBe('final');
    const course = courseOf(world, () => {
      expect(claims.open(2)).toMatchObject({
        kind: 'refused',
        code: 'claim-already-decided',
        facts: { disputeId: Claims.id(1), reason: 'quality' },
      });
    });
    expect(course).toStrictEqual([]);
    expect(courseOf(world, () => claims.open(2, { reasons: ['quantity'] }))).toStrictEqual([
      'dispute.opened',
      'coverage.held: reserved 1300.00, remaining 0.00',
      'order.dispute-opened-recorded',
    ]);
    expect(claims.offer(usd('1300.01'), 2)).toMatchObject({ code: 'offer-exceeds-cover' });
    expect(world.refund(refundId(`${Claims.id(1)}-1`)).phase).toBe('succeeded');
  });
});

/** 2,000 of the order's 3,000. */
const covered: readonly CoverageEvent[] = [
  {
    type: 'coverage.limit-granted.v1',
    data: { supplierId: SUPPLIER, limit: usd('2000.00'), reserved: usd('0.00'), remaining: usd('2000.00') },
  },
  {
    type: 'coverage.reserved.v1',
    data: {
      ...{ supplierId: SUPPLIER, orderId: ORDER, coverageType: 'post-delivery' },
      ...{ base: usd('3000.00'), requested: usd('3000.00'), granted: usd('2000.00') },
      ...{ limit: usd('2000.00'), reserved: usd('2000.00'), remaining: usd('0.00') },
    },
  },
];
