import { describe, expect, it } from '@jest/globals';
import { documentId, fromData, type MoneyData } from '#kernel';
import { givenOf } from '../../../test/support/decider.js';
import {
  DISPUTE,
  appealDecided,
  appealed,
  determined,
  escalated,
  escalationOpened,
  evidence,
  evidenceClosed,
  evidenceDone,
  facts,
  histories,
  opened,
  responded,
  submitted,
} from '../../../test/support/dispute-history.js';
import { no } from '../../../test/support/matrix.js';
import { arbiter, buyer, platform, supplier } from '../../../test/support/people.js';
import { day, usd, uuid } from '../../../test/support/values.js';
import { dispute, type DecideAppeal, type DetermineDispute } from './index.js';

const given = givenOf(dispute);
const disputeId = DISPUTE;
const escalate = { type: 'escalate-dispute', disputeId } as const;
const submit = (n: number) => ({ type: 'submit-evidence', disputeId, documentId: evidence(n).documentId }) as const;
const determine: DetermineDispute = {
  type: 'determine-dispute',
  disputeId,
  fault: 'supplier',
  amount: null,
  reasons: 'The photographs show it.',
  evidence: [evidence(1).documentId],
  goods: 'keep',
  order: 'continues',
};
const appeal = (n: number) =>
  ({
    type: 'appeal-determination',
    disputeId,
    statement: 'An expert has looked at them.',
    documents: [evidence(n).documentId],
  }) as const;

describe('dispute: the right to escalate [seed]', () => {
  it('opens after five days without a response, at that very moment', () => {
    given(opened())
      .when(escalate, { by: buyer, at: day(5, -1) })
      .thenRefused('escalation-too-early', { opensAt: day(5) });
    given(opened())
      .when(escalate, { by: buyer, at: day(5) })
      .then(escalated(day(12), { cause: 'no-response' }));
  });

  it('opens after 15 days without a solution', () => {
    given(opened(), responded({ at: day(5, -1) }))
      .when(escalate, { by: buyer, at: day(15, -1) })
      .thenRefused('escalation-too-early', { opensAt: day(15) });
    given(opened(), responded({ at: day(5, -1) }))
      .when(escalate, { by: buyer, at: day(15) })
      .then(escalated());
  });

  it('is not taken back by a response that comes late', () => {
    given(opened(), responded({ at: day(5) }))
      .when(escalate, { by: buyer, at: day(6) })
      .then(escalated(day(13), { cause: 'no-response' }));
  });

  it('is said once, for the cause that it has', () => {
    const open = (cause: 'no-response' | 'no-solution') => ({ type: 'open-escalation', disputeId, cause }) as const;
    given(opened())
      .when(open('no-response'), { by: platform, at: day(5, -1) })
      .thenRefused('escalation-opening-too-early', { dueAt: day(5) });
    given(opened(), responded())
      .when(open('no-solution'), { by: platform, at: day(15) })
      .then(escalationOpened('no-solution', day(15)));
    given(opened(), escalationOpened('no-response', day(5)))
      .when(open('no-solution'), { by: platform, at: day(15) })
      .thenNothing();
  });
});

describe('dispute: evidence', () => {
  it('is a document that the side itself has put into custody for this order', () => {
    for (const documents of [[], undefined])
      given(...histories.negotiating)
        .when(submit(2), { by: buyer, facts: { ...facts, documents: documents! } })
        .thenRefused('unknown-document', { documentId: evidence(2).documentId });
    given(...histories.negotiating)
      .when(submit(5), { by: buyer, facts })
      .thenRefused('unknown-document', { documentId: evidence(5).documentId });
    given(...histories.negotiating)
      .when(submit(5), { by: supplier, facts })
      .then(submitted('supplier', 5));
  });

  it('counts once', () => {
    given(...histories.escalated)
      .when(submit(1), { by: buyer, facts })
      .thenNothing();
  });

  it('is taken for seven days after the escalation', () => {
    const submitAt = (at: ReturnType<typeof day>) =>
      given(...histories.escalated).when(submit(2), { by: buyer, facts, at }).decision;
    expect(submitAt(day(22, -1)).kind).toBe('happened');
    expect(submitAt(day(22))).toStrictEqual(no('dispute-under-determination'));
  });

  it('is closed when both sides have said that they are done', () => {
    const done = { type: 'complete-evidence', disputeId } as const;
    given(...histories.escalated, evidenceDone('supplier'))
      .when(done, { by: buyer, at: day(16) })
      .then(evidenceDone('buyer'), evidenceClosed('both-done'));
    given(...histories.escalated, evidenceDone('buyer'))
      .when(done, { by: buyer, at: day(16) })
      .thenNothing();
    given(...histories.escalated, evidenceDone('buyer'), evidenceDone('supplier'), evidenceClosed('both-done'))
      .when(submit(2), { by: buyer, facts, at: day(16) })
      .thenRefused('dispute-under-determination');
  });

  it('is closed by the platform when its time is over', () => {
    const close = { type: 'close-evidence', disputeId } as const;
    given(...histories.escalated)
      .when(close, { by: platform, at: day(22) })
      .then(evidenceClosed());
    given(...histories.appealed)
      .when(close, { by: platform, at: day(33) })
      .then(evidenceClosed('window-over', 'appealed'));
  });
});

