import { commandsOf, DomainCommand } from '#platform';
import {
  shipment,
  type ContestClearance,
  type DispatchPlannedShipment,
  type DispatchShipment,
  type PlanShipment,
  type RecordCustomsClearance,
  type RecordShipmentDelivery,
  type SettleClearance,
  type WithdrawShipmentPlan,
} from '../index.js';
import { orderToShip, factsOfClearance, plannedToShip } from './facts.js';

export class PlanShipmentCommand extends DomainCommand<PlanShipment> {}
export class WithdrawShipmentPlanCommand extends DomainCommand<WithdrawShipmentPlan> {}
export class DispatchShipmentCommand extends DomainCommand<DispatchShipment> {}
export class DispatchPlannedShipmentCommand extends DomainCommand<DispatchPlannedShipment> {}
export class RecordCustomsClearanceCommand extends DomainCommand<RecordCustomsClearance> {}
export class ContestClearanceCommand extends DomainCommand<ContestClearance> {}
export class SettleClearanceCommand extends DomainCommand<SettleClearance> {}
export class RecordShipmentDeliveryCommand extends DomainCommand<RecordShipmentDelivery> {}

export const shipmentCommands = commandsOf(shipment, {
  'plan-shipment': { command: PlanShipmentCommand, facts: orderToShip },
  'withdraw-shipment-plan': WithdrawShipmentPlanCommand,
  'dispatch-shipment': { command: DispatchShipmentCommand, facts: orderToShip },
  'dispatch-planned-shipment': { command: DispatchPlannedShipmentCommand, facts: plannedToShip },
  'record-customs-clearance': { command: RecordCustomsClearanceCommand, facts: factsOfClearance },
  'contest-clearance': ContestClearanceCommand,
  'settle-clearance': SettleClearanceCommand,
  'record-shipment-delivery': RecordShipmentDeliveryCommand,
});
