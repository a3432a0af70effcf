import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { givenOf } from '../../../test/support/decider.js';
import {
  BATCH,
  DISPUTE,
  REQUEST,
  accepted,
  appealed,
  closed,
  determined,
  escalated,
  escalationOpened,
  evidence,
  evidenceDone,
  facts,
  histories,
  momentOf,
  offered,
  opened,
  rejected,
  responded,
  settled,
  submitted,
  withdrawn,
  type Situation,
} from '../../../test/support/dispute-history.js';
import {
  expectEveryPair,
  inAll,
  no,
  pairsOf,
  same,
  yes,
  type Answer,
  type Matrix,
} from '../../../test/support/matrix.js';
import { ORDER } from '../../../test/support/order-history.js';
import { arbiter, buyer, everybody, platform, supplier, thirdParties } from '../../../test/support/people.js';
import { day, usd } from '../../../test/support/values.js';
import { dispute, type DisputeCommand, type DisputeEvent } from './index.js';

const given = givenOf(dispute);
const disputeId = DISPUTE;

const verdict = {
  fault: 'supplier',
  amount: null,
  reasons: 'The photographs show it.',
  evidence: [evidence(1).documentId],
  goods: 'keep',
  order: 'continues',
} as const;

const commands = {
  'open-dispute': {
    command: {
      type: 'open-dispute',
      disputeId,
      orderId: ORDER,
      number: 1,
      requestId: REQUEST,
      reasons: ['quality'],
      batches: [BATCH],
      statement: 'The welds are cracked.',
      demand: null,
    },
    by: buyer,
  },
  'respond-to-dispute': {
    command: {
      type: 'respond-to-dispute',
      disputeId,
      kind: 'contest',
      statement: 'They left our works whole.',
      offer: null,
    },
    by: supplier,
  },
  'make-offer': {
    command: { type: 'make-offer', disputeId, terms: { kind: 'refund', amount: usd('900.00') }, note: null },
    by: supplier,
  },
  'accept-offer': { command: { type: 'accept-offer', disputeId, offer: 1 }, by: buyer },
  'reject-offer': { command: { type: 'reject-offer', disputeId, offer: 1, reason: null }, by: buyer },
  'submit-evidence': {
    command: { type: 'submit-evidence', disputeId, documentId: evidence(2).documentId },
    by: buyer,
  },
  'complete-evidence': { command: { type: 'complete-evidence', disputeId }, by: buyer },
  'close-evidence': { command: { type: 'close-evidence', disputeId }, by: platform },
  'open-escalation': { command: { type: 'open-escalation', disputeId, cause: 'no-response' }, by: platform },
  'escalate-dispute': { command: { type: 'escalate-dispute', disputeId }, by: buyer },
  'apply-silence': { command: { type: 'apply-silence', disputeId }, by: platform },
  'determine-dispute': { command: { type: 'determine-dispute', disputeId, ...verdict }, by: arbiter },
  'appeal-determination': {
    command: {
      type: 'appeal-determination',
      disputeId,
      statement: 'An expert has looked at them.',
      documents: [evidence(6).documentId],
    },
    by: supplier,
  },
  'decide-appeal': {
    command: {
      type: 'decide-appeal',
      disputeId,
      ...verdict,
      amount: usd('500.00'),
      evidence: [evidence(5).documentId],
    },
    by: arbiter,
  },
  'withdraw-dispute': {
    command: { type: 'withdraw-dispute', disputeId, reason: 'It was my mistake.' },
    by: buyer,
  },
  'close-dispute': {
    command: { type: 'close-dispute', disputeId, determined: usd('500.00'), refunded: usd('2000.00') },
    by: platform,
  },
} as const satisfies { readonly [T in DisputeCommand['type']]: { command: DisputeCommand & { type: T }; by: Actor } };

const offer = (n: number, at: Situation, phase: 'negotiating' | 'escalated' | 'under-determination' = 'negotiating') =>
  yes(offered('supplier', n, usd('900.00'), { at: momentOf[at], phase }));
const answer = (at: Situation, phase: 'negotiating' | 'escalated' = 'negotiating') =>
  yes(responded({ at: momentOf[at], phase }));
const submission = yes(submitted('buyer', 2));
const escalation = (at: Situation, cause: 'no-response' | 'no-solution') =>
  yes(escalated(day(momentOf[at] === day(5) ? 12 : 22), { cause }));
