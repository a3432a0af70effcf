import { describe, expect, it } from '@jest/globals';
import { paymentId, recourseId } from '#kernel';
import { refund } from '#contexts/refund';
import { refundCommands } from '#contexts/refund/nest';
import { HttpPaymentProvider, ProviderOutcomeUnknown } from '#payment-provider';
import { supplierDirectory } from '#read-models';
import { Claims } from '../../support/claims.js';
import { courseOf } from '../../support/course.js';
import { temporaryFolder } from '../../support/event-store.js';
import { PayOuts } from '../../support/pay-outs.js';
import { SUPPLIER, operator, platform } from '../../support/people.js';
import { authorised, REFUND } from '../../support/refund-history.js';
import { ask, Rivals } from '../../support/rivals.js';
import { day, usd, uuid } from '../../support/values.js';
import type { Says } from '../../support/world-disputes.js';

/** Determined for the supplier's fault, on the evidence of both sides: the full cover, of which the provider says what is given. */
function determined(claims: Claims, ...says: readonly Says[]): readonly string[] {
  const { world } = claims;
  courseOf(world, () => claims.open());
  world.advanceTo(day(5));
  courseOf(world, () => claims.escalate());
  courseOf(world, () => claims.exhaust());
  world.provider.push(...says);
  return courseOf(world, () => claims.determine());
}

const asked = 'refund.submission-intended: amount 2000.00';
const failed = [asked, 'refund.failed: amount 2000.00'];
const toPay = [
  'dispute.determined: amount 2000.00',
  'coverage.consumed: amount 2000.00, reserved 0.00, remaining 0.00',
  'refund.authorised: amount 2000.00',
];
const paid = [...toPay, asked, 'refund.succeeded: amount 2000.00', 'recourse.claimed: amount 2000.00, claimed 2000.00'];

describe('the provider paid, its answer was lost', () => {
  it('it is asked again later, under the refund’s id: no other refund is begun, and no more cover consumed', () => {
    const claims = new Claims();
    const { world } = claims;
    expect(determined(claims, 'is at it')).toStrictEqual([...toPay, asked, 'refund.submitted: amount 2000.00']);
    expect(courseOf(world, () => world.advanceTo(day(8)))).toStrictEqual([
      'refund.succeeded: amount 2000.00',
      'recourse.claimed: amount 2000.00, claimed 2000.00',
    ]);
    expect(claims.amounts('refund.succeeded.v1', 'transaction')).toStrictEqual([`TX ${Claims.refund()}`]);
  });

  it.each([0, 1] as const)(
    'asked by the refund id by two at the same time (writer %d is faster): paid once, recorded once',
    async (faster) => {
      const bank = await PayOuts.open('pays and says nothing');
      const provider = new HttpPaymentProvider(bank.access);
      const rivals = await Rivals.on(await temporaryFolder());
      await rivals.live(refund, REFUND, [authorised]);
      const submit = ask(refundCommands, REFUND, { type: 'submit-refund', refundId: REFUND }, platform, provider);
      await expect(rivals.alone(submit)).rejects.toThrow(ProviderOutcomeUnknown);

      const { told } = await rivals.race(faster, submit, submit);
      expect(told.map(({ kind }) => kind)).toStrictEqual(['accepted', 'accepted']);
      expect(bank.asked).toStrictEqual([`pay ${REFUND}`, `find ${REFUND}`, `find ${REFUND}`]);
      expect(bank.paid).toHaveLength(1);
      expect((await rivals.eventsOf(`refund-${REFUND}`)).map(({ type }) => type)).toStrictEqual([
        'refund.authorised.v1',
        'refund.submission-intended.v1',
        'refund.succeeded.v1',
      ]);
    },
  );
});

