import { describe, expect, it } from '@jest/globals';
import { addMillis, fromData, toText, type Instant } from '#kernel';
import { coverageCommands } from '#contexts/coverage/nest';
import { orderStatus, supplierDirectory } from '#read-models';
import { Claims } from '../../support/claims.js';
import { courseOf } from '../../support/course.js';
import { temporaryFolder } from '../../support/event-store.js';
import { Market } from '../../support/market.js';
import { SUPPLIER, platform } from '../../support/people.js';
import { Rivals, ask } from '../../support/rivals.js';
import { day, usd, uuid } from '../../support/values.js';

const HOUR = 3_600_000;
/** All of the disputed order left on the first day: 180 days later its last window closes [seed]. */
const windowEnds: Instant = day(180);
const before = (at: Instant): Instant => addMillis(at, -1);

/** Where the supplier's guarantee line stands, as everybody sees it. */
const lineOf = ({ world }: Market | Claims) => {
  const { limit, reserved, remaining } = world.document(supplierDirectory, SUPPLIER)!;
  return { limit: toText(limit).amount, reserved: toText(reserved).amount, remaining: toText(remaining).amount };
};
const AGREED = ['order.drafted', 'order.submitted', 'order.side-confirmed', 'order.side-confirmed', 'order.confirmed'];

describe('a dispute is recorded just before its window ends, the release just after', () => {
  it('the release waits its hour, looks, and finds the dispute: the cover is held', () => {
    const claims = new Claims();
    const { world } = claims;
    world.advanceTo(before(windowEnds));
    expect(claims.open().kind).toBe('happened'); // and no saga has heard of it yet
    world.now = addMillis(windowEnds, HOUR);
    const release = {
      type: 'release-cover',
      supplierId: SUPPLIER,
      orderId: Claims.order,
      reason: 'window-closed',
    } as const;
    expect(world.send(SUPPLIER, release, platform)).toStrictEqual({
      kind: 'refused',
      code: 'cover-held',
      facts: { disputeId: Claims.id() },
    });
    expect(courseOf(world, () => world.advanceTo(world.now))).toStrictEqual([
      'order.dispute-opened-recorded',
      'coverage.held: reserved 2000.00, remaining 0.00',
    ]);
    expect(lineOf(claims)).toStrictEqual({ limit: '2000.00', reserved: '2000.00', remaining: '0.00' });
  });

  it('where nobody disputes it is released at the end of that hour, and not before', () => {
    const { world } = new Claims();
    world.advanceTo(windowEnds);
    expect(courseOf(world, () => world.advanceTo(before(addMillis(windowEnds, HOUR))))).toStrictEqual([]);
    expect(courseOf(world, () => world.advanceTo(addMillis(windowEnds, HOUR)))).toStrictEqual([
      'coverage.released: amount 2000.00, reserved 0.00, remaining 2000.00',
    ]);
  });

  it('a hold that still comes late reserves again up to the remaining limit, and is marked for an operator', () => {
    const claims = new Claims();
    const { world, market } = claims;
    world.advanceTo(addMillis(windowEnds, HOUR));
    courseOf(world, () => market.agree(2)); // takes all that was released
    courseOf(world, () => market.changeLimit(usd('2700.00')));
    world.now = before(windowEnds); // of another process, whose clock is behind
    expect(courseOf(world, () => claims.open())).toStrictEqual([
      'dispute.opened',
      'coverage.held: reserved 2700.00, remaining 0.00',
      'order.dispute-opened-recorded',
    ]);
    expect(world.events.find(({ type }) => type === 'coverage.held.v1')?.data).toMatchObject({
      late: true,
      cover: { granted: usd('700.00'), reserved: usd('700.00') },
    });
  });
});

