import { describe, expect, it } from '@jest/globals';
import { givenOf } from '../../../test/support/decider.js';
import { PAYMENT } from '../../../test/support/order-history.js';
import * as the from '../../../test/support/payment-history.js';
import { operator, platform } from '../../../test/support/people.js';
import { usd } from '../../../test/support/values.js';
import { payment, type PaymentEvent, type Report } from './index.js';

const given = givenOf(payment);
const by = platform;
const told = (report: Report) => ({ type: 'record-report', paymentId: PAYMENT, report }) as const;
const say = (kind: Report['kind'], sequence: number, more: Partial<Report> = {}) =>
  told(the.report(kind, sequence, more));

describe('a report of the provider', () => {
  it.each<[Report['kind'], PaymentEvent]>([
    ['verifying', the.verifying(1)],
    ['authorised', the.authorised(1)],
    ['processing', the.processing(1)],
  ])('%s is a step on the way, whatever was left out before it', (kind, event) => {
    given(the.initiated()).when(say(kind, 1), { by }).then(event);
  });

  it.each<[Report['kind'], string]>([
    ['rejected', 'payment.rejected.v1'],
    ['failed', 'payment.failed.v1'],
    ['expired', 'payment.expired.v1'],
  ])('%s is an end, with its reason or none', (kind, type) => {
    for (const reason of ['account-closed', null]) {
      const { decision } = given(the.initiated()).when(say(kind, 1, { reason }), { by });
      expect(decision).toMatchObject({ events: [{ type, data: { reason: reason ?? 'unstated' } }] });
    }
  });

  it('said again is no news', () => {
    given(the.initiated(), the.authorised(2)).when(say('authorised', 2), { by }).thenNothing();
    given(the.initiated(), the.arrivedByProvider(5), the.allocated()).when(say('arrived', 5), { by }).thenNothing();
  });

  it('of a lower sequence is kept, and changes nothing', () => {
    given(the.initiated(), the.processing(3))
      .when(say('authorised', 2), { by })
      .then(the.kept('authorised', 2, 'outdated'));
    given(the.initiated(), the.processing(3))
      .when(say('failed', 3), { by })
      .then(the.kept('failed', 3, 'outdated'));
  });

  it('does not lead back, whatever its sequence', () => {
    given(the.initiated(), the.processing(3))
      .when(say('verifying', 4), { by })
      .then(the.kept('verifying', 4, 'outdated'));
    given(the.initiated(), the.failed())
      .when(say('processing', 5), { by })
      .then(the.kept('processing', 5, 'already-ended'));
  });

  it('of another transaction is not about this payment', () => {
    const { decision } = given(the.initiated(), the.processing(3)).when(say('arrived', 9, { transaction: 'T2' }), {
      by,
    });
    expect(decision).toMatchObject({ events: [{ data: { because: 'another-transaction' } }] });
  });

  it('that the money came counts also after a failure', () => {
    given(the.initiated(), the.failed()).when(say('arrived', 5), { by }).then(the.arrivedByProvider(5));
  });
});

describe('an arrival that the provider tells', () => {
  const late = [the.initiated(), the.processing(3)];

  it.each<[string, Partial<Report>]>([
    ['amount', { amount: usd('1599.99') }],
    ['amount', { amount: { minor: '160000', currency: 'EUR' } }],
    ['amount', { amount: null }],
    ['account', { destination: 'unstated' }],
  ])('with another %s is not believed: an operator looks', (because, more) => {
    const report = the.report('arrived', 5, more);
    given(...late)
      .when(told(report), { by })
      .then(the.mismatched(report, because));
  });

  it('can be put right by a later report, or by the operator', () => {
    const wrong = the.mismatched(the.report('arrived', 5, { amount: null }), 'amount');
    given(...late, wrong)
      .when(say('arrived', 5), { by })
      .then(the.kept('arrived', 5, 'outdated'));
    given(...late, wrong)
      .when(say('arrived', 6), { by })
      .then(the.arrivedByProvider(6));
  });

  it('on another account than the designated one is recorded as that', () => {
    const { decision } = given(...late).when(say('arrived', 5, { destination: 'elsewhere' }), { by });
    expect(decision).toMatchObject({ events: [{ type: 'payment.arrived-elsewhere.v1' }] });
  });
});

