import { describe, expect, it } from '@jest/globals';
import { recourseId } from '#kernel';
import type { GrantedCoverage } from '#contexts/coverage';
import { Claims } from '../../../test/support/claims.js';
import { SUPPLIER, operator, platform } from '../../../test/support/people.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { World } from '../../../test/support/world.js';

const coverOf = ({ world }: Claims) => (world.coverage(SUPPLIER) as GrantedCoverage).covers.get(Claims.order);
const phaseOf = ({ world }: Claims, n = 1) => world.dispute(Claims.id(n)).phase;
const stepOf = ({ world }: Claims, n = 1) => world.stateOf('refund-determination', Claims.id(n))?.['step'];

/** Opened on day 0, escalated on day 5 without a response, and determined on the evidence of both sides. */
function determined(claims = new Claims(), changes: Parameters<Claims['determine']>[0] = {}): Claims {
  const { world } = claims;
  claims.open();
  world.settle();
  world.advanceTo(day(5));
  claims.escalate();
  claims.exhaust();
  expect(claims.determine(changes).kind).toBe('happened');
  world.settle();
  return claims;
}

describe('what follows from a determination', () => {
  it('the seed’s flow: the buyer is refunded for his covered amount, once, and the platform turns to the supplier', () => {
    const claims = determined();
    const { world } = claims;
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('2000.00')]);
    expect(claims.amounts('coverage.consumed.v1')).toStrictEqual([usd('2000.00')]);
    expect(claims.amounts('recourse.claimed.v1')).toStrictEqual([usd('2000.00')]);
    expect(phaseOf(claims)).toBe('determined');
    world.advanceTo(day(15, -1));
    expect(phaseOf(claims)).toBe('determined');
    world.advanceTo(day(15));
    expect(phaseOf(claims)).toBe('final');
    expect(claims.amounts('dispute.closed.v1', 'refunded')).toStrictEqual([usd('2000.00')]);
    expect(claims.amounts('order.dispute-ended-recorded.v1', 'refunded')).toStrictEqual([usd('2000.00')]);
    expect(coverOf(claims)).toMatchObject({ heldBy: null });
    expect(stepOf(claims)).toBe('ended');
  });

  it('is one refund, however often everything is sent', () => {
    const claims = determined(new Claims(new World({ everythingTwice: true })));
    expect(claims.amounts('refund.authorised.v1')).toHaveLength(1);
    expect(claims.amounts('coverage.consumed.v1')).toHaveLength(1);
    expect(claims.amounts('recourse.claimed.v1')).toHaveLength(1);
  });

  it('pays no more than what was paid', () => {
    const claims = determined(new Claims(new World(), null));
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('1500.00')]);
    expect(coverOf(claims)).toMatchObject({ consumed: { minor: 150_000n }, reserved: { minor: 50_000n } });
  });

  it('payable 0 is recorded as not due, and there is neither refund nor recourse', () => {
    const claims = determined(undefined, { fault: 'none' });
    expect(claims.amounts('refund.not-due.v1', 'determined')).toStrictEqual([usd('0.00')]);
    claims.world.advanceTo(day(15));
    expect(phaseOf(claims)).toBe('final');
    expect(claims.amounts('refund.authorised.v1')).toStrictEqual([]);
    expect(claims.amounts('recourse.claimed.v1')).toStrictEqual([]);
    expect(claims.amounts('order.dispute-ended-recorded.v1', 'refunded')).toStrictEqual([null]);
  });

  it('is recorded as not due also where no cover is left', () => {
    const claims = determined();
    claims.world.advanceTo(day(15));
    claims.open(2, { reasons: ['quantity'] });
    claims.world.settle();
    claims.world.advanceTo(day(20));
    claims.escalate(2);
    claims.exhaust(2);
    claims.determine({ amount: usd('500.00') }, 2);
    claims.world.settle();
    expect(claims.amounts('refund.not-due.v1', 'determined')).toStrictEqual([usd('500.00')]);
  });

  it('may end the order, once it is final', () => {
    const claims = determined(undefined, { order: 'ends', goods: 'return' });
    expect(claims.world.order(Claims.order).phase).toBe('awaiting-receipt');
    claims.world.advanceTo(day(15));
    expect(claims.world.order(Claims.order).phase).toBe('closed-by-dispute');
    expect(coverOf(claims)?.reserved.minor).toBe(0n);
  });

  it('what recourse recovers restores the line; what is written off does not', () => {
    const claims = determined();
    const recourse = recourseId(Claims.refund());
    const restored = () => (claims.world.coverage(SUPPLIER) as GrantedCoverage).restored.minor;
    claims.world.send(recourse, { type: 'record-recovery', recourseId: recourse, amount: usd('700.00') }, operator);
    claims.world.settle();
    expect(restored()).toBe(70_000n);
    claims.world.send(recourse, { type: 'write-off-recourse', recourseId: recourse, reason: 'He is gone.' }, operator);
    claims.world.settle();
    expect(restored()).toBe(70_000n);
  });
});