describe('two orders race for the last of a limit', () => {
  it('the loser gets the remainder, and its buyer is asked', () => {
    const market = new Market();
    market.enrol(usd('4000.00'));
    market.world.settle();
    const course = courseOf(market.world, () => {
      market.agree(1);
      market.agree(2);
    });
    expect(course).toStrictEqual([
      ...AGREED,
      ...AGREED,
      'coverage.reserved: granted 3000.00, reserved 3000.00, remaining 1000.00',
      'coverage.reserved: granted 1000.00, reserved 4000.00, remaining 0.00',
      'order.cover-recorded: granted 1000.00',
      'order.cover-recorded: granted 3000.00',
    ]);
    const [winner, loser] = [1, 2].map((n) => market.world.document(orderStatus, Market.order(n)));
    expect([winner?.status, winner?.cover.granted]).toStrictEqual(['Pending payment', fromData(usd('3000.00'))]);
    expect([loser?.status, loser?.cover.granted]).toStrictEqual([
      'Acknowledge reduced cover',
      fromData(usd('1000.00')),
    ]);
    expect(loser?.next).toMatchObject({ act: 'acknowledge-reduced-cover', whose: 'buyer' });
  });

  it.each([
    ['the first', 0],
    ['the second', 1],
  ] as const)(
    'of two writers that decide at the same moment, %s is faster, and takes what it asks for',
    async (_, faster) => {
      const rivals = await Rivals.on(await temporaryFolder());
      const limit = { type: 'grant-limit', supplierId: SUPPLIER, limit: usd('2000.00') } as const;
      await rivals.alone(ask(coverageCommands, SUPPLIER, limit, platform));
      const reserve = (n: number) => {
        const asked = { coverageType: 'pre-shipment', base: usd('1500.00'), cap: null } as const;
        const command = { type: 'reserve-cover', supplierId: SUPPLIER, orderId: Market.order(n), ...asked } as const;
        return ask(coverageCommands, SUPPLIER, command, platform);
      };
      const { told, conflicts } = await rivals.race(faster, reserve(1), reserve(2));
      expect(told.map(({ kind }) => kind)).toStrictEqual(['accepted', 'accepted']);
      expect(conflicts).toBe(1); // the loser decided anew, on top of what the winner had written
      const [winner, loser] = faster === 0 ? [1, 2] : [2, 1];
      const [, ...reserved] = await rivals.eventsOf(`coverage-${SUPPLIER}`);
      expect(reserved.map(({ data }) => data)).toMatchObject([
        { orderId: Market.order(winner), granted: usd('1500.00'), remaining: usd('500.00') },
        { orderId: Market.order(loser), granted: usd('500.00'), remaining: usd('0.00') },
      ]);
    },
  );
});

describe('dispute exactly at the edge of its window', () => {
  it('a millisecond before its end it counts', () => {
    const claims = new Claims();
    claims.world.advanceTo(before(windowEnds));
    expect(courseOf(claims.world, () => claims.open())).toStrictEqual([
      'dispute.opened',
      'coverage.held: reserved 2000.00, remaining 0.00',
      'order.dispute-opened-recorded',
    ]);
  });

  it('at its end it is too late', () => {
    const claims = new Claims();
    claims.world.advanceTo(windowEnds);
    const course = courseOf(claims.world, () => {
      const facts = { reason: 'quality', shipmentId: uuid('c', 1), closesAt: windowEnds };
      expect(claims.open()).toStrictEqual({ kind: 'refused', code: 'claim-window-closed', facts });
    });
    expect(course).toStrictEqual([]);
  });
});

describe('dispute open when cover would expire', () => {
  it('nothing is released until the dispute ends, and then it is', () => {
    const claims = new Claims();
    const { world } = claims;
    world.advanceTo(before(windowEnds));
    courseOf(world, () => claims.open());
    expect(courseOf(world, () => world.advanceTo(day(190)))).toStrictEqual(['dispute.escalation-opened']);
    expect(lineOf(claims)).toStrictEqual({ limit: '2000.00', reserved: '2000.00', remaining: '0.00' });
    expect(courseOf(world, () => claims.withdraw())).toStrictEqual([
      'dispute.withdrawn',
      'coverage.unheld: reserved 2000.00, remaining 0.00',
      'order.dispute-ended-recorded',
      'coverage.released: amount 2000.00, reserved 0.00, remaining 2000.00',
    ]);
  });
});

describe('limit lowered while reservations exist', () => {
  it('the reservations stand, nothing remains for others, and what is covered is refunded in full', () => {
    const claims = new Claims();
    const { world, market } = claims;
    expect(courseOf(world, () => market.changeLimit(usd('500.00')))).toStrictEqual([
      'coverage.limit-changed: reserved 2000.00, remaining 0.00',
    ]);
    expect(courseOf(world, () => market.agree(2))).toStrictEqual([
      ...AGREED,
      'coverage.reserved: granted 0.00, reserved 2000.00, remaining 0.00',
      'order.cover-recorded: granted 0.00',
    ]);
    courseOf(world, () => claims.open());
    courseOf(world, () => claims.offer(usd('2000.00')));
    expect(courseOf(world, () => claims.accept())).toStrictEqual([
      'dispute.offer-accepted',
      'dispute.settled',
      'coverage.consumed: amount 2000.00, reserved 0.00, remaining 0.00',
      'refund.authorised: amount 2000.00',
      'refund.submission-intended: amount 2000.00',
      'refund.succeeded: amount 2000.00',
      'recourse.claimed: amount 2000.00, claimed 2000.00',
      'dispute.closed',
      'order.dispute-ended-recorded',
      'coverage.unheld: reserved 0.00, remaining 0.00',
    ]);
  });
});