describe('dispute: the determination', () => {
  const judge = (changes: Partial<DetermineDispute>, at = day(23)) =>
    given(...histories['under determination']).when({ ...determine, ...changes }, { by: arbiter, facts, at });

  it('needs no timer: the end of the evidence window is enough', () => {
    given(...histories.escalated)
      .when(determine, { by: arbiter, facts, at: day(22) })
      .then(evidenceClosed(), determined({ appealUntil: day(32) }));
  });

  it('grants the full cover by default, and what refunds have left of it', () => {
    const cover = { granted: fromData(usd('2000.00')), consumed: fromData(usd('500.00')) };
    given(...histories['under determination'])
      .when(determine, { by: arbiter, facts: { ...facts, cover }, at: day(23) })
      .then(determined({ amount: usd('1500.00'), fullCover: usd('1500.00') }));
    given(...histories['under determination'])
      .when(determine, { by: arbiter, at: day(23) })
      .then(determined({ amount: usd('0.00'), fullCover: usd('0.00') }));
  });

  it('may grant a part, and then both have lost something', () => {
    judge({ amount: usd('700.00') }).then(determined({ amount: usd('700.00'), mayAppeal: ['buyer', 'supplier'] }));
  });

  it.each(['buyer', 'none'] as const)('where the fault is with %s grants nothing', (fault) => {
    judge({ fault }).then(determined({ fault, amount: usd('0.00'), mayAppeal: ['buyer'] }));
    judge({ fault, amount: usd('0.01') }).thenRefused('refund-without-suppliers-fault', {
      fault,
      amount: usd('0.01'),
    });
  });

  it.each<[string, Partial<DetermineDispute>, string, object]>([
    ['no evidence', { evidence: [] }, 'no-evidence-cited', {}],
    [
      'evidence that nobody submitted',
      { evidence: [evidence(1).documentId, evidence(2).documentId] },
      'evidence-not-submitted',
      { evidence: evidence(2).documentId },
    ],
    ['no reasons', { reasons: ' ' }, 'no-reasons', {}],
    ['less than nothing', { amount: usd('-0.01') }, 'amount-negative', { amount: usd('-0.01') }],
    [
      'another currency',
      { amount: { minor: '1', currency: 'EUR' } satisfies MoneyData },
      'currency-mismatch',
      { expected: 'USD', stated: 'EUR' },
    ],
  ])('on %s is refused', (_, changes, code, said) => {
    expect(judge(changes).decision).toStrictEqual({ kind: 'refused', code, facts: said });
  });

  it('says what becomes of the goods and of the order', () => {
    judge({ goods: 'return', order: 'ends', evidence: ['claim', 'response', 'claim'] }).then(
      determined({ goods: 'return', order: 'ends', evidence: ['claim', 'response'] }),
    );
  });
});

