import { ordering, shippableOrder } from '#contexts/ordering';
import type { FactsFor } from '#platform';
import type { CustodyFacts, StoreDocument } from '../index.js';

/** The parties of the order that the document is about, from the leader of its stream. */
export const documentedOrder: FactsFor<Pick<StoreDocument, 'about'>, CustodyFacts> = async (pipeline, { about }) => {
  if (!('orderId' in about)) return undefined;
  const { state } = await pipeline.load(ordering, about.orderId);
  const order = shippableOrder(state);
  return { order: order && { buyer: order.buyer, supplier: order.supplier } };
};
