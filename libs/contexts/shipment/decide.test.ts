import { describe, expect, it } from '@jest/globals';
import { orderPhaseSchema, type Actor, type LineQuantity, type OrderPhase } from '#kernel';
import { givenOf } from '../../../test/support/decider.js';
import { no, pairsOf, same, yes, type Matrix } from '../../../test/support/matrix.js';
import { ALL, ORDER, SHIPMENT } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER, everybody, operator, supplier, thirdParties } from '../../../test/support/people.js';
import { day } from '../../../test/support/values.js';
import {
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
const dispatched: ShipmentEvent = {
  type: 'shipment.dispatched.v1',
  data: {
    ...subject,
    lines: ALL,
    carrier: 'COSCO',
    trackingNumber: 'CSNU-1',
    dispatchedAt: day(0),
    order: { phase: 'in-performance', undispatched: ALL },
  },
};
const delivered: ShipmentEvent = { type: 'shipment.delivered.v1', data: { ...subject, deliveredAt: day(0) } };

const histories = { unknown: [], dispatched: [dispatched], delivered: [dispatched, delivered] } as const;
type Situation = keyof typeof histories;

const commands: { readonly [T in ShipmentCommand['type']]: ShipmentCommand & { type: T } } = {
  'dispatch-shipment': dispatch,
  'record-shipment-delivery': { type: 'record-shipment-delivery', shipmentId: SHIPMENT },
};

const matrix: Matrix<ShipmentCommand['type'], Situation, ShipmentEvent> = {
  'dispatch-shipment': { unknown: yes(dispatched), dispatched: same, delivered: same },
  'record-shipment-delivery': {
    unknown: no('unknown-shipment', { shipmentId: SHIPMENT }),
    dispatched: yes(delivered),
    delivered: same,
  },
};

describe('shipment: every command in every situation', () => {
  const pairs = pairsOf(matrix);

  it('leaves no pair out', () => {
    expect(pairs).toHaveLength(Object.keys(commands).length * Object.keys(histories).length);
  });

  it.each(pairs)('$command: $situation', ({ command, situation, answer }) => {
    expect(given(...histories[situation]).when(commands[command], { by: supplier, facts }).decision).toStrictEqual(
      answer,
    );
  });

  const unknownOrder = no('unknown-order', { orderId: ORDER });
  const unknownShipment = no('unknown-shipment', { shipmentId: SHIPMENT });

  it.each<[ShipmentCommand['type'], Situation, readonly Actor[], string, ReturnType<typeof no>]>([
    ['dispatch-shipment', 'unknown', [supplier], 'only-the-supplier-dispatches', unknownOrder],
    [
      'record-shipment-delivery',
      'dispatched',
      [supplier, operator],
      'only-the-supplier-or-an-operator-records-a-delivery',
      unknownShipment,
    ],
  ])(
    '%s is not everybody’s, and for another order’s parties it is nothing',
    (name, situation, allowed, refusal, hidden) => {
      for (const actor of everybody) {
        const { decision } = given(...histories[situation]).when(commands[name], { by: actor, facts });
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
