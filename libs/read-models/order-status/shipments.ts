import type { ShipmentId, StoredForm } from '#kernel';
import type { ShipmentEvent } from '#contexts/shipment';
import type { ClearanceDoc, OrderStatusDoc, ShipmentDoc } from './doc.js';

type Page = Pick<OrderStatusDoc, 'shipments' | 'plannedShipments'>;

/** What an event of one batch changes on the page of its order. */
export function afterShipment(page: Page, event: StoredForm<ShipmentEvent>): Partial<Page> {
  const { shipmentId } = event.data;
  switch (event.type) {
    case 'shipment.planned.v1': {
      const { lines, readyOn } = event.data;
      return { plannedShipments: [...page.plannedShipments, { shipmentId, lines, readyOn }] };
    }
    case 'shipment.plan-withdrawn.v1':
      return { plannedShipments: plansBeside(page, shipmentId) };
    case 'shipment.dispatched.v1': {
      const { lines, carrier, trackingNumber, dispatchedAt, documents = [] } = event.data;
      const sent = { shipmentId, lines, carrier, trackingNumber, dispatchedAt, documents };
      const shipments = [...page.shipments, { ...sent, clearance: null, deliveredAt: null }];
      return { shipments, plannedShipments: plansBeside(page, shipmentId) };
    }
    case 'shipment.customs-cleared.v1': {
      const { by, clearedAt, contestBy } = event.data;
      return withBatch(page, shipmentId, () => ({ clearance: { by, clearedAt, contestBy, contested: false } }));
    }
    case 'shipment.clearance-contested.v1':
      return withBatch(page, shipmentId, ({ clearance }) => ({ clearance: judged(clearance, true) }));
    case 'shipment.clearance-upheld.v1':
      return withBatch(page, shipmentId, ({ clearance }) => ({ clearance: judged(clearance, false) }));
    case 'shipment.clearance-dismissed.v1':
      return withBatch(page, shipmentId, () => ({ clearance: null }));
    case 'shipment.delivered.v1': {
      const { deliveredAt } = event.data;
      return withBatch(page, shipmentId, () => ({ deliveredAt }));
    }
  }
}

const withBatch = (
  { shipments }: Page,
  id: ShipmentId,
  changes: (batch: ShipmentDoc) => Partial<ShipmentDoc>,
): Pick<Page, 'shipments'> => ({
  shipments: shipments.map((batch) => (batch.shipmentId === id ? { ...batch, ...changes(batch) } : batch)),
});

const plansBeside = ({ plannedShipments }: Page, id: ShipmentId): Page['plannedShipments'] =>
  plannedShipments.filter(({ shipmentId }) => shipmentId !== id);

/** Once it was contested, it cannot be again. */
const judged = (clearance: ClearanceDoc | null, contested: boolean): ClearanceDoc | null =>
  clearance && { ...clearance, contestBy: null, contested };
