import { ordering, shippableOrder } from '#contexts/ordering';
import type { FactsFor } from '#platform';
import type { DispatchShipment, ShipmentFacts } from '../index.js';

/** The order that the batch is of, from the leader of its stream. */
export const orderToShip: FactsFor<DispatchShipment, ShipmentFacts> = async (pipeline, { orderId }) => {
  const { state } = await pipeline.load(ordering, orderId);
  return { order: shippableOrder(state) };
};