const noOffer = no('unknown-offer', { offer: 1 });

/** What every command meets where a dispute has come to an end, or was never opened. */
const ends = {
  'no dispute': no('unknown-dispute', { disputeId }),
  final: no('dispute-final'),
  'settled with money': no('dispute-settled'),
  'settled and paid': no('dispute-settled'),
  withdrawn: no('dispute-withdrawn'),
  lapsed: no('dispute-lapsed'),
} as const;
const judged = {
  determined: no('dispute-determined'),
  appealed: no('dispute-appealed'),
  'appeal decided': no('dispute-determined'),
};
const open = {
  'awaiting supplier': no('dispute-awaiting-supplier'),
  negotiating: no('dispute-negotiating'),
  'an offer stands': no('dispute-negotiating'),
  escalated: no('dispute-escalated'),
  'under determination': no('dispute-under-determination'),
} as const;
const ALL = Object.keys(histories) as Situation[];
const platformStep = {
  ...inAll<Situation, Answer<DisputeEvent>>(ALL, same),
  'no dispute': no('unknown-dispute', { disputeId }),
};

const matrix: Matrix<DisputeCommand['type'], Situation, DisputeEvent> = {
  'open-dispute': { ...inAll(ALL, same), 'no dispute': yes(opened()) },
  'respond-to-dispute': {
    ...open,
    ...judged,
    ...ends,
    'awaiting supplier': answer('awaiting supplier'),
    negotiating: no('already-responded'),
    'an offer stands': no('already-responded'),
    escalated: no('already-responded'),
  },
  'make-offer': {
    ...judged,
    ...ends,
    'awaiting supplier': offer(1, 'awaiting supplier'),
    negotiating: offer(1, 'negotiating'),
    'an offer stands': offer(2, 'an offer stands'),
    escalated: offer(1, 'escalated', 'escalated'),
    'under determination': offer(1, 'under determination', 'under-determination'),
  },
  'accept-offer': {
    ...judged,
    ...ends,
    'awaiting supplier': noOffer,
    negotiating: noOffer,
    'an offer stands': yes(accepted('buyer', 1), settled(1, usd('800.00'))),
    escalated: noOffer,
    'under determination': noOffer,
  },
  'reject-offer': {
    ...judged,
    ...ends,
    'awaiting supplier': noOffer,
    negotiating: noOffer,
    'an offer stands': yes(rejected(1)),
    escalated: noOffer,
    'under determination': noOffer,
  },
  'submit-evidence': {
    ...open,
    ...judged,
    ...ends,
    'awaiting supplier': submission,
    negotiating: submission,
    'an offer stands': submission,
    escalated: submission,
    appealed: submission,
  },
  'complete-evidence': {
    ...open,
    ...judged,
    ...ends,
    escalated: yes(evidenceDone('buyer')),
    appealed: yes(evidenceDone('buyer')),
  },
  'close-evidence': {
    ...platformStep,
    escalated: no('not-due', { dueAt: day(22) }),
    appealed: no('not-due', { dueAt: day(33) }),
  },
  'open-escalation': {
    ...platformStep,
    'awaiting supplier': yes(escalationOpened('no-response', day(5))),
    // he answered in time, so that there are ten days more
  },
  'escalate-dispute': {
    ...open,
    ...judged,
    ...ends,
    'awaiting supplier': escalation('awaiting supplier', 'no-response'),
    negotiating: escalation('negotiating', 'no-solution'),
    'an offer stands': escalation('an offer stands', 'no-solution'),
    escalated: same,
    'under determination': same,
  },
  'apply-silence': {
    ...platformStep,
    'awaiting supplier': no('silence-too-early', { dueAt: day(45) }),
    negotiating: no('silence-too-early', { dueAt: day(45) }),
    'an offer stands': no('silence-too-early', { dueAt: day(45) }),
  },
  'determine-dispute': {
    ...open,
    ...judged,
    ...ends,
    escalated: no('determination-too-early', { opensAt: day(22) }),
    'under determination': yes(determined()),
  },
  'appeal-determination': {
    ...open,
    ...ends,
    determined: yes(appealed('supplier', 6, day(33))),
    appealed: no('already-appealed'),
    'appeal decided': no('appeal-already-decided'),
  },
  'decide-appeal': {
    ...open,
    ...judged,
    ...ends,
    appealed: no('determination-too-early', { opensAt: day(33) }),
  },
  'withdraw-dispute': {
    ...judged,
    ...ends,
    ...inAll(
      ['awaiting supplier', 'negotiating', 'an offer stands', 'escalated', 'under determination'],
      yes(withdrawn()),
    ),
    withdrawn: same,
  },
  'close-dispute': {
    ...open,
    ...judged,
    ...ends,
    determined: no('closing-too-early', { appealUntil: day(33) }),
    'appeal decided': yes(closed()),
    final: same,
    'settled with money': yes(closed({ outcome: 'settled' })),
    'settled and paid': same,
  },
};

