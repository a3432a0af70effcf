import { isThirdParty, refuse, type Actor, type DecisionContext, type Refusal, type Rule } from '#kernel';
import type { RuleSet } from '#rules';
import type { ShipmentCommand } from '../commands.js';
import type { ShipmentEvent } from '../events.js';
import { concernedBy, type ExistingShipment, type Sent, type Shipment, type ShipmentFacts } from '../state.js';

export type Context = DecisionContext<RuleSet, ShipmentFacts>;
export type Decide<C extends ShipmentCommand> = Rule<Shipment, C, ShipmentEvent, Context>;

/** Whoever is not in the order may not learn that there is such a batch. */
export const isHiddenFrom = (shipment: Shipment, actor: Actor): boolean =>
  shipment.phase !== 'none' && isThirdParty(actor, concernedBy(shipment));

export const unknownShipment = ({ shipmentId }: ShipmentCommand): Refusal => refuse('unknown-shipment', { shipmentId });

/** Why nothing can happen on the way to a batch that has not left. */
export const notDispatched = ({ phase }: Exclude<ExistingShipment, Sent>): Refusal =>
  refuse('shipment-not-dispatched', { phase });
