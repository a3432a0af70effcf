import { describe, expect, it } from '@jest/globals';
import { documentId, localDate, orderPhaseSchema, type Actor, type LineQuantity, type OrderPhase } from '#kernel';
import { foldOf, givenOf } from '../../../test/support/decider.js';
import { expectEveryPair, inAll, no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { ALL, ORDER, SHIPMENT } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER, buyer, everybody, operator, supplier, thirdParties } from '../../../test/support/people.js';
import { day } from '../../../test/support/values.js';
import {
  clearanceOf,
  shipment,
  type DispatchShipment,
  type ShipmentCommand,
  type ShipmentEvent,
  type ShipmentFacts,
} from './index.js';

const given = givenOf(shipment);
const order = { buyer: BUYER, supplier: SUPPLIER, phase: 'in-performance', undispatched: ALL } as const;
const facts: ShipmentFacts = { order };

const dispatch: DispatchShipment = {
  type: 'dispatch-shipment',
  shipmentId: SHIPMENT,
  orderId: ORDER,
  lines: ALL,
  carrier: 'COSCO',
  trackingNumber: 'CSNU-1',
};
const subject = { shipmentId: SHIPMENT, orderId: ORDER, buyer: BUYER, supplier: SUPPLIER };
const PAPER = { documentId: documentId('00000000-0000-4000-8000-0000000000d1'), sha256: 'd'.repeat(64) };
const PAPER_ID = { documentId: PAPER.documentId };
const papers: ShipmentFacts = { order, documents: [PAPER] };
const decidedBy = { phase: 'in-performance', undispatched: ALL } as const;

const planned: ShipmentEvent = {
  type: 'shipment.planned.v1',
  data: { ...subject, lines: ALL, readyOn: localDate('2027-02-01'), plannedAt: day(0), order: decidedBy },
};
const withdrawn: ShipmentEvent = { type: 'shipment.plan-withdrawn.v1', data: subject };
const dispatched: ShipmentEvent = {
  type: 'shipment.dispatched.v1',
  data: { ...subject, lines: ALL, carrier: 'COSCO', trackingNumber: 'CSNU-1', dispatchedAt: day(0), order: decidedBy },
};
const clearedBy = (by: 'operator' | 'buyer' | 'supplier'): ShipmentEvent => ({
  type: 'shipment.customs-cleared.v1',
  data: {
    ...subject,
    by,
    clearedAt: day(0),
    document: by === 'supplier' ? PAPER : null,
    contestBy: by === 'supplier' ? day(15) : null,
  },
});
const contested: ShipmentEvent = {
  type: 'shipment.clearance-contested.v1',
  data: { ...subject, reason: 'The container is still in port.' },
};
const upheld: ShipmentEvent = { type: 'shipment.clearance-upheld.v1', data: { ...subject, clearedAt: day(0) } };
const dismissed: ShipmentEvent = { type: 'shipment.clearance-dismissed.v1', data: subject };
const delivered: ShipmentEvent = { type: 'shipment.delivered.v1', data: { ...subject, deliveredAt: day(0) } };

const histories = {
  unknown: [],
  planned: [planned],
  withdrawn: [planned, withdrawn],
  dispatched: [dispatched],
  'cleared by the supplier': [dispatched, clearedBy('supplier')],
  contested: [dispatched, clearedBy('supplier'), contested],
  upheld: [dispatched, clearedBy('supplier'), contested, upheld],
  dismissed: [dispatched, clearedBy('supplier'), contested, dismissed],
  delivered: [dispatched, delivered],
} as const;
type Situation = keyof typeof histories;

