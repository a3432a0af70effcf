import { decideBy, type Decision } from '#kernel';
import type { OrderCommand } from './commands.js';
import { cancelOrder, confirmOrder, submitOrder } from './decide/agreement.js';
import { acceptAmendment, lapseAmendment, proposeAmendment, rejectAmendment } from './decide/amendment.js';
import { acceptCancellation, proposeCancellation, rejectCancellation } from './decide/cancellation.js';
import { recordCheckAnswered, recordCheckRequested } from './decide/checks.js';
import { isHiddenFrom, unknownOrder, type Context } from './decide/common.js';
import { acknowledgeReducedCover, recordCover } from './decide/cover.js';
import { closeByDispute, recordDisputeEnded, recordDisputeEscalated, recordDisputeOpened } from './decide/disputes.js';
import { draftOrder, reviseOrder } from './decide/draft.js';
import { giveFeedback, reviseFeedback } from './decide/feedback.js';
import { giveReadyNotice, remindSupplier } from './decide/notices.js';
import { waiveShortfall } from './decide/waiver.js';
import { expireOrder, recordDeclaredTransfer } from './decide/expiry.js';
import { allocatePayment } from './decide/payment.js';
import { completeReceipt, confirmReceipt } from './decide/receipt.js';
import { recordReturned, reverseAllocation } from './decide/reversal.js';
import { recordDelivery, recordDispatch } from './decide/shipping.js';
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
  'record-declared-transfer': recordDeclaredTransfer,
  'allocate-payment': allocatePayment,
  'reverse-allocation': reverseAllocation,
  'record-returned': recordReturned,
  'waive-shortfall': waiveShortfall,
  'propose-amendment': proposeAmendment,
  'accept-amendment': acceptAmendment,
  'reject-amendment': rejectAmendment,
  'lapse-amendment': lapseAmendment,
  'propose-cancellation': proposeCancellation,
  'accept-cancellation': acceptCancellation,
  'reject-cancellation': rejectCancellation,
  'remind-supplier': remindSupplier,
  'give-ready-notice': giveReadyNotice,
  'record-check-requested': recordCheckRequested,
  'record-check-answered': recordCheckAnswered,
  'record-dispatch': recordDispatch,
  'record-delivery': recordDelivery,
  'confirm-receipt': confirmReceipt,
  'complete-receipt': completeReceipt,
  'give-feedback': giveFeedback,
  'revise-feedback': reviseFeedback,
  'expire-order': expireOrder,
  'record-dispute-opened': recordDisputeOpened,
  'record-dispute-escalated': recordDisputeEscalated,
  'record-dispute-ended': recordDisputeEnded,
  'close-by-dispute': closeByDispute,
});

export const decide = (order: Order, command: OrderCommand, context: Context): Decision<OrderEvent> =>
  isHiddenFrom(order, context.actor) ? unknownOrder(command) : byRule(order, command, context);