describe('a reversal', () => {
  const covered = [the.initiated(), the.arrivedByProvider(5), the.allocated()];

  it('takes the money from where it is', () => {
    given(...covered)
      .when(say('reversed', 6, { reason: 'chargeback' }), { by })
      .then(the.reversed({ allocated: usd('1500.00'), awaiting: usd('100.00'), sequence: 6 }));
    given(...covered, the.returnAuthorised(), the.returned())
      .when(say('reversed', 6, { reason: 'chargeback' }), { by })
      .then(the.reversed({ allocated: usd('1500.00'), overdrawn: usd('100.00'), sequence: 6 }));
  });

  it('waits for the order’s decision, and for a return that is under way', () => {
    given(the.initiated(), the.arrivedByProvider(5))
      .when(say('reversed', 6), { by })
      .thenRefused('reversal-too-early', { phase: 'arrived' });
    given(...covered, the.returnAuthorised(), the.returnSubmitted())
      .when(say('reversed', 6), { by })
      .thenRefused('reversal-too-early', { phase: 'return-under-way' });
  });

  it('is never overwritten by a success that comes late', () => {
    const early = [the.initiated(), the.processing(3), the.reversed({ sequence: 6 })];
    given(the.initiated(), the.processing(3))
      .when(say('reversed', 6, { reason: 'chargeback' }), { by })
      .then(the.reversed({ sequence: 6 }));
    given(...early)
      .when(say('arrived', 5), { by })
      .then(the.kept('arrived', 5, 'outdated'));
    given(...early)
      .when(say('arrived', 7), { by })
      .then(the.kept('arrived', 7, 'already-reversed'));
  });

  it('of another amount is not believed', () => {
    const report = the.report('reversed', 6, { amount: usd('10.00') });
    given(...covered)
      .when(told(report), { by })
      .then(the.mismatched(report, 'amount'));
    given(...covered)
      .when(
        { type: 'record-reversal', paymentId: PAYMENT, amount: usd('10.00'), reason: 'chargeback' },
        { by: operator },
      )
      .thenRefused('reversal-mismatch', { amount: the.AMOUNT, stated: usd('10.00') });
  });
});

describe('a transaction that belongs to nothing here', () => {
  it('has a stream of its own, which follows it', () => {
    const keep = (sequence: number) => ({
      ...({ type: 'keep-stray-report', paymentId: PAYMENT, reference: 'unheard-of' } as const),
      report: the.report('arrived', sequence),
    });
    given(the.stray()).when(keep(4), { by }).thenNothing();
    given(the.stray())
      .when(keep(6), { by })
      .then(the.stray(the.report('arrived', 6)));
  });

  it('is charged back like any other, once an operator has said what it was for', () => {
    const assigned = [the.stray(), the.arrived('e-checking'), the.allocated()];
    const goneAt = (sequence: number, more: Partial<Report> = {}) => ({
      ...({ type: 'keep-stray-report', paymentId: PAYMENT, reference: 'unheard-of' } as const),
      report: the.report('reversed', sequence, { reason: 'chargeback', ...more }),
    });
    const gone = the.reversed({ allocated: usd('1500.00'), awaiting: usd('100.00'), sequence: 6 });
    given(...assigned)
      .when(goneAt(6), { by })
      .then(gone);
    given(...assigned)
      .when(goneAt(5), { by })
      .then(the.kept('reversed', 5, 'outdated'));
    given(...assigned, gone)
      .when(goneAt(6), { by })
      .thenNothing();
    const other = goneAt(6, { amount: usd('10.00') });
    given(...assigned)
      .when(other, { by })
      .then(the.mismatched(other.report, 'amount'));
    given(the.stray(), the.arrived('e-checking'))
      .when(goneAt(6), { by })
      .thenRefused('reversal-too-early', { phase: 'arrived' });
  });
});
