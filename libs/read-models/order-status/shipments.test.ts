import { describe, expect, it } from '@jest/globals';
import { localDate, shipmentId, type StoredForm } from '#kernel';
import type { ShipmentEvent } from '#contexts/shipment';
import { ALL, ORDER, SHIPMENT } from '../../../test/support/order-history.js';
import { BUYER, SUPPLIER } from '../../../test/support/people.js';
import { day, uuid } from '../../../test/support/values.js';
import type { OrderStatusDoc } from './doc.js';
import { afterShipment } from './shipments.js';

type Event = StoredForm<ShipmentEvent>;
type Page = Pick<OrderStatusDoc, 'shipments' | 'plannedShipments'>;

const subject = { shipmentId: SHIPMENT, orderId: ORDER, buyer: BUYER, supplier: SUPPLIER };
const order = { phase: 'in-performance', undispatched: ALL } as const;
const readyOn = localDate('2027-02-01');
const planned: Event = {
  type: 'shipment.planned.v1',
  data: { ...subject, lines: ALL, readyOn, plannedAt: day(0), order },
};
const parcel = { lines: ALL, carrier: 'COSCO', trackingNumber: 'CSNU-1', dispatchedAt: day(1) };
const dispatched: Event = { type: 'shipment.dispatched.v1', data: { ...subject, ...parcel, order } };
const cleared: Event = {
  type: 'shipment.customs-cleared.v1',
  data: { ...subject, by: 'supplier', clearedAt: day(2), document: null, contestBy: day(17) },
};
const sealed = { sealed: 'x', subject: BUYER, key: 'k' };
const contested: Event = { type: 'shipment.clearance-contested.v1', data: { ...subject, reason: sealed } };
const upheld: Event = { type: 'shipment.clearance-upheld.v1', data: { ...subject, clearedAt: day(2) } };
const dismissed: Event = { type: 'shipment.clearance-dismissed.v1', data: subject };

const after = (...events: readonly Event[]): Page =>
  events.reduce<Page>((page, event) => ({ ...page, ...afterShipment(page, event) }), {
    shipments: [],
    plannedShipments: [],
  });
const sent = { shipmentId: SHIPMENT, ...parcel, documents: [], clearance: null, deliveredAt: null };
const clearance = { by: 'supplier', clearedAt: day(2), contestBy: day(17), contested: false };

describe('the page’s delivery details', () => {
  it('show what is planned until it leaves or is taken back', () => {
    const plan = { shipmentId: SHIPMENT, lines: ALL, readyOn };
    expect(after(planned)).toStrictEqual({ shipments: [], plannedShipments: [plan] });
    expect(after(planned, dispatched)).toStrictEqual({ shipments: [sent], plannedShipments: [] });
    expect(after(planned, { type: 'shipment.plan-withdrawn.v1', data: subject })).toStrictEqual(after());
  });

  it.each([
    ['cleared', [cleared], clearance],
    ['contested', [cleared, contested], { ...clearance, contestBy: null, contested: true }],
    ['upheld', [cleared, contested, upheld], { ...clearance, contestBy: null }],
    ['dismissed', [cleared, contested, dismissed], null],
  ] as const)('show where the customs stand: %s', (_, events, expected) => {
    expect(after(dispatched, ...events).shipments).toStrictEqual([{ ...sent, clearance: expected }]);
  });

  it('change the batch that an event is about, and no other', () => {
    const other = shipmentId(uuid('c', 2));
    const second: Event = { ...dispatched, data: { ...dispatched.data, shipmentId: other } };
    const delivered: Event = { type: 'shipment.delivered.v1', data: { ...subject, deliveredAt: day(9) } };
    expect(after(dispatched, second, delivered).shipments).toStrictEqual([
      { ...sent, deliveredAt: day(9) },
      { ...sent, shipmentId: other },
    ]);
  });
});
