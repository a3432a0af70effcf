import {
  actsAs,
  decideBy,
  firstOvertaken,
  happened,
  isThirdParty,
  nothing,
  refuse,
  type Actor,
  type Decision,
  type DecisionContext,
  type LineQuantity,
  type Refusal,
  type Rule,
} from '#kernel';
import type { RuleSet } from '#rules';
import type { DispatchShipment, RecordShipmentDelivery, ShipmentCommand } from './commands.js';
import type { ShipmentEvent } from './events.js';
import type { Batch, ShippableOrder, Shipment, ShipmentFacts } from './state.js';

type Context = DecisionContext<RuleSet, ShipmentFacts>;
type Decide<C extends ShipmentCommand> = Rule<Shipment, C, ShipmentEvent, Context>;

/** Whoever is not in the order may not learn that there is such a batch. */
export const isHiddenFrom = (shipment: Shipment, actor: Actor): boolean =>
  shipment.phase !== 'none' && isThirdParty(actor, shipment.batch);

const dispatch: Decide<DispatchShipment> = (shipment, command, { actor, facts, now }) => {
  if (shipment.phase !== 'none') return dispatchAgain(shipment.batch, command, actor);
  const { shipmentId, orderId, lines, carrier, trackingNumber } = command;
  const order = facts?.order ?? null;
  if (order === null || isThirdParty(actor, order)) return refuse('unknown-order', { orderId });
  const { buyer, supplier, phase, undispatched } = order;
  if (!actsAs(actor, 'supplier', supplier)) return refuse('only-the-supplier-dispatches');
  const refusal = notReadyToShip(order) ?? notShippable(lines, undispatched);
  if (refusal !== undefined) return refusal;
  const batch = { shipmentId, orderId, buyer, supplier, lines, carrier, trackingNumber };
  return happened({
    type: 'shipment.dispatched.v1',
    data: { ...batch, dispatchedAt: now, order: { phase, undispatched } },
  });
};

function dispatchAgain(batch: Batch, command: DispatchShipment, actor: Actor): Decision<ShipmentEvent> {
  if (!actsAs(actor, 'supplier', batch.supplier)) return refuse('only-the-supplier-dispatches');
  if (saysTheSame(batch, command)) return nothing();
  return refuse('shipment-already-dispatched', { shipmentId: batch.shipmentId });
}

/** The supplier ships once the initial payment is complete ("waiting for supplier's shipment" [seed]). */
function notReadyToShip({ phase }: ShippableOrder): Refusal | undefined {
  switch (phase) {
    case 'drafted':
    case 'submitted':
    case 'confirmed':
      return refuse('initial-payment-incomplete', { phase });
    case 'cancelled':
    case 'expired':
    case 'closed-by-dispute':
      return refuse(`order-${phase}`);
    case 'in-performance':
    case 'awaiting-receipt':
    case 'completed':
      return undefined; // where everything has left, the quantities say no
  }
}

function notShippable(lines: readonly LineQuantity[], undispatched: readonly LineQuantity[]): Refusal | undefined {
  if (lines.length === 0) return refuse('no-lines');
  const unreal = lines.find(({ quantity }) => !Number.isSafeInteger(quantity) || quantity < 1);
  if (unreal !== undefined) return refuse('quantity-not-positive', { ...unreal });
  const over = firstOvertaken(undispatched, lines);
  return over && refuse('more-than-undispatched', { line: over.line, undispatched: over.available, asked: over.taken });
}

/** The supplier's own word or the platform's; it opens no window against the buyer. */
const recordDelivery: Decide<RecordShipmentDelivery> = (shipment, { shipmentId }, { actor, now }) => {
  if (shipment.phase === 'none' || isHiddenFrom(shipment, actor)) return refuse('unknown-shipment', { shipmentId });
  const { orderId, buyer, supplier } = shipment.batch;
  if (!actsAs(actor, 'supplier', supplier) && actor.role !== 'operator')
    return refuse('only-the-supplier-or-an-operator-records-a-delivery');
  if (shipment.phase === 'delivered') return nothing();
  return happened({ type: 'shipment.delivered.v1', data: { shipmentId, orderId, buyer, supplier, deliveredAt: now } });
};

const saysTheSame = (batch: Batch, { orderId, lines, carrier, trackingNumber }: DispatchShipment): boolean =>
  batch.orderId === orderId &&
  batch.carrier === carrier &&
  batch.trackingNumber === trackingNumber &&
  batch.lines.length === lines.length &&
  batch.lines.every(({ line, quantity }, at) => lines[at]?.line === line && lines[at].quantity === quantity);

export const decide = decideBy<Shipment, ShipmentCommand, ShipmentEvent, Context>({
  'dispatch-shipment': dispatch,
  'record-shipment-delivery': recordDelivery,
});
