import { describe, expect, it } from '@jest/globals';
import { paymentId, type PaymentId } from '#kernel';
import { netCovered } from '#rules';
import { disputableOrder } from '#contexts/ordering';
import type { Report } from '#contexts/payment';
import { orderStatus } from '#read-models';
import { Claims } from '../../support/claims.js';
import { courseOf } from '../../support/course.js';
import { Market } from '../../support/market.js';
import { buyer, operator, platform } from '../../support/people.js';
import { day, usd, uuid } from '../../support/values.js';
import type { World } from '../../support/world.js';

const payment = (n: number): PaymentId => paymentId(uuid('b', n));

const pageOf = (world: World, n = 1) => world.document(orderStatus, Market.order(n))!;

/** The bank of the payer takes a whole payment back. */
const takeBack = (world: World, n: number) =>
  world.send(
    payment(n),
    { type: 'record-reversal', paymentId: payment(n), amount: usd('1500.00'), reason: 'cardholder-disputes' },
    operator,
  );

describe('payment arrives after cancellation', () => {
  it('goes back, and the order never reopens', () => {
    const market = new Market();
    const { world } = market;
    market.enrol();
    world.settle();
    market.agree(1);
    world.settle();
    expect(courseOf(world, () => market.cancel(1))).toStrictEqual([
      'order.cancelled',
      'coverage.released: amount 2000.00, reserved 0.00, remaining 2000.00',
    ]);
    expect(courseOf(world, () => market.pay(1, 'initial'))).toStrictEqual([
      'payment.arrived: amount 1500.00',
      'payment.unmatched: amount 1500.00',
      'payment.return-authorised: amount 1500.00',
    ]);
    const back = { type: 'record-return-succeeded', paymentId: payment(1), cause: 'unmatched' } as const;
    const course = courseOf(world, () => world.send(payment(1), { ...back, transaction: 'OUT-1' }, platform));
    expect(course).toStrictEqual(['payment.returned: amount 1500.00']);
    expect(world.order(Market.order(1)).phase).toBe('cancelled');
    expect(world.payment(payment(1))).toMatchObject({ phase: 'unmatched', returned: { minor: 150_000n } });
    expect(pageOf(world).status).toBe('Cancelled');
  });
});

describe('the same callback twice; out of order', () => {
  const id = payment(99);
  const card = { method: 'card', card: { token: 'tok_1', scheme: 'visa', lastFour: '1111' } } as const;

  const taken = [
    'payment.arrived: amount 1500.00',
    'order.payment-allocated: amount 1500.00, allocated 1500.00, excess 0.00',
    'payment.allocated: amount 1500.00, allocated 1500.00, excess 0.00',
  ];
  const kept = ['payment.report-kept: amount 1500.00'];

  /** A card that the buyer pays with, on its way. */
  function paying() {
    const market = new Market();
    const { world } = market;
    market.enrol();
    world.settle();
    market.agree(1);
    world.settle();
    market.acknowledge(1);
    const paid = { paymentId: id, orderId: Market.order(1), purpose: 'initial', amount: usd('1500.00') } as const;
    expect(world.send(id, { type: 'initiate-payment', ...paid, instrument: card }, buyer).kind).toBe('happened');
    world.settle();
    const says = (sequence: number, kind: Report['kind']) => () =>
      world.send(
        id,
        {
          type: 'record-report',
          paymentId: id,
          report: {
            ...{ provider: 'bank', transaction: 'T1', sequence, kind, reason: null },
            ...{ amount: usd('1500.00'), destination: 'designated' },
          },
        },
        platform,
      );
    return { world, says };
  }

  it('twice is no new fact', () => {
    const { world, says } = paying();
    expect(courseOf(world, says(2, 'arrived'))).toStrictEqual(taken);
    expect(courseOf(world, says(2, 'arrived'))).toStrictEqual([]);
    expect(pageOf(world).payments.initial.arrived.minor).toBe(150_000n);
  });

  it('a stale success never overwrites a reversal: it is kept, and changes nothing', () => {
    const { world, says } = paying();
    courseOf(world, says(2, 'arrived'));
    expect(courseOf(world, says(3, 'reversed'))).toStrictEqual([
      'payment.reversed: amount 1500.00',
      'order.payment-reversed: amount 1500.00',
    ]);
    expect(courseOf(world, says(2, 'arrived'))).toStrictEqual(kept);
    expect(courseOf(world, says(1, 'authorised'))).toStrictEqual(kept);
    expect(world.payment(id).phase).toBe('reversed');
    expect(pageOf(world)).toMatchObject({
      status: 'Pending payment',
      payments: { initial: { arrived: { minor: 0n } } },
    });
  });

  it('also where the reversal overtakes the success', () => {
    const { world, says } = paying();
    expect(courseOf(world, says(3, 'reversed'))).toStrictEqual(['payment.reversed: amount 1500.00']);
    expect(courseOf(world, says(2, 'arrived'))).toStrictEqual(kept);
    expect(world.payment(id).phase).toBe('reversed');
    expect(pageOf(world)).toMatchObject({ status: 'Pending payment', payments: { initial: { complete: false } } });
  });
});

describe('card reversal after dispatch', () => {
  it('the covered base shrinks, the balance is due again, and nothing is recovered twice while a dispute is open', () => {
    const claims = new Claims();
    const { world } = claims;
    const gone = ['payment.reversed: amount 1500.00', 'order.payment-reversed: amount 1500.00'];
    const net = () => {
      const order = disputableOrder(world.order(Claims.order))!;
      return netCovered(order.coverageType, order.net).minor;
    };
    expect([pageOf(world).status, net()]).toStrictEqual(['Waiting for Delivery Confirmation', 300_000n]);
    world.advanceTo(day(1));
    courseOf(world, () => claims.open());
    expect(courseOf(world, () => takeBack(world, 2))).toStrictEqual(gone);
    expect([pageOf(world).status, net()]).toStrictEqual(['Dispute open', 150_000n]);
    expect(pageOf(world).next).toMatchObject({ act: 'pay-balance', whose: 'buyer' });
    const tooMuch = claims.offer(usd('1500.01'));
    expect(tooMuch).toMatchObject({ kind: 'refused', code: 'offer-exceeds-cover' });
    expect(courseOf(world, () => takeBack(world, 1))).toStrictEqual(gone);
    world.advanceTo(day(6));
    courseOf(world, () => claims.escalate());
    courseOf(world, () => claims.exhaust());
    // His bank has given the buyer everything back: the platform gives him nothing on top, and claims nothing.
    expect(courseOf(world, () => claims.determine())).toStrictEqual([
      'dispute.determined: amount 2000.00',
      'refund.not-due: amount 0.00',
    ]);
  });
});
