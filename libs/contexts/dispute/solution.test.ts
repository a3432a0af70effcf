import { describe, expect, it } from '@jest/globals';
import { fromData, type MoneyData } from '#kernel';
import { givenOf } from '../../../test/support/decider.js';
import {
  DISPUTE,
  accepted,
  determined,
  escalated,
  evidenceClosed,
  facts,
  histories,
  lapsed,
  offered,
  opened,
  order,
  rejected,
  responded,
  settled,
  submitted,
} from '../../../test/support/dispute-history.js';
import { arbiter, buyer, platform, supplier } from '../../../test/support/people.js';
import { day, usd } from '../../../test/support/values.js';
import { dispute, type DisputeFacts, type MakeOffer, type RespondToDispute, type Terms } from './index.js';

const given = givenOf(dispute);
const disputeId = DISPUTE;
const money = (amount: string): Terms => ({ kind: 'refund', amount: usd(amount) });
const offer = (terms: Terms): MakeOffer => ({ type: 'make-offer', disputeId, terms, note: null });
const respond = (kind: RespondToDispute['kind'], terms: Terms | null = null): RespondToDispute => ({
  type: 'respond-to-dispute',
  disputeId,
  kind,
  statement: 'They left our works whole.',
  offer: terms && { terms, note: null },
});
const accept = (n: number) => ({ type: 'accept-offer', disputeId, offer: n }) as const;

describe('dispute: offers', () => {
  it.each<[string, Terms, DisputeFacts, string, object]>([
    ['no more than the cover', money('2000.01'), facts, 'offer-exceeds-cover', { payable: usd('2000.00') }],
    [
      'no more than what refunds have left of it',
      money('1500.01'),
      { ...facts, cover: { granted: fromData(usd('2000.00')), consumed: fromData(usd('500.00')) } },
      'offer-exceeds-cover',
      { payable: usd('1500.00') },
    ],
    [
      'no more than what was paid',
      money('2000.00'),
      { ...facts, order: { ...order, net: { initial: fromData(usd('1500.00')), all: fromData(usd('1500.00')) } } },
      'offer-exceeds-cover',
      { payable: usd('1500.00') },
    ],
    [
      'no money without cover',
      money('1.00'),
      { ...facts, cover: null },
      'offer-exceeds-cover',
      { payable: usd('0.00') },
    ],
    ['no amount without a refund', { kind: 'reship', amount: usd('1.00') }, facts, 'amount-without-refund', {}],
    ['no refund without an amount', { kind: 'refund', amount: null }, facts, 'refund-without-amount', {}],
    ['some money', money('0.00'), facts, 'amount-not-positive', { amount: usd('0.00') }],
    [
      'the order’s currency',
      { kind: 'refund', amount: { minor: '1', currency: 'EUR' } satisfies MoneyData },
      facts,
      'currency-mismatch',
      { expected: 'USD', stated: 'EUR' },
    ],
  ])('offer %s', (_, terms, known, code, said) => {
    for (const by of [buyer, supplier])
      expect(given(opened(), responded()).when(offer(terms), { by, facts: known }).decision).toStrictEqual({
        kind: 'refused',
        code,
        facts: said,
      });
  });

  it('a newer one supersedes, from whichever side', () => {
    const history = [...histories['an offer stands'], offered('buyer', 2, usd('1200.00'))];
    given(...history)
      .when(accept(1), { by: buyer })
      .thenRefused('offer-superseded', { newest: 2 });
    given(...history)
      .when(accept(2), { by: supplier })
      .then(accepted('supplier', 2), settled(2, usd('1200.00')));
  });

  it('are answered by the other side, and once rejected they are gone', () => {
    given(...histories['an offer stands'])
      .when(accept(1), { by: supplier })
      .thenRefused('only-the-other-side-answers-an-offer');
    given(...histories['an offer stands'], rejected(1))
      .when(accept(1), { by: buyer })
      .thenRefused('offer-rejected', { offer: 1 });
  });

  it('to send the goods again settle it without money', () => {
    given(opened(), offered('supplier', 1, null))
      .when(accept(1), { by: buyer })
      .then(accepted('buyer', 1), settled(1, null));
  });

  it('of the supplier are a response, of the buyer they are not', () => {
    const escalate = { type: 'escalate-dispute', disputeId } as const;
    given(opened(), offered('supplier', 1, usd('10.00'), { at: day(4) }))
      .when(escalate, { by: buyer, at: day(5) })
      .thenRefused('escalation-too-early', { opensAt: day(15) });
    const { decision } = given(opened(), offered('buyer', 1, usd('10.00'), { phase: 'awaiting-supplier' })).when(
      escalate,
      { by: buyer, at: day(5) },
    );
    expect(decision.kind).toBe('happened');
  });

  it('settlement accepted while a determination is issued: first committed wins, the other gets a conflict', () => {
    const before = [...histories['an offer stands'], escalated(), submitted('buyer', 1), evidenceClosed()];
    const determine = {
      type: 'determine-dispute',
      disputeId,
      fault: 'supplier',
      amount: null,
      reasons: 'The photographs show it.',
      evidence: ['claim'],
      goods: 'keep',
      order: 'continues',
    } as const;
    given(...before, accepted('buyer', 1), settled(1, usd('800.00')))
      .when(determine, { by: arbiter, facts, at: day(23) })
      .thenRefused('dispute-settled');
    given(...before, determined())
      .when(accept(1), { by: buyer, at: day(23) })
      .thenRefused('dispute-determined');
  });
});