describe('a chargeback follows a refund', () => {
  it('what the buyer has twice is claimed from him, and nothing is deleted', () => {
    const claims = new Claims();
    const { world } = claims;
    expect(determined(claims)).toStrictEqual(paid);
    world.advanceTo(day(15)); // no appeal is possible any more: the dispute has ended
    const before = [...world.events];
    const takeBack = (n: number) => () => {
      const id = paymentId(uuid('b', n));
      const reversal = { paymentId: id, amount: usd('1500.00'), reason: 'cardholder-disputes' };
      return world.send(id, { type: 'record-reversal', ...reversal }, operator);
    };
    // Of 3,000 that he paid 1,500 are left with the supplier, and 2,000 were refunded.
    expect(courseOf(world, takeBack(1))).toStrictEqual([
      'payment.reversed: amount 1500.00',
      'order.payment-reversed: amount 1500.00',
      'recourse.claimed: amount 500.00, claimed 500.00',
    ]);
    expect(courseOf(world, takeBack(2))).toStrictEqual([
      'payment.reversed: amount 1500.00',
      'order.payment-reversed: amount 1500.00',
      'recourse.claimed: amount 1500.00, claimed 2000.00',
    ]);
    expect(world.events.findLast(({ type }) => type === 'recourse.claimed.v1')?.data).toMatchObject({
      basis: 'double-recovery',
      debtor: 'northwind-retail',
    });
    expect(world.events.slice(0, before.length)).toStrictEqual(before);
    expect(world.refund(Claims.refund()).phase).toBe('succeeded');
  });
});

describe('refund destination closed', () => {
  it('the cover stays consumed; it is tried again and again, and then an operator looks', () => {
    const claims = new Claims();
    const { world } = claims;
    expect(determined(claims, 'fails', 'fails', 'fails', 'fails', 'fails')).toStrictEqual([...toPay, ...failed]);
    const again = ['refund.retried: amount 2000.00', ...failed];
    expect(courseOf(world, () => world.advanceTo(day(10)))).toStrictEqual([
      ...again,
      ...again,
      ...again,
      'refund.sent-to-manual-review: amount 2000.00',
    ]);
    expect(world.coverage(SUPPLIER)).toMatchObject({ consumed: { minor: 200_000n }, reserved: { minor: 0n } });
    expect(world.document(supplierDirectory, SUPPLIER)?.remaining.minor).toBe(0n);

    const paidByHand = { type: 'record-refund-succeeded', refundId: Claims.refund(), transaction: 'MT103 1' } as const;
    expect(courseOf(world, () => world.send(Claims.refund(), paidByHand, operator))).toStrictEqual([
      'refund.succeeded: amount 2000.00',
      'recourse.claimed: amount 2000.00, claimed 2000.00',
    ]);
  });

  it('what is refused for good is not tried again: an operator looks at once', () => {
    expect(determined(new Claims(), 'refuses')).toStrictEqual([
      ...toPay,
      ...failed,
      'refund.sent-to-manual-review: amount 2000.00',
    ]);
  });
});

describe('appeal reverses a paid determination', () => {
  it('what was paid too much is claimed from the buyer: an entry more, and nothing is deleted', () => {
    const claims = new Claims();
    const { world } = claims;
    expect(determined(claims)).toStrictEqual(paid);
    const before = [...world.events];
    expect(courseOf(world, () => claims.appeal('supplier'))).toStrictEqual(['dispute.appealed']);
    expect(courseOf(world, () => claims.decide(usd('0.00')))).toStrictEqual([
      'dispute.evidence-completed',
      'dispute.evidence-completed',
      'dispute.evidence-closed',
      'dispute.appeal-decided: amount 0.00',
      'recourse.claimed: amount 2000.00, claimed 2000.00',
      'dispute.closed',
      'order.dispute-ended-recorded',
      'coverage.unheld: reserved 0.00, remaining 0.00',
    ]);
    expect(world.events.slice(0, before.length)).toStrictEqual(before);
    expect(world.coverage(SUPPLIER)).toMatchObject({ consumed: { minor: 200_000n }, restored: { minor: 0n } });

    const claim = recourseId(`${Claims.refund()}-excess`);
    const recovery = { type: 'record-recovery', recourseId: claim, amount: usd('2000.00') } as const;
    expect(courseOf(world, () => world.send(claim, recovery, operator))).toStrictEqual([
      'recourse.recovered: amount 2000.00, claimed 2000.00',
      'coverage.restored: amount 2000.00, reserved 0.00, remaining 2000.00',
    ]);
  });
});