const commands: { readonly [T in ShipmentCommand['type']]: { command: ShipmentCommand & { type: T }; by: Actor } } = {
  'plan-shipment': {
    command: {
      type: 'plan-shipment',
      shipmentId: SHIPMENT,
      orderId: ORDER,
      lines: ALL,
      readyOn: localDate('2027-02-01'),
    },
    by: supplier,
  },
  'withdraw-shipment-plan': { command: { type: 'withdraw-shipment-plan', shipmentId: SHIPMENT }, by: supplier },
  'dispatch-shipment': { command: dispatch, by: supplier },
  'dispatch-planned-shipment': {
    command: {
      type: 'dispatch-planned-shipment',
      shipmentId: SHIPMENT,
      carrier: 'COSCO',
      trackingNumber: 'CSNU-1',
      documents: [],
    },
    by: supplier,
  },
  'record-customs-clearance': {
    command: { type: 'record-customs-clearance', shipmentId: SHIPMENT, document: null },
    by: operator,
  },
  'contest-clearance': {
    command: { type: 'contest-clearance', shipmentId: SHIPMENT, reason: 'The container is still in port.' },
    by: buyer,
  },
  'settle-clearance': { command: { type: 'settle-clearance', shipmentId: SHIPMENT, upheld: true }, by: operator },
  'record-shipment-delivery': { command: { type: 'record-shipment-delivery', shipmentId: SHIPMENT }, by: supplier },
};

const unknown = no('unknown-shipment', { shipmentId: SHIPMENT });
const notLeft = (phase: 'planned' | 'withdrawn') => no('shipment-not-dispatched', { phase });
const left = no('shipment-already-dispatched', { shipmentId: SHIPMENT });
const hasPlan = no('shipment-already-planned', { shipmentId: SHIPMENT });
const SENT = ['dispatched', 'cleared by the supplier', 'contested', 'upheld', 'dismissed', 'delivered'] as const;

const matrix: Matrix<ShipmentCommand['type'], Situation, ShipmentEvent> = {
  'plan-shipment': { unknown: yes(planned), planned: same, withdrawn: hasPlan, ...inAll(SENT, hasPlan) },
  'withdraw-shipment-plan': { unknown, planned: yes(withdrawn), withdrawn: same, ...inAll(SENT, left) },
  'dispatch-shipment': { unknown: yes(dispatched), planned: hasPlan, withdrawn: hasPlan, ...inAll(SENT, same) },
  'dispatch-planned-shipment': {
    unknown,
    planned: yes(dispatched),
    withdrawn: no('shipment-withdrawn'),
    ...inAll(SENT, same),
  },
  'record-customs-clearance': {
    unknown,
    planned: notLeft('planned'),
    withdrawn: notLeft('withdrawn'),
    dispatched: yes(clearedBy('operator')),
    'cleared by the supplier': same,
    contested: same,
    upheld: same,
    dismissed: yes(clearedBy('operator')),
    delivered: yes(clearedBy('operator')),
  },
  'contest-clearance': {
    unknown,
    planned: notLeft('planned'),
    withdrawn: notLeft('withdrawn'),
    dispatched: no('not-cleared'),
    'cleared by the supplier': yes(contested),
    contested: same,
    upheld: no('clearance-not-contestable', { by: 'supplier' }),
    dismissed: no('not-cleared'),
    delivered: no('not-cleared'),
  },
  'settle-clearance': {
    unknown,
    planned: notLeft('planned'),
    withdrawn: notLeft('withdrawn'),
    ...inAll(SENT, no('clearance-not-contested')),
    contested: yes(upheld),
  },
  'record-shipment-delivery': {
    unknown,
    planned: notLeft('planned'),
    withdrawn: notLeft('withdrawn'),
    ...inAll(SENT, yes(delivered)),
    delivered: same,
  },
};