describe('settlement with money', () => {
  it('is refunded as agreed, and closed without an appeal', () => {
    const claims = new Claims();
    claims.open();
    claims.offer(usd('800.00'));
    expect(claims.accept().kind).toBe('happened');
    claims.world.settle();
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('800.00')]);
    expect(claims.world.dispute(Claims.id())).toMatchObject({ phase: 'settled', closed: true });
    expect(claims.amounts('order.dispute-ended-recorded.v1', 'outcome')).toStrictEqual(['settled']);
    expect(coverOf(claims)).toMatchObject({
      heldBy: null,
      consumed: { minor: 80_000n },
      reserved: { minor: 120_000n },
    });
  });

  it('on something else pays nothing', () => {
    const claims = new Claims();
    claims.open();
    claims.offer(null);
    claims.accept();
    claims.world.settle();
    expect(claims.amounts('refund.authorised.v1')).toStrictEqual([]);
    expect(claims.amounts('order.dispute-ended-recorded.v1', 'refunded')).toStrictEqual([null]);
    expect(coverOf(claims)?.heldBy).toBeNull();
  });

  it('keeps the cover until it is paid, although all windows have closed', () => {
    const world = new World();
    world.provider.push('is at it');
    const claims = new Claims(world);
    claims.open();
    claims.offer(usd('800.00'));
    claims.accept();
    world.settle();
    expect(coverOf(claims)?.heldBy).toBe(Claims.id());
    world.advanceTo(day(1));
    expect(coverOf(claims)?.heldBy).toBeNull();
  });
});

describe('refund destination closed: cover stays consumed; retry, then manual review', () => {
  it('what may mend itself is tried again in an hour, in six and in a day', () => {
    const world = new World();
    world.provider.push('fails', 'fails', 'fails');
    const claims = determined(new Claims(world));
    expect(stepOf(claims)).toBe('waiting-to-retry');
    const HOUR = 3_600_000;
    const failures = () => claims.amounts('refund.failed.v1').length;
    world.advanceTo(day(5, HOUR - 1));
    expect(failures()).toBe(1);
    world.advanceTo(day(5, HOUR));
    expect(failures()).toBe(2);
    world.advanceTo(day(5, 7 * HOUR));
    expect(failures()).toBe(3);
    world.advanceTo(day(5, 31 * HOUR));
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('2000.00')]);
    expect(claims.amounts('coverage.consumed.v1')).toHaveLength(1);
  });

  it('then a person looks at it, who may let it be tried again', () => {
    const world = new World();
    world.provider.push('fails', 'fails', 'fails', 'fails', 'refuses');
    const claims = determined(new Claims(world));
    world.advanceTo(day(9));
    expect(world.refund(Claims.refund()).phase).toBe('manual-review');
    expect(coverOf(claims)?.consumed.minor).toBe(200_000n);
    const retry = { type: 'retry-refund', refundId: Claims.refund() } as const;
    world.send(Claims.refund(), retry, operator);
    world.settle();
    expect(world.refund(Claims.refund()).phase).toBe('manual-review'); // it was refused once more
    world.send(Claims.refund(), retry, operator);
    world.settle();
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('2000.00')]);
    expect(claims.amounts('recourse.claimed.v1')).toHaveLength(1);
  });

  it('or who sees to it himself, as he does where no provider is there', () => {
    const world = new World();
    world.provider.push('is not there');
    const claims = determined(new Claims(world));
    expect(world.refund(Claims.refund()).phase).toBe('manual-review');
    world.advanceTo(day(15));
    expect(phaseOf(claims)).toBe('determined'); // it is not final while the buyer waits for his money
    const paid = { type: 'record-refund-succeeded', refundId: Claims.refund(), transaction: 'MT103 5' } as const;
    world.send(Claims.refund(), paid, operator);
    world.settle();
    expect(phaseOf(claims)).toBe('final');
  });
});