describe('dispute: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(dispute, matrix, histories, {
      none: true,
      'awaiting-supplier': true,
      negotiating: true,
      escalated: true,
      'under-determination': true,
      determined: true,
      appealed: true,
      settled: true,
      final: true,
      withdrawn: true,
      lapsed: true,
    });
  });

  it.each(pairs)('$command: $situation', ({ command: name, situation, answer }) => {
    const { command, by } = commands[name];
    const { decision } = given(...histories[situation]).when(command, { by, facts, at: momentOf[situation] });
    expect(decision).toStrictEqual(answer);
  });

  it.each<[DisputeCommand['type'], Situation, readonly Actor[], string]>([
    ['open-dispute', 'no dispute', [buyer], 'only-the-buyer-opens-a-dispute'],
    ['respond-to-dispute', 'awaiting supplier', [supplier], 'only-the-supplier-responds'],
    ['make-offer', 'negotiating', [buyer, supplier], 'only-the-parties-make-offers'],
    ['accept-offer', 'an offer stands', [buyer], 'only-the-parties-answer-offers'],
    ['reject-offer', 'an offer stands', [buyer], 'only-the-parties-answer-offers'],
    ['submit-evidence', 'negotiating', [buyer], 'only-the-parties-submit-evidence'],
    ['complete-evidence', 'escalated', [buyer, supplier], 'only-the-parties-submit-evidence'],
    ['close-evidence', 'escalated', [platform], 'only-the-platform-closes-evidence'],
    ['open-escalation', 'awaiting supplier', [platform], 'only-the-platform-opens-escalations'],
    ['escalate-dispute', 'negotiating', [buyer], 'only-the-buyer-escalates'],
    ['apply-silence', 'negotiating', [platform], 'only-the-platform-applies-silence'],
    ['determine-dispute', 'under determination', [arbiter], 'only-an-arbiter-determines'],
    ['appeal-determination', 'determined', [supplier], 'only-a-party-appeals'],
    ['decide-appeal', 'appealed', [arbiter], 'only-an-arbiter-determines'],
    ['withdraw-dispute', 'negotiating', [buyer], 'only-the-buyer-withdraws'],
    ['close-dispute', 'appeal decided', [platform], 'only-the-platform-closes-disputes'],
  ])('%s is not everybody’s', (name, situation, allowed, refusal) => {
    const { command } = commands[name];
    const ownRefusals: readonly string[] = [
      'only-a-losing-side-appeals',
      'unknown-document',
      'only-the-other-side-answers-an-offer',
    ];
    for (const actor of everybody) {
      const { decision } = given(...histories[situation]).when(command, { by: actor, facts, at: momentOf[situation] });
      const code = decision.kind === 'refused' ? decision.code : undefined;
      if (allowed.includes(actor)) expect(String(code)).not.toMatch(/^(only|unknown)-/);
      else if (actor === buyer || actor === supplier) expect([refusal, ...ownRefusals]).toContain(code);
      else expect([refusal, 'unknown-dispute', 'unknown-order']).toContain(code);
    }
  });

  it('tells third parties nothing, not even that there is a dispute', () => {
    for (const actor of thirdParties)
      for (const { command } of Object.values(commands)) {
        const { decision } = given(opened()).when(command, { by: actor, facts });
        if (!('type' in command) || platformOnly.includes(command.type)) continue;
        expect(decision).toStrictEqual(no('unknown-dispute', { disputeId }));
      }
    expect(dispute.isHiddenFrom?.({ phase: 'none' }, thirdParties[0]!)).toBe(false);
  });
});

const platformOnly: readonly string[] = ['close-evidence', 'open-escalation', 'apply-silence', 'close-dispute'];