describe('shipment: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expectEveryPair(shipment, matrix, histories, {
      none: true,
      planned: true,
      withdrawn: true,
      dispatched: true,
      'customs-cleared': true,
      delivered: true,
    });
  });

  it.each(pairs)('$command: $situation', ({ command: name, situation, answer }) => {
    const { command, by } = commands[name];
    expect(given(...histories[situation]).when(command, { by, facts }).decision).toStrictEqual(answer);
  });

  const unknownOrder = no('unknown-order', { orderId: ORDER });
  const withPaper = { document: PAPER.documentId };

  const party = 'only-a-party-or-an-operator-records-a-clearance';
  it.each<[ShipmentCommand['type'], Situation, readonly Actor[], string, ReturnType<typeof no>]>([
    ['plan-shipment', 'unknown', [supplier], 'only-the-supplier-plans', unknownOrder],
    ['withdraw-shipment-plan', 'planned', [supplier], 'only-the-supplier-plans', unknown],
    ['dispatch-shipment', 'unknown', [supplier], 'only-the-supplier-dispatches', unknownOrder],
    ['dispatch-planned-shipment', 'planned', [supplier], 'only-the-supplier-dispatches', unknown],
    ['record-customs-clearance', 'dispatched', [supplier, buyer, operator], party, unknown],
    ['contest-clearance', 'cleared by the supplier', [buyer], 'only-the-buyer-contests-a-clearance', unknown],
    ['settle-clearance', 'contested', [operator], 'only-an-operator-settles-a-clearance', unknown],
    [
      'record-shipment-delivery',
      'dispatched',
      [supplier, operator],
      'only-the-supplier-or-an-operator-records-a-delivery',
      unknown,
    ],
  ])(
    '%s is not everybody’s, and for another order’s parties it is nothing',
    (name, situation, allowed, refusal, hidden) => {
      for (const actor of everybody) {
        const command = { ...commands[name].command, ...(name === 'record-customs-clearance' && withPaper) };
        const { decision } = given(...histories[situation]).when(command, { by: actor, facts: papers });
        if (allowed.includes(actor)) expect(decision.kind).toBe('happened');
        else expect(decision).toStrictEqual(thirdParties.includes(actor) ? hidden : no(refusal));
      }
    },
  );

  it('somebody else’s batch is not dispatched again, either', () => {
    given(dispatched).when(dispatch, { by: operator }).thenRefused('only-the-supplier-dispatches');
  });
});

describe('shipment: the dispatch', () => {
  const inPhase: Readonly<Record<OrderPhase, ReturnType<typeof no>>> = {
    drafted: no('initial-payment-incomplete', { phase: 'drafted' }),
    submitted: no('initial-payment-incomplete', { phase: 'submitted' }),
    confirmed: no('initial-payment-incomplete', { phase: 'confirmed' }),
    'in-performance': no('more-than-undispatched', { line: 1, undispatched: 0, asked: 10 }),
    'awaiting-receipt': no('more-than-undispatched', { line: 1, undispatched: 0, asked: 10 }),
    completed: no('more-than-undispatched', { line: 1, undispatched: 0, asked: 10 }),
    cancelled: no('order-cancelled'),
    expired: no('order-expired'),
    'closed-by-dispute': no('order-closed-by-dispute'),
  };

  it.each(Object.entries(inPhase))('of an order that is %s with nothing left is refused', (phase, answer) => {
    const nothingLeft = { order: { ...order, phase: phase as OrderPhase, undispatched: [] } }; // the table's own key
    expect(given().when(dispatch, { by: supplier, facts: nothingLeft }).decision).toStrictEqual(answer);
  });

  it('holds what of the order it was decided by', () => {
    const lines = [{ line: 1, quantity: 3 }];
    const undispatched = [{ line: 1, quantity: 7 }];
    const { decision } = given().when(
      { ...dispatch, lines },
      { by: supplier, facts: { order: { ...order, undispatched } } },
    );
    const data = { ...dispatched.data, lines, order: { phase: 'in-performance', undispatched } };
    expect(decision).toStrictEqual({ kind: 'happened', events: [{ ...dispatched, data }] });
  });

  it('is tried in every phase', () => {
    expect(Object.keys(inPhase)).toStrictEqual(orderPhaseSchema.json['enum']);
  });

  it('needs an order', () => {
    given()
      .when(dispatch, { by: supplier, facts: { order: null } })
      .thenRefused('unknown-order', { orderId: ORDER });
    given().when(dispatch, { by: supplier }).thenRefused('unknown-order', { orderId: ORDER });
  });

  it.each<[string, readonly LineQuantity[], ReturnType<typeof no>]>([
    ['nothing', [], no('no-lines')],
    ['no pieces', [{ line: 1, quantity: 0 }], no('quantity-not-positive', { line: 1, quantity: 0 })],
    ['half a piece', [{ line: 1, quantity: 0.5 }], no('quantity-not-positive', { line: 1, quantity: 0.5 })],
    ['one too many', [{ line: 2, quantity: 5 }], no('more-than-undispatched', { line: 2, undispatched: 4, asked: 5 })],
    [
      'too many in two parts',
      [...ALL, { line: 1, quantity: 1 }],
      no('more-than-undispatched', { line: 1, undispatched: 10, asked: 11 }),
    ],
    [
      'a line that is not there',
      [{ line: 3, quantity: 1 }],
      no('more-than-undispatched', { line: 3, undispatched: 0, asked: 1 }),
    ],
  ])('of %s is refused', (_, lines, answer) => {
    expect(given().when({ ...dispatch, lines }, { by: supplier, facts }).decision).toStrictEqual(answer);
  });

  it.each<[string, Partial<DispatchShipment>]>([
    ['carrier', { carrier: 'Maersk' }],
    ['tracking number', { trackingNumber: 'CSNU-2' }],
    ['quantity', { lines: [{ line: 1, quantity: 9 }] }],
    ['batch', { lines: [...ALL].reverse() }],
  ])('again with another %s is a conflict', (_, changes) => {
    given(dispatched)
      .when({ ...dispatch, ...changes }, { by: supplier })
      .thenRefused('shipment-already-dispatched', { shipmentId: SHIPMENT });
  });
});