describe('the provider paid, its answer was lost', () => {
  it('it is asked after an hour, and then day by day, by the refund id', () => {
    const world = new World();
    world.provider.push('is at it', 'is at it');
    const claims = determined(new Claims(world));
    expect(stepOf(claims)).toBe('submitted');
    world.advanceTo(day(6, 3_600_000));
    expect(world.refund(Claims.refund()).phase).toBe('succeeded');
    expect(claims.amounts('refund.submission-intended.v1')).toHaveLength(1);
  });

  it('its own word is enough', () => {
    const world = new World();
    world.provider.push('is at it');
    const claims = determined(new Claims(world));
    const transaction = `TX ${Claims.refund()}`;
    world.send(Claims.refund(), { type: 'record-refund-succeeded', refundId: Claims.refund(), transaction }, platform);
    world.settle();
    expect(stepOf(claims)).toBe('paid');
    world.advanceTo(day(6));
    expect(claims.amounts('refund.succeeded.v1')).toHaveLength(1);
  });
});

describe('appeal reverses a paid determination: compensating entries only; nothing is deleted', () => {
  it('raised: a supplementary refund of the difference', () => {
    const claims = determined(undefined, { amount: usd('700.00') });
    expect(claims.appeal('buyer').kind).toBe('happened');
    expect(claims.decide(usd('1900.00')).kind).toBe('happened');
    claims.world.settle();
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('700.00'), usd('1200.00')]);
    expect(claims.amounts('recourse.claimed.v1')).toStrictEqual([usd('700.00'), usd('1200.00')]);
    expect(phaseOf(claims)).toBe('final');
    expect(claims.amounts('dispute.closed.v1', 'refunded')).toStrictEqual([usd('1900.00')]);
  });

  it('raised above the cover: as far as it is payable', () => {
    const claims = determined(undefined, { amount: usd('700.00') });
    claims.appeal('buyer');
    claims.decide(usd('2900.00'));
    claims.world.settle();
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('700.00'), usd('1300.00')]);
  });

  it('lowered: a claim on the buyer, and the cover stays consumed until that brings something', () => {
    const claims = determined();
    claims.appeal('supplier');
    claims.decide(usd('500.00'));
    claims.world.settle();
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('2000.00')]);
    expect(claims.amounts('recourse.claimed.v1')).toStrictEqual([usd('2000.00'), usd('1500.00')]);
    expect(claims.amounts('recourse.claimed.v1', 'against')).toStrictEqual(['supplier', 'buyer']);
    expect(coverOf(claims)?.consumed.minor).toBe(200_000n);
    expect(phaseOf(claims)).toBe('final');
    const excess = recourseId(`${Claims.refund()}-excess`);
    claims.world.send(excess, { type: 'record-recovery', recourseId: excess, amount: usd('1500.00') }, operator);
    claims.world.settle();
    expect(coverOf(claims)?.restored.minor).toBe(150_000n);
  });

  it('unchanged: nothing', () => {
    const claims = determined();
    claims.appeal('supplier');
    claims.decide(usd('2000.00'));
    claims.world.settle();
    expect(claims.amounts('refund.authorised.v1')).toHaveLength(1);
    expect(claims.amounts('recourse.claimed.v1')).toHaveLength(1);
    expect(phaseOf(claims)).toBe('final');
  });

  it('decided while the refund before it is on its way: that ends first', () => {
    const world = new World();
    world.provider.push('is at it');
    const claims = determined(new Claims(world), { amount: usd('700.00') });
    claims.appeal('buyer');
    claims.decide(usd('1900.00'));
    world.settle();
    expect(claims.amounts('refund.authorised.v1')).toStrictEqual([usd('700.00')]);
    world.advanceTo(day(6));
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('700.00'), usd('1200.00')]);
    expect(phaseOf(claims)).toBe('final');
  });

  it('that came in time, and is heard of after the deadline, keeps the dispute open', () => {
    const claims = determined();
    const { world } = claims;
    world.now = day(15, -1);
    claims.appeal('supplier'); // nobody has heard of it yet
    world.advanceTo(day(15));
    expect(phaseOf(claims)).toBe('appealed');
    world.advanceTo(day(16));
    claims.decide(usd('500.00'));
    world.settle();
    expect(phaseOf(claims)).toBe('final');
  });
});

