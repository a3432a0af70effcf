import { custody, keptFor } from '#contexts/custody';
import { ordering, shippableOrder } from '#contexts/ordering';
import type { DocumentId, DocumentReference, OrderId } from '#kernel';
import { loadEach, type FactsFor, type Pipeline } from '#platform';
import {
  shipment,
  type DispatchPlannedShipment,
  type DispatchShipment,
  type PlanShipment,
  type RecordCustomsClearance,
  type ShippableOrder,
  type ShipmentFacts,
} from '../index.js';

/** The order that the batch is of, from the leader of its stream, and the papers that go with it. */
export const orderToShip: FactsFor<PlanShipment | DispatchShipment, ShipmentFacts> = async (pipeline, command) => {
  const { orderId } = command;
  const named = command.type === 'dispatch-shipment' ? (command.documents ?? []) : [];
  return { order: await orderOf(pipeline, orderId), documents: await kept(pipeline, named, orderId) };
};

/** The same for a batch that was planned, which knows its order. */
export const plannedToShip: FactsFor<DispatchPlannedShipment, ShipmentFacts> = async (pipeline, command) => {
  const { state } = await pipeline.load(shipment, command.shipmentId);
  if (state.phase !== 'planned') return undefined;
  const { orderId } = state.plan;
  return { order: await orderOf(pipeline, orderId), documents: await kept(pipeline, command.documents, orderId) };
};

/** The paper that a clearance comes with, and the order's rules, which say how long it can be contested. */
export const factsOfClearance: FactsFor<RecordCustomsClearance, ShipmentFacts> = async (pipeline, command) => {
  const { state } = await pipeline.load(shipment, command.shipmentId);
  if (!('batch' in state)) return undefined;
  const { orderId } = state.batch;
  const named = command.document === null ? [] : [command.document];
  const { state: order } = await pipeline.load(ordering, orderId);
  const pinned = 'ruleSet' in order ? { ruleSet: order.ruleSet } : {};
  return { documents: await kept(pipeline, named, orderId), ...pinned };
};

async function orderOf(pipeline: Pipeline, orderId: OrderId): Promise<ShippableOrder | null> {
  const { state } = await pipeline.load(ordering, orderId);
  return shippableOrder(state);
}

const kept = (
  pipeline: Pipeline,
  documents: readonly DocumentId[],
  orderId: OrderId,
): Promise<readonly (DocumentReference | null)[]> =>
  loadEach(pipeline, custody, documents, (state) => keptFor(state, { orderId, purpose: 'shipment' }));