describe('dispute: the response', () => {
  it('that accepts what the buyer demands settles it', () => {
    given(opened(), offered('buyer', 1, usd('900.00'), { phase: 'awaiting-supplier' }))
      .when(respond('accept'), { by: supplier, at: day(1) })
      .then(responded({ kind: 'accept' }), accepted('supplier', 1), settled(1, usd('900.00')));
  });

  it('accepts nothing where nothing is offered', () => {
    given(opened()).when(respond('accept'), { by: supplier }).thenRefused('no-offer-to-accept');
    given(opened(), offered('buyer', 1, usd('900.00')), rejected(1))
      .when(respond('accept'), { by: supplier })
      .thenRefused('no-offer-to-accept');
  });

  it('that counters brings an offer, and no other does', () => {
    given(opened())
      .when(respond('counter', money('300.00')), { by: supplier, facts, at: day(1) })
      .then(responded({ kind: 'counter' }), offered('supplier', 1, usd('300.00'), { at: day(1) }));
    given(opened()).when(respond('counter'), { by: supplier }).thenRefused('no-counter-offer');
    given(opened())
      .when(respond('counter', money('2000.01')), { by: supplier, facts })
      .thenRefused('offer-exceeds-cover', { payable: usd('2000.00') });
    for (const kind of ['accept', 'contest'] as const)
      given(opened())
        .when(respond(kind, money('1.00')), { by: supplier, facts })
        .thenRefused('offer-only-with-a-counter');
  });

  it('supplier responds after escalation: kept as evidence; does not de-escalate', () => {
    const late = responded({ at: day(6), phase: 'escalated' });
    const before = [opened(), escalated(day(12), { cause: 'no-response' })];
    given(...before)
      .when(respond('contest'), { by: supplier, at: day(6) })
      .then(late);
    const verdict = { fault: 'none', amount: null, goods: 'keep', order: 'continues' } as const;
    const determine = { type: 'determine-dispute', disputeId, ...verdict, reasons: 'So it is.' } as const;
    const { decision } = given(...before, late).when(
      { ...determine, evidence: ['response'] },
      { by: arbiter, facts, at: day(12) },
    );
    expect(decision.kind).toBe('happened');
    given(...before)
      .when({ ...determine, evidence: ['response'] }, { by: arbiter, facts, at: day(12) })
      .thenRefused('evidence-not-submitted', { evidence: 'response' });
  });
});

describe('dispute: silence', () => {
  const silence = { type: 'apply-silence', disputeId } as const;
  const policy = (name: 'auto-escalate' | 'close') => opened({ silence: { policy: name, at: day(15) } });

  it('lapses 30 days after day 15, and until then the buyer may escalate', () => {
    given(opened())
      .when(silence, { by: platform, at: day(45, -1) })
      .thenRefused('silence-too-early', { dueAt: day(45) });
    given(opened())
      .when(silence, { by: platform, at: day(45) })
      .then(lapsed());
    const escalate = { type: 'escalate-dispute', disputeId } as const;
    given(opened())
      .when(escalate, { by: buyer, at: day(45) })
      .thenRefused('dispute-lapsed');
    given(opened())
      .when(escalate, { by: buyer, at: day(45, -1) })
      .then(escalated(day(52, -1), { cause: 'no-response' }));
  });

  it('that has lasted counts before it is recorded', () => {
    for (const command of [offer(money('1.00')), accept(1), respond('contest')])
      given(...histories['an offer stands'])
        .when(command, { by: command.type === 'accept-offer' ? buyer : supplier, facts, at: day(45) })
        .thenRefused('dispute-lapsed');
  });

  it('escalates by itself under another policy', () => {
    given(policy('auto-escalate'))
      .when(silence, { by: platform, at: day(15) })
      .then(escalated(day(22), { by: 'platform', cause: 'no-response' }));
    // and nothing lapses meanwhile
    const { decision } = given(policy('auto-escalate')).when(respond('contest'), { by: supplier, at: day(16) });
    expect(decision.kind).toBe('happened');
  });

  it('closes at day 15 under the third', () => {
    const { decision } = given(policy('close')).when(silence, { by: platform, at: day(15) });
    expect(decision).toMatchObject({
      events: [{ type: 'dispute.lapsed.v1', data: { policy: 'close', dueAt: day(15) } }],
    });
  });
});
