import { commandsOf, DomainCommand } from '#platform';
import { shipment, type DispatchShipment, type RecordShipmentDelivery } from '../index.js';
import { orderToShip } from './facts.js';

export class DispatchShipmentCommand extends DomainCommand<DispatchShipment> {}
export class RecordShipmentDeliveryCommand extends DomainCommand<RecordShipmentDelivery> {}

export const shipmentCommands = commandsOf(shipment, {
  'dispatch-shipment': { command: DispatchShipmentCommand, facts: orderToShip },
  'record-shipment-delivery': RecordShipmentDeliveryCommand,
});
