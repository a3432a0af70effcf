import { describe, expect, it } from '@jest/globals';
import { documentId, inspectionId, localDate, orderPhaseSchema, type Actor, type OrderPhase } from '#kernel';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { expectEveryPair, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { ALL, ORDER } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER, buyer, everybody, operator, thirdParties } from '../../../test/support/people.js';
import { day, usd } from '../../../test/support/values.js';
import {
  inspection,
  type InspectableOrder,
  type InspectionCommand,
  type InspectionEvent,
  type InspectionFacts,
} from './index.js';

const given = givenOf(inspection);
const INSPECTION = inspectionId('00000000-0000-4000-8000-0000000000f1');
const REPORT = { documentId: documentId('00000000-0000-4000-8000-0000000000d1'), sha256: 'd'.repeat(64) };
const order: InspectableOrder = {
  buyer: BUYER,
  supplier: SUPPLIER,
  phase: 'in-performance',
  undispatched: ALL,
  ruleSet: 'trade-assurance/1',
};
const facts: InspectionFacts = { order, report: REPORT };
const subject = { inspectionId: INSPECTION, orderId: ORDER, buyer: BUYER, supplier: SUPPLIER };
const FIRST = localDate('2027-02-01');
const SECOND = localDate('2027-02-08');

const ordered: InspectionEvent = {
  type: 'inspection.ordered.v1',
  data: {
    ...subject,
    partner: 'SGS',
    place: 'china',
    fee: usd('200.00'),
    ruleSet: 'trade-assurance/1',
    orderedAt: day(0),
    phase: 'in-performance',
  },
};
const scheduled: InspectionEvent = { type: 'inspection.scheduled.v1', data: { ...subject, on: FIRST } };
const performed: InspectionEvent = { type: 'inspection.performed.v1', data: { ...subject, performedAt: day(0) } };
const reported: InspectionEvent = {
  type: 'inspection.reported.v1',
  data: { ...subject, result: 'fail', report: REPORT, reportedAt: day(0) },
};
const cancelled: InspectionEvent = { type: 'inspection.cancelled.v1', data: subject };

const histories = {
  unknown: [],
  ordered: [ordered],
  scheduled: [ordered, scheduled],
  performed: [ordered, scheduled, performed],
  reported: [ordered, scheduled, performed, reported],
  cancelled: [ordered, cancelled],
} as const;
type Situation = keyof typeof histories;

const toOrder = {
  type: 'order-inspection',
  inspectionId: INSPECTION,
  orderId: ORDER,
  partner: 'SGS',
  place: 'china',
} as const;
const report = {
  type: 'report-inspection',
  inspectionId: INSPECTION,
  result: 'fail',
  report: REPORT.documentId,
} as const;
const commands = {
  'order-inspection': { command: toOrder, by: buyer },
  'schedule-inspection': {
    command: { type: 'schedule-inspection', inspectionId: INSPECTION, on: FIRST },
    by: operator,
  },
  'record-inspection': { command: { type: 'record-inspection', inspectionId: INSPECTION }, by: operator },
  'report-inspection': { command: report, by: operator },
  'cancel-inspection': { command: { type: 'cancel-inspection', inspectionId: INSPECTION }, by: buyer },
} as const satisfies {
  readonly [T in InspectionCommand['type']]: { command: InspectionCommand & { type: T }; by: Actor };
};

const unknown = no('unknown-inspection', { inspectionId: INSPECTION });
const is = (phase: string) => no(`inspection-${phase}`);
const matrix: Matrix<InspectionCommand['type'], Situation, InspectionEvent> = {
  'order-inspection': {
    unknown: yes(ordered),
    ordered: same,
    scheduled: same,
    performed: same,
    reported: same,
    cancelled: same,
  },
  'schedule-inspection': {
    unknown,
    ordered: yes(scheduled),
    scheduled: same,
    performed: is('performed'),
    reported: is('reported'),
    cancelled: is('cancelled'),
  },
  'record-inspection': {
    unknown,
    ordered: is('ordered'),
    scheduled: yes(performed),
    performed: same,
    reported: is('reported'),
    cancelled: is('cancelled'),
  },
  'report-inspection': {
    unknown,
    ordered: is('ordered'),
    scheduled: is('scheduled'),
    performed: yes(reported),
    reported: same,
    cancelled: is('cancelled'),
  },
  'cancel-inspection': {
    unknown,
    ordered: yes(cancelled),
    scheduled: yes(cancelled),
    performed: is('performed'),
    reported: is('reported'),
    cancelled: same,
  },
};

