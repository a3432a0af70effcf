import { decideBy } from '#kernel';
import type { ShipmentCommand } from './commands.js';
import { contestClearance, recordClearance, recordDelivery, settleClearance } from './decide/arriving.js';
import type { Context } from './decide/common.js';
import { dispatchPlanned, dispatchShipment, planShipment, withdrawPlan } from './decide/sending.js';
import type { ShipmentEvent } from './events.js';
import type { Shipment } from './state.js';

export const decide = decideBy<Shipment, ShipmentCommand, ShipmentEvent, Context>({
  'plan-shipment': planShipment,
  'withdraw-shipment-plan': withdrawPlan,
  'dispatch-shipment': dispatchShipment,
  'dispatch-planned-shipment': dispatchPlanned,
  'record-customs-clearance': recordClearance,
  'contest-clearance': contestClearance,
  'settle-clearance': settleClearance,
  'record-shipment-delivery': recordDelivery,
});
