import {
  actsAs,
  firstOvertaken,
  happened,
  isThirdParty,
  keptDocuments,
  nothing,
  refuse,
  type Actor,
  type Decision,
  type LineQuantity,
  type Refusal,
} from '#kernel';
import type { DispatchPlannedShipment, DispatchShipment, PlanShipment, WithdrawShipmentPlan } from '../commands.js';
import type { ShipmentEvent } from '../events.js';
import { concernedBy, isSent, type Batch, type Plan, type ShipmentFacts, type ShippableOrder } from '../state.js';
import { isHiddenFrom, unknownShipment, type Context, type Decide } from './common.js';

/** A plan takes nothing from the order: what has left is what counts, and is looked at when it leaves. */
export const planShipment: Decide<PlanShipment> = (shipment, command, { actor, facts, now }) => {
  const { shipmentId, orderId, lines, readyOn } = command;
  if (shipment.phase !== 'none') {
    const { supplier } = concernedBy(shipment);
    if (isHiddenFrom(shipment, actor)) return refuse('unknown-order', { orderId });
    if (!actsAs(actor, 'supplier', supplier)) return refuse('only-the-supplier-plans');
    const alreadySo = shipment.phase === 'planned' && plansTheSame(shipment.plan, command);
    return alreadySo ? nothing() : refuse('shipment-already-planned', { shipmentId });
  }
  const order = orderFor(command, actor, facts, 'only-the-supplier-plans');
  if (order.kind === 'refused') return order;
  const { buyer, supplier, phase, undispatched } = order.order;
  const refusal = notReadyToShip(order.order) ?? notShippable(lines, undispatched);
  if (refusal !== undefined) return refusal;
  return happened({
    type: 'shipment.planned.v1',
    data: { shipmentId, orderId, buyer, supplier, lines, readyOn, plannedAt: now, order: { phase, undispatched } },
  });
};

export const withdrawPlan: Decide<WithdrawShipmentPlan> = (shipment, command, { actor }) => {
  if (shipment.phase === 'none' || isHiddenFrom(shipment, actor)) return unknownShipment(command);
  const concerned = concernedBy(shipment);
  if (!actsAs(actor, 'supplier', concerned.supplier)) return refuse('only-the-supplier-plans');
  if (shipment.phase === 'withdrawn') return nothing();
  if (isSent(shipment)) return refuse('shipment-already-dispatched', { shipmentId: concerned.shipmentId });
  return happened({ type: 'shipment.plan-withdrawn.v1', data: concerned });
};

export const dispatchShipment: Decide<DispatchShipment> = (shipment, command, context) => {
  const { shipmentId, orderId, lines, carrier, trackingNumber, documents = [] } = command;
  const { actor, facts } = context;
  if (isSent(shipment)) return dispatchAgain(shipment.batch, command, actor);
  if (shipment.phase !== 'none') return refuse('shipment-already-planned', { shipmentId });
  const order = orderFor(command, actor, facts, 'only-the-supplier-dispatches');
  if (order.kind === 'refused') return order;
  return leaving({ shipmentId, orderId, lines, carrier, trackingNumber }, order.order, documents, context);
};

/** What is in the batch was said before; whether it may leave is decided now. */
export const dispatchPlanned: Decide<DispatchPlannedShipment> = (shipment, command, context) => {
  const { actor, facts } = context;
  if (shipment.phase === 'none' || isHiddenFrom(shipment, actor)) return unknownShipment(command);
  if (!actsAs(actor, 'supplier', concernedBy(shipment).supplier)) return refuse('only-the-supplier-dispatches');
  const { carrier, trackingNumber, documents } = command;
  if (isSent(shipment)) return dispatchAgain(shipment.batch, { ...shipment.batch, ...command }, actor);
  if (shipment.phase === 'withdrawn') return refuse('shipment-withdrawn');
  const { shipmentId, orderId, lines } = shipment.plan;
  const order = facts?.order ?? null;
  if (order === null) return refuse('unknown-order', { orderId });
  return leaving({ shipmentId, orderId, lines, carrier, trackingNumber }, order, documents, context);
};

type Load = Pick<Batch, 'shipmentId' | 'orderId' | 'lines' | 'carrier' | 'trackingNumber'>;

function leaving(
  load: Load,
  { buyer, supplier, phase, undispatched }: ShippableOrder,
  named: DispatchPlannedShipment['documents'],
  { facts, now }: Context,
): Decision<ShipmentEvent> {
  const refusal = notReadyToShip({ phase }) ?? notShippable(load.lines, undispatched);
  if (refusal !== undefined) return refusal;
  const papers = keptDocuments(named, facts?.documents);
  if (papers.kind === 'refused') return papers;
  const documents = papers.documents.length === 0 ? {} : { documents: papers.documents };
  return happened({
    type: 'shipment.dispatched.v1',
    data: { ...load, buyer, supplier, dispatchedAt: now, order: { phase, undispatched }, ...documents },
  });
}

function dispatchAgain(
  batch: Batch,
  said: Omit<DispatchShipment, 'type'> | Batch,
  actor: Actor,
): Decision<ShipmentEvent> {
  if (!actsAs(actor, 'supplier', batch.supplier)) return refuse('only-the-supplier-dispatches');
  if (saysTheSame(batch, said)) return nothing();
  return refuse('shipment-already-dispatched', { shipmentId: batch.shipmentId });
}

/** The order of a new batch, if this supplier may send one. */
function orderFor(
  { orderId }: PlanShipment | DispatchShipment,
  actor: Actor,
  facts: ShipmentFacts,
  notHis: string,
): { readonly kind: 'found'; readonly order: ShippableOrder } | Refusal {
  const order = facts?.order ?? null;
  if (order === null || isThirdParty(actor, order)) return refuse('unknown-order', { orderId });
  return actsAs(actor, 'supplier', order.supplier) ? { kind: 'found', order } : refuse(notHis);
}

/** The supplier ships once the initial payment is complete ("waiting for supplier's shipment" [seed]). */
function notReadyToShip({ phase }: Pick<ShippableOrder, 'phase'>): Refusal | undefined {
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

const plansTheSame = (plan: Plan, { orderId, lines, readyOn }: PlanShipment): boolean =>
  plan.orderId === orderId && plan.readyOn === readyOn && sameLines(plan.lines, lines);

function saysTheSame(batch: Batch, said: Omit<DispatchShipment, 'type'> | Batch): boolean {
  const { orderId, lines, carrier, trackingNumber, documents = [] } = said;
  return (
    batch.orderId === orderId &&
    batch.carrier === carrier &&
    batch.trackingNumber === trackingNumber &&
    sameLines(batch.lines, lines) &&
    batch.documents.length === documents.length &&
    batch.documents.every(({ documentId }, at) => documentId === idOf(documents[at]))
  );
}

const idOf = (document: string | Batch['documents'][number] | undefined): string | undefined =>
  typeof document === 'object' ? document.documentId : document;

const sameLines = (one: readonly LineQuantity[], other: readonly LineQuantity[]): boolean =>
  one.length === other.length &&
  one.every(({ line, quantity }, at) => other[at]?.line === line && other[at].quantity === quantity);
