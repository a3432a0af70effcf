import type { ShipmentEvent } from './events.js';
import type { Shipment } from './state.js';

export const evolve = (shipment: Shipment, event: ShipmentEvent): Shipment => {
  switch (event.type) {
    case 'shipment.dispatched.v1': {
      const { dispatchedAt: _at, order: _order, ...batch } = event.data;
      return { phase: 'dispatched', batch };
    }
    case 'shipment.delivered.v1':
      if (shipment.phase === 'none') throw new TypeError('A batch was delivered before it was dispatched');
      return { phase: 'delivered', batch: shipment.batch };
  }
};
