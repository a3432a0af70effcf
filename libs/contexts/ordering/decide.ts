import { decideBy, type Decision } from '#kernel';
import type { OrderCommand } from './commands.js';
import { cancelOrder, confirmOrder, submitOrder } from './decide/agreement.js';
import { isHiddenFrom, unknownOrder, type Context } from './decide/common.js';
import { acknowledgeReducedCover, recordCover } from './decide/cover.js';
import { draftOrder, reviseOrder } from './decide/draft.js';
import { allocatePayment } from './decide/payment.js';
import { confirmReceipt, recordDelivery, recordDispatch } from './decide/shipping.js';
import type { OrderEvent } from './events.js';
import type { Order } from './state.js';

/** One rule per command, in the order of an order's life. */
const byRule = decideBy<Order, OrderCommand, OrderEvent, Context>({
  'draft-order': draftOrder,
  'revise-order': reviseOrder,
  'submit-order': submitOrder,
  'confirm-order': confirmOrder,
  'cancel-order': cancelOrder,
  'record-cover': recordCover,
  'acknowledge-reduced-cover': acknowledgeReducedCover,
  'allocate-payment': allocatePayment,
  'record-dispatch': recordDispatch,
  'record-delivery': recordDelivery,
  'confirm-receipt': confirmReceipt,
});

export const decide = (order: Order, command: OrderCommand, context: Context): Decision<OrderEvent> =>
  isHiddenFrom(order, context.actor) ? unknownOrder(command) : byRule(order, command, context);
