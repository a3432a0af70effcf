import type { ShipmentEvent } from './events.js';
import { isSent, type Clearance, type Sent, type Shipment } from './state.js';

export const evolve = (shipment: Shipment, event: ShipmentEvent): Shipment => {
  switch (event.type) {
    case 'shipment.planned.v1': {
      const { plannedAt: _at, order: _order, ...plan } = event.data;
      return { phase: 'planned', plan };
    }
    case 'shipment.plan-withdrawn.v1': {
      if (shipment.phase !== 'planned') throw new TypeError('A plan was withdrawn that was not there');
      return { ...shipment, phase: 'withdrawn' };
    }
    case 'shipment.dispatched.v1': {
      const { dispatchedAt: _at, order: _order, documents = [], ...batch } = event.data;
      return { phase: 'dispatched', batch: { ...batch, documents }, clearance: null };
    }
    case 'shipment.customs-cleared.v1': {
      const { by, clearedAt, contestBy } = event.data;
      return cleared(sent(shipment), { by, clearedAt, contestBy, contested: false });
    }
    case 'shipment.clearance-contested.v1':
      return cleared(sent(shipment), { ...clearance(shipment), contestBy: null, contested: true });
    case 'shipment.clearance-upheld.v1':
      return cleared(sent(shipment), { ...clearance(shipment), contested: false });
    case 'shipment.clearance-dismissed.v1': {
      const before = sent(shipment);
      return { ...before, phase: before.phase === 'delivered' ? 'delivered' : 'dispatched', clearance: null };
    }
    case 'shipment.delivered.v1':
      return { ...sent(shipment), phase: 'delivered' };
  }
};

const cleared = (before: Sent, recorded: Clearance): Sent => ({
  ...before,
  phase: before.phase === 'delivered' ? 'delivered' : 'customs-cleared',
  clearance: recorded,
});

/** No decision lets a batch arrive or clear customs before it has left: a history that does is broken. */
function sent(shipment: Shipment): Sent {
  if (!isSent(shipment)) throw new TypeError('Something happened to a batch before it was dispatched');
  return shipment;
}

function clearance(shipment: Shipment): Clearance {
  const known = sent(shipment).clearance;
  if (known === null) throw new TypeError('A clearance was judged that nobody had recorded');
  return known;
}
