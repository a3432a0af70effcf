import type { Decider } from '#kernel';
import type { RuleSet } from '#rules';
import type { ShipmentCommand } from './commands.js';
import { decide } from './decide.js';
import { isHiddenFrom } from './decide/common.js';
import { shipmentEvents, type ShipmentEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Shipment, ShipmentFacts } from './state.js';

export type * from './commands.js';
export { shipmentEvents, type ShipmentEvent } from './events.js';
export { clearanceOf, type Batch, type ShippableOrder, type Shipment, type ShipmentFacts } from './state.js';

/** One batch of an order on its way. Streams `shipment-<id>`. */
export const shipment: Decider<Shipment, ShipmentCommand, ShipmentEvent, RuleSet, ShipmentFacts> = {
  category: 'shipment',
  events: shipmentEvents,
  initialState: { phase: 'none' },
  decide,
  evolve,
  pinnedRules: (_, facts) => facts?.ruleSet,
  isHiddenFrom,
};
