import { decideBy, happened, type Decides, type Rule } from '#kernel';
import type { RuleSet } from '#rules';
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
import { completeReceipt, confirmReceipt, remindOfReceipt } from './decide/receipt.js';
import { recordReturned, reverseAllocation } from './decide/reversal.js';
import { recordDelivery, recordDispatch } from './decide/shipping.js';
import { orderingEvents, type OrderEvent } from './events.js';
import { evolve } from './evolve.js';
import type { Order } from './state.js';
import { timetableOf } from './timetable.js';

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
  'remind-of-receipt': remindOfReceipt,
  'complete-receipt': completeReceipt,
  'give-feedback': giveFeedback,
  'revise-feedback': reviseFeedback,
  'expire-order': expireOrder,
  'record-dispute-opened': recordDisputeOpened,
  'record-dispute-escalated': recordDisputeEscalated,
  'record-dispute-ended': recordDisputeEnded,
  'close-by-dispute': closeByDispute,
});

const decideTimed: Rule<Order, OrderCommand, OrderEvent, Context> = (order, command, context) => {
  if (isHiddenFrom(order, context.actor)) return unknownOrder(command);
  const decision = byRule(order, command, context);
  return decision.kind === 'happened' ? happened(...timed(order, decision.events, context.rules)) : decision;
};

export const decide: Decides<Order, OrderCommand, OrderEvent, Context> = Object.assign(decideTimed, {
  commands: byRule.commands,
});

/** Each event that may move them says when things happen by themselves from there on. */
function timed(order: Order, events: readonly OrderEvent[], rules: RuleSet): readonly OrderEvent[] {
  let state = order;
  return events.map((event) => {
    state = evolve(state, event);
    if (!isTimed(event.type)) return event;
    // The field is declared for these types; the pipeline validates it.
    return { ...event, data: { ...event.data, timetable: timetableOf(state, rules) } } as OrderEvent;
  });
}

const isTimed = (type: OrderEvent['type']): boolean =>
  'timetable' in ((orderingEvents[type].schema.json['properties'] ?? {}) as object);