describe('dispute: the appeal', () => {
  it('is for ten days', () => {
    const at = (moment: ReturnType<typeof day>) =>
      given(...histories.determined).when(appeal(6), { by: supplier, facts, at: moment });
    at(day(33, -1)).then(appealed('supplier', 6, day(40, -1)));
    at(day(33)).thenRefused('appeal-window-closed', { closedAt: day(33) });
  });

  it('is for who has lost something', () => {
    given(...histories.determined)
      .when(appeal(2), { by: buyer, facts, at: day(24) })
      .thenRefused('only-a-losing-side-appeals');
    const partly = [...histories['under determination'], determined({ amount: usd('700.00') })];
    for (const [by, n] of [
      [buyer, 2],
      [supplier, 6],
    ] as const) {
      const { decision } = given(...partly).when(appeal(n), { by, facts, at: day(24) });
      expect(decision.kind).toBe('happened');
    }
  });

  it('is once for each side, also while the other’s is looked at', () => {
    const partly = [...histories['under determination'], determined({ amount: usd('700.00') }), appealed()];
    given(...partly)
      .when(appeal(6), { by: supplier, facts, at: day(27) })
      .thenRefused('already-appealed');
    given(...partly)
      .when(appeal(2), { by: buyer, facts, at: day(27) })
      .then(appealed('buyer', 2, day(34)));
  });

  it('brings something new', () => {
    given(...histories.determined)
      .when({ ...appeal(6), documents: [] }, { by: supplier, facts, at: day(24) })
      .thenRefused('appeal-without-new-evidence');
    const partly = [...histories['under determination'], determined({ amount: usd('700.00') })];
    given(...partly)
      .when(appeal(1), { by: buyer, facts, at: day(24) })
      .thenRefused('appeal-without-new-evidence');
    const unknown = documentId(uuid('f', 99));
    given(...partly)
      .when({ ...appeal(6), documents: [unknown] }, { by: buyer, facts, at: day(24) })
      .thenRefused('unknown-document', { documentId: unknown });
  });

  it('brings no content again that is evidence already, under another document’s id', () => {
    const partly = [...histories['under determination'], determined({ amount: usd('700.00') })];
    const again = { ...facts.documents[1]!, sha256: evidence(1).sha256 };
    const stored = { ...facts, documents: [again, ...facts.documents.slice(2)] };
    given(...partly)
      .when(appeal(2), { by: buyer, facts: stored, at: day(24) })
      .thenRefused('appeal-without-new-evidence');
    const both = [evidence(2).documentId, evidence(3).documentId];
    given(...partly)
      .when({ ...appeal(3), documents: both }, { by: buyer, facts: stored, at: day(24) })
      .then(appealed('buyer', 3));
  });

  it('lets both sides submit more, until the time is over or both are done', () => {
    given(...histories.appealed)
      .when(submit(2), { by: buyer, facts, at: day(33, -1) })
      .then(submitted('buyer', 2));
    given(...histories.appealed)
      .when(submit(2), { by: buyer, facts, at: day(33) })
      .thenRefused('evidence-closed');
    const done = { type: 'complete-evidence', disputeId } as const;
    given(...histories.appealed, evidenceDone('supplier'))
      .when(done, { by: buyer, at: day(27) })
      .then(evidenceDone('buyer'), evidenceClosed('both-done', 'appealed'));
    for (const command of [submit(2), done])
      given(...histories.appealed, evidenceClosed('both-done', 'appealed'))
        .when(command, { by: buyer, facts, at: day(27) })
        .thenRefused('evidence-closed');
    given(...histories.appealed)
      .when(done, { by: buyer, at: day(33) })
      .thenRefused('evidence-closed');
  });

  const decide: DecideAppeal = {
    ...determine,
    type: 'decide-appeal',
    amount: usd('500.00'),
    evidence: [evidence(5).documentId],
  };

  it('is decided as a determination of its own, and there is no other', () => {
    given(...histories.appealed)
      .when(decide, { by: arbiter, facts, at: day(33) })
      .then(evidenceClosed('window-over', 'appealed'), appealDecided());
    given(...histories.appealed, evidenceClosed('both-done', 'appealed'))
      .when({ ...decide, amount: null }, { by: arbiter, facts, at: day(28) })
      .then(appealDecided({ amount: usd('2000.00') }));
    given(...histories.appealed, evidenceClosed('both-done', 'appealed'))
      .when({ ...decide, evidence: [] }, { by: arbiter, facts, at: day(28) })
      .thenRefused('no-evidence-cited');
    given(...histories['appeal decided'])
      .when(appeal(6), { by: supplier, facts, at: day(34) })
      .thenRefused('appeal-already-decided');
  });

  it('keeps the dispute from being closed', () => {
    const amounts = { determined: usd('2000.00'), refunded: usd('2000.00') };
    const close = { type: 'close-dispute', disputeId, ...amounts } as const;
    given(...histories.determined)
      .when(close, { by: platform, at: day(33, -1) })
      .thenRefused('closing-too-early', { appealUntil: day(33) });
    expect(given(...histories.determined).when(close, { by: platform, at: day(33) }).decision.kind).toBe('happened');
    given(...histories.appealed)
      .when(close, { by: platform, at: day(50) })
      .thenRefused('dispute-appealed');
  });

  it('that was decided on the way is carried out before the dispute is closed', () => {
    const stale = { determined: usd('2000.00'), refunded: usd('2000.00') };
    given(...histories['appeal decided'])
      .when({ type: 'close-dispute', disputeId, ...stale }, { by: platform, at: day(50) })
      .thenRefused('determination-superseded', { determined: usd('500.00') });
  });
});