describe('shipment: its documents', () => {
  it('are those that are kept for the order', () => {
    const documents = [PAPER.documentId];
    given()
      .when({ ...dispatch, documents }, { by: supplier, facts: papers })
      .then({ ...dispatched, data: { ...dispatched.data, documents: [PAPER] } });
    for (const none of [facts, { order, documents: [null] }])
      given()
        .when({ ...dispatch, documents }, { by: supplier, facts: none })
        .thenRefused('unknown-document', PAPER_ID);
  });

  it('named otherwise make the dispatch another one', () => {
    given(dispatched)
      .when({ ...dispatch, documents: [PAPER.documentId] }, { by: supplier, facts: papers })
      .thenRefused('shipment-already-dispatched', { shipmentId: SHIPMENT });
  });
});

describe('shipment: customs clearance', () => {
  const record = { type: 'record-customs-clearance', shipmentId: SHIPMENT, document: null } as const;
  const contest = {
    type: 'contest-clearance',
    shipmentId: SHIPMENT,
    reason: 'The container is still in port.',
  } as const;

  it('on the supplier’s own word needs a document that is kept', () => {
    given(dispatched).when(record, { by: supplier, facts }).thenRefused('document-required');
    const withPaper = { ...record, document: PAPER.documentId };
    given(dispatched).when(withPaper, { by: supplier, facts }).thenRefused('unknown-document', PAPER_ID);
    given(dispatched).when(withPaper, { by: supplier, facts: papers }).then(clearedBy('supplier'));
    given(dispatched).when(record, { by: buyer, facts }).then(clearedBy('buyer'));
  });

  it('of the supplier is contested within its 15 days, half-open', () => {
    const claimed = given(dispatched, clearedBy('supplier'));
    claimed.when(contest, { by: buyer, at: day(15, -1) }).then(contested);
    claimed.when(contest, { by: buyer, at: day(15) }).thenRefused('contest-too-late', { contestBy: day(15) });
    for (const by of ['operator', 'buyer'] as const)
      given(dispatched, clearedBy(by)).when(contest, { by: buyer }).thenRefused('clearance-not-contestable', { by });
  });

  it('counts unless it is contested, and again once it is upheld', () => {
    const after = (...events: readonly ShipmentEvent[]) => clearanceOf(foldOf(shipment, shipment.initialState, events));
    expect(after()).toBeNull();
    expect(after(planned)).toBeNull();
    expect(after(dispatched)).toBeNull();
    expect(after(...histories['cleared by the supplier'])).toBe(day(0));
    expect(after(...histories.contested)).toBeNull();
    expect(after(...histories.upheld)).toBe(day(0));
    expect(after(...histories.dismissed)).toBeNull();
    expect(after(...histories.contested, delivered)).toBeNull();
    expect(after(dispatched, delivered, clearedBy('operator'))).toBe(day(0));
  });

  it('that was dismissed is recorded anew', () => {
    given(...histories.contested)
      .when({ type: 'settle-clearance', shipmentId: SHIPMENT, upheld: false }, { by: operator })
      .then(dismissed);
  });

  it('that nobody recorded cannot have been contested', () => {
    expect(() => foldOf(shipment, shipment.initialState, [dispatched, contested])).toThrow(TypeError);
    expect(() => foldOf(shipment, shipment.initialState, [planned, delivered])).toThrow(TypeError);
    expect(() => foldOf(shipment, shipment.initialState, [dispatched, withdrawn])).toThrow(TypeError);
  });
});
