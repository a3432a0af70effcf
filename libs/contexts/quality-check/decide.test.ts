import { describe, expect, it } from '@jest/globals';
import { documentId, orderPhaseSchema, qualityCheckId, type Actor, type OrderPhase } from '#kernel';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { expectEveryPair, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { ALL, ORDER } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER, buyer, everybody, supplier, thirdParties } from '../../../test/support/people.js';
import { day } from '../../../test/support/values.js';
import {
  qualityCheck,
  type CheckableOrder,
  type QualityCheckCommand,
  type QualityCheckEvent,
  type QualityCheckFacts,
} from './index.js';

const given = givenOf(qualityCheck);
const CHECK = qualityCheckId('00000000-0000-4000-8000-0000000000e1');
const PHOTO = { documentId: documentId('00000000-0000-4000-8000-0000000000d1'), sha256: 'd'.repeat(64) };
const order: CheckableOrder = { buyer: BUYER, supplier: SUPPLIER, phase: 'in-performance', undispatched: ALL };
const facts: QualityCheckFacts = { order, documents: [PHOTO] };
const subject = { checkId: CHECK, orderId: ORDER, buyer: BUYER, supplier: SUPPLIER };

const requested: QualityCheckEvent = {
  type: 'quality-check.requested.v1',
  data: { ...subject, kinds: ['photo'], note: 'The weld.', requestedAt: day(0), phase: 'in-performance' },
};
const answered: QualityCheckEvent = {
  type: 'quality-check.answered.v1',
  data: { ...subject, documents: [PHOTO], note: 'Done by hand.', answeredAt: day(0) },
};
const withdrawn: QualityCheckEvent = { type: 'quality-check.withdrawn.v1', data: subject };

const histories = {
  unknown: [],
  requested: [requested],
  answered: [requested, answered],
  withdrawn: [requested, withdrawn],
} as const;
type Situation = keyof typeof histories;

const request = {
  type: 'request-quality-check',
  checkId: CHECK,
  orderId: ORDER,
  kinds: ['photo'],
  note: 'The weld.',
} as const;
const answer = {
  type: 'answer-quality-check',
  checkId: CHECK,
  documents: [PHOTO.documentId],
  note: 'Done by hand.',
} as const;
const commands = {
  'request-quality-check': { command: request, by: buyer },
  'answer-quality-check': { command: answer, by: supplier },
  'withdraw-quality-check': { command: { type: 'withdraw-quality-check', checkId: CHECK }, by: buyer },
} as const satisfies {
  readonly [T in QualityCheckCommand['type']]: { command: QualityCheckCommand & { type: T }; by: Actor };
};

const unknown = no('unknown-check', { checkId: CHECK });
const matrix: Matrix<QualityCheckCommand['type'], Situation, QualityCheckEvent> = {
  'request-quality-check': { unknown: yes(requested), requested: same, answered: same, withdrawn: same },
  'answer-quality-check': {
    unknown,
    requested: yes(answered),
    answered: same,
    withdrawn: no('check-withdrawn', { checkId: CHECK }),
  },
  'withdraw-quality-check': {
    unknown,
    requested: yes(withdrawn),
    answered: no('check-already-answered', { checkId: CHECK }),
    withdrawn: same,
  },
};

describe('quality check: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(qualityCheck, matrix, histories, { none: true, requested: true, answered: true, withdrawn: true });
  });

  it.each(pairs)('$command: $situation', ({ command: name, situation, answer: expected }) => {
    const { command, by } = commands[name];
    expect(given(...histories[situation]).when(command, { by, facts }).decision).toStrictEqual(expected);
  });

  it.each<[QualityCheckCommand['type'], Situation, Actor, string, ReturnType<typeof no>]>([
    [
      'request-quality-check',
      'unknown',
      buyer,
      'only-the-buyer-requests-a-check',
      no('unknown-order', { orderId: ORDER }),
    ],
    [
      'request-quality-check',
      'withdrawn',
      buyer,
      'only-the-buyer-requests-a-check',
      no('unknown-order', { orderId: ORDER }),
    ],
    ['answer-quality-check', 'requested', supplier, 'only-the-supplier-answers-a-check', unknown],
    ['withdraw-quality-check', 'requested', buyer, 'only-the-buyer-withdraws-a-check', unknown],
  ])(
    '%s: %s is one party’s, and for another order’s parties it is nothing',
    (name, situation, his, refusal, hidden) => {
      for (const actor of everybody) {
        const { decision } = given(...histories[situation]).when(commands[name].command, { by: actor, facts });
        if (actor === his) expect(decision.kind).not.toBe('refused');
        else expect(decision).toStrictEqual(thirdParties.includes(actor) ? hidden : no(refusal));
      }
    },
  );
});

describe('quality check: the request', () => {
  const inPhase = Object.fromEntries(
    (orderPhaseSchema.json['enum'] as readonly OrderPhase[]).map((phase) => [phase, no('nothing-to-check', { phase })]),
  );

  it.each(Object.entries({ ...inPhase, confirmed: 'happened', 'in-performance': 'happened' }))(
    'is for goods that the contract binds and that have not left: %s',
    (phase, expected) => {
      const inIt = { order: { ...order, phase: phase as OrderPhase } }; // the schema's own value
      const { decision } = given().when(request, { by: buyer, facts: inIt });
      expect(typeof expected === 'string' ? decision.kind : decision).toStrictEqual(expected);
    },
  );

  it('is for nothing once all has left, and asks for something', () => {
    const allLeft = { order: { ...order, undispatched: [] } };
    given().when(request, { by: buyer, facts: allLeft }).thenRefused('all-dispatched');
    given()
      .when({ ...request, kinds: [] }, { by: buyer, facts })
      .thenRefused('nothing-asked-for');
    for (const none of [undefined, { order: null }])
      given().when(request, { by: buyer, facts: none }).thenRefused('unknown-order', { orderId: ORDER });
  });

  it.each([
    ['kind', { kinds: ['video'] }],
    ['number of kinds', { kinds: ['photo', 'video'] }],
    ['note', { note: 'The paint.' }],
  ] as const)('again with another %s is another one', (_, changes) => {
    given(requested)
      .when({ ...request, ...changes }, { by: buyer, facts })
      .thenRefused('check-already-requested', { checkId: CHECK });
  });
});

describe('quality check: the answer', () => {
  it('shows documents that are kept for the order', () => {
    given(requested)
      .when({ ...answer, documents: [] }, { by: supplier, facts })
      .thenRefused('document-required');
    for (const none of [undefined, { documents: [null] }])
      given(requested)
        .when(answer, { by: supplier, facts: none })
        .thenRefused('unknown-document', { documentId: PHOTO.documentId });
  });

  it('again with others is another one', () => {
    const other = documentId('00000000-0000-4000-8000-0000000000d2');
    for (const changes of [{ documents: [other] }, { documents: [] }, { note: 'By robot.' }])
      given(requested, answered)
        .when({ ...answer, ...changes }, { by: supplier, facts })
        .thenRefused('check-already-answered', { checkId: CHECK });
  });

  it('to nothing is no history', () => {
    expect(() => foldOf(qualityCheck, qualityCheck.initialState, [answered])).toThrow(TypeError);
    expect(() => foldOf(qualityCheck, qualityCheck.initialState, [requested, answered, withdrawn])).toThrow(TypeError);
  });
});
