import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { ShipmentCommand } from './commands.js';
import { decide, isHiddenFrom } from './decide.js';
import { shipmentEvents, type ShipmentEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Shipment, ShipmentFacts } from './state.js';

export type * from './commands.js';
export { shipmentEvents, type ShipmentEvent } from './events.js';
export type { Batch, ShippableOrder, Shipment, ShipmentFacts } from './state.js';

/** One batch of an order on its way. Streams `shipment-<id>`. */
export const shipment: Decider<Shipment, ShipmentCommand, ShipmentEvent, RuleSet, ShipmentFacts> = {
  category: 'shipment',
  events: shipmentEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  isHiddenFrom,
};