describe('inspection: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(inspection, matrix, histories, {
      none: true,
      ordered: true,
      scheduled: true,
      performed: true,
      reported: true,
      cancelled: true,
    });
  });

  it.each(pairs)('$command: $situation', ({ command: name, situation, answer }) => {
    const { command, by } = commands[name];
    expect(given(...histories[situation]).when(command, { by, facts }).decision).toStrictEqual(answer);
  });

  const unknownOrder = no('unknown-order', { orderId: ORDER });
  const partner = 'only-an-operator-speaks-for-the-partner';
  it.each<[InspectionCommand['type'], Situation, Actor, string, ReturnType<typeof no>]>([
    ['order-inspection', 'unknown', buyer, 'only-the-buyer-orders-an-inspection', unknownOrder],
    ['order-inspection', 'cancelled', buyer, 'only-the-buyer-orders-an-inspection', unknownOrder],
    ['schedule-inspection', 'ordered', operator, partner, unknown],
    ['record-inspection', 'scheduled', operator, partner, unknown],
    ['report-inspection', 'performed', operator, partner, unknown],
    ['cancel-inspection', 'ordered', buyer, 'only-the-buyer-cancels-an-inspection', unknown],
  ])(
    '%s: %s is not everybody’s, and for another order’s parties it is nothing',
    (name, situation, his, code, hidden) => {
      for (const actor of everybody) {
        const { decision } = given(...histories[situation]).when(commands[name].command, { by: actor, facts });
        if (actor === his) expect(decision.kind).not.toBe('refused');
        else expect(decision).toStrictEqual(thirdParties.includes(actor) ? hidden : no(code));
      }
    },
  );
});

describe('inspection: the order for one', () => {
  it.each([
    ['SGS', 'china', '200.00'],
    ['BV', 'china', '200.00'],
    ['TUV', 'overseas', '300.00'],
  ] as const)('to %s in %s costs USD %s [seed]', (partner, place, fee) => {
    const data = { ...ordered.data, partner, place, fee: usd(fee) };
    given()
      .when({ ...toOrder, partner, place }, { by: buyer, facts })
      .then({ type: 'inspection.ordered.v1', data });
  });

  it('to anybody else is refused', () => {
    given()
      .when({ ...toOrder, partner: 'ACME' }, { by: buyer, facts })
      .thenRefused('unknown-partner', { partner: 'ACME', partners: ['SGS', 'BV', 'TUV'] });
  });

  const inPhase = Object.fromEntries(
    (orderPhaseSchema.json['enum'] as readonly OrderPhase[]).map((phase) => [
      phase,
      no('nothing-to-inspect', { phase }),
    ]),
  );
  it.each(Object.entries({ ...inPhase, confirmed: 'happened', 'in-performance': 'happened' }))(
    'is for goods that the contract binds and that have not left: %s',
    (phase, expected) => {
      const inIt = { order: { ...order, phase: phase as OrderPhase } }; // the schema's own value
      const { decision } = given().when(toOrder, { by: buyer, facts: inIt });
      expect(typeof expected === 'string' ? decision.kind : decision).toStrictEqual(expected);
    },
  );

  it('is for nothing once all has left, or without an order', () => {
    const allLeft = { order: { ...order, undispatched: [] } };
    given().when(toOrder, { by: buyer, facts: allLeft }).thenRefused('all-dispatched');
    for (const none of [undefined, { order: null }])
      given().when(toOrder, { by: buyer, facts: none }).thenRefused('unknown-order', { orderId: ORDER });
  });

  it('again with another partner or place is another one', () => {
    for (const changes of [{ partner: 'BV' }, { place: 'overseas' }] as const)
      given(ordered)
        .when({ ...toOrder, ...changes }, { by: buyer, facts })
        .thenRefused('inspection-already-ordered', { inspectionId: INSPECTION });
  });

  it('is judged by the rules that the order is pinned to, and all after it by the same', () => {
    const pinned = (events: readonly InspectionEvent[], with_: InspectionFacts): string | undefined =>
      inspection.pinnedRules?.(foldOf(inspection, inspection.initialState, events), with_);
    expect(pinned([], { order: { ...order, ruleSet: 'trade-assurance/7' } })).toBe('trade-assurance/7');
    expect(pinned([], undefined)).toBeUndefined();
    expect(pinned(histories.reported, undefined)).toBe('trade-assurance/1');
  });
});

describe('inspection: the visit', () => {
  it('is moved to another day', () => {
    given(ordered, scheduled)
      .when({ type: 'schedule-inspection', inspectionId: INSPECTION, on: SECOND }, { by: operator })
      .then({ ...scheduled, data: { ...subject, on: SECOND } });
  });

  it('has one report, which is kept for the order', () => {
    for (const none of [undefined, { report: null }])
      given(...histories.performed)
        .when(report, { by: operator, facts: none })
        .thenRefused('unknown-document', { documentId: REPORT.documentId });
    const other = documentId('00000000-0000-4000-8000-0000000000d2');
    for (const changes of [{ result: 'pass' }, { report: other }] as const)
      given(...histories.reported)
        .when({ ...report, ...changes }, { by: operator, facts })
        .thenRefused('inspection-reported');
  });

  it('to nobody is no history', () => {
    expect(() => foldOf(inspection, inspection.initialState, [performed])).toThrow(TypeError);
  });
});