describe('card reversal after dispatch', () => {
  const takenBack = (claims: Claims, payment: string, amount: string) => {
    const command = {
      type: 'reverse-allocation',
      orderId: Claims.order,
      paymentId: payment,
      purpose: 'initial',
    } as const;
    return claims.world.send(
      Claims.order,
      { ...command, amount: usd(amount) } as Parameters<World['send']>[1],
      platform,
    );
  };

  it('covered base shrinks: no double recovery while a dispute is open', () => {
    const claims = new Claims();
    claims.open();
    takenBack(claims, uuid('b', 1), '1500.00');
    claims.world.settle();
    claims.world.advanceTo(day(5));
    claims.escalate();
    claims.exhaust();
    claims.determine();
    claims.world.settle();
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('1500.00')]);
  });

  it('a chargeback follows a refund: a double-recovery claim on the buyer; nothing is deleted', () => {
    const claims = determined();
    claims.world.advanceTo(day(15)); // no appeal is possible any more
    expect(takenBack(claims, uuid('b', 1), '1500.00').kind).toBe('happened');
    claims.world.settle();
    expect(claims.amounts('recourse.claimed.v1', 'basis')).toStrictEqual(['refund', 'double-recovery']);
    expect(claims.amounts('recourse.claimed.v1')).toStrictEqual([usd('2000.00'), usd('500.00')]);
    expect(claims.amounts('refund.succeeded.v1')).toStrictEqual([usd('2000.00')]);
  });

  const fromBuyer = (claims: Claims) =>
    claims.world.events
      .filter(({ type, data }) => type === 'recourse.claimed.v1' && data['against'] === 'buyer')
      .map(({ data }) => [data['basis'], data['amount']]);

  it.each(['chargeback first', 'appeal first'])(
    'never claims more from the buyer than he was refunded, with what an appeal has lowered: %s',
    (first) => {
      const claims = determined();
      const { world } = claims;
      const chargeBack = () => {
        for (const n of [1, 2]) takenBack(claims, uuid('b', n), '1500.00');
        world.settle();
      };
      if (first === 'chargeback first') chargeBack();
      expect(fromBuyer(claims)).toStrictEqual([]);
      claims.appeal();
      claims.decide(usd('800.00'));
      world.settle();
      if (first === 'appeal first') {
        const claim = recourseId(`${Claims.refund()}-excess`);
        world.send(claim, { type: 'record-recovery', recourseId: claim, amount: usd('1200.00') }, operator);
        world.settle();
        chargeBack();
      }
      expect(fromBuyer(claims)).toStrictEqual([
        ['appeal', usd('1200.00')],
        ['double-recovery', usd('800.00')],
      ]);
    },
  );
});
