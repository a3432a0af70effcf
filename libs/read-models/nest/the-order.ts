import type { OrderId } from '#kernel';
import { notFound, type Visible } from '#platform';
import { orderStatus, type OrderStatusDoc } from '../order-status/index.js';
import { mayRead } from './may-read.js';

/** The order that something belongs to, for its two sides and the platform's staff. */
export const theOrder = (id: OrderId): Visible<OrderStatusDoc> => ({
  model: orderStatus,
  id,
  mayRead,
  missing: () => notFound('unknown-order', 'There is no such order.'),
});
