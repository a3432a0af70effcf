import type { DataOf } from '../events.js';
import type { BoundOrder, Open, Order } from '../state.js';
import { placed } from './money.js';

export function afterDispatch(order: Open, data: DataOf<'order.dispatch-recorded.v1'>): Open {
  const { shipmentId, lines, dispatchedAt, undispatched } = data;
  const batch = { shipmentId, lines, dispatchedAt, deliveredAt: null };
  return placed({ ...order, undispatched, batches: [...order.batches, batch] });
}

export const afterDelivery = (
  order: BoundOrder,
  { shipmentId, deliveredAt }: DataOf<'order.delivery-recorded.v1'>,
): Order => ({
  ...order,
  batches: order.batches.map((each) => (each.shipmentId === shipmentId ? { ...each, deliveredAt } : each)),
});

export const withCheck = (order: BoundOrder, { checkId, kind }: DataOf<'order.check-requested.v1'>): Order => ({
  ...order,
  openChecks: [...order.openChecks, { checkId, kind }],
});

export const withoutCheck = (order: BoundOrder, { checkId }: DataOf<'order.check-answered.v1'>): Order => ({
  ...order,
  openChecks: order.openChecks.filter((each) => each.checkId !== checkId),
  answeredChecks: [...order.answeredChecks, checkId],
});
