import { custody, keptFor } from '#contexts/custody';
import { disputableOrder, ordering, shippableOrder } from '#contexts/ordering';
import type { FactsFor } from '#platform';
import { inspection, type InspectionFacts, type OrderInspection, type ReportInspection } from '../index.js';

/** The order whose goods are to be inspected, from the leader of its stream, with the rules that it is pinned to. */
export const orderToInspect: FactsFor<OrderInspection, InspectionFacts> = async (pipeline, { orderId }) => {
  const { state } = await pipeline.load(ordering, orderId);
  const order = shippableOrder(state);
  return { order: order && { ...order, ruleSet: disputableOrder(state)?.ruleSet } };
};

/** The report as it is kept, if it is. */
export const reportKept: FactsFor<ReportInspection, InspectionFacts> = async (pipeline, command) => {
  const { state } = await pipeline.load(inspection, command.inspectionId);
  if (state.phase === 'none') return undefined;
  const { state: kept } = await pipeline.load(custody, command.report);
  return { report: keptFor(kept, { orderId: state.concerned.orderId, purpose: 'inspection' }) };
};
