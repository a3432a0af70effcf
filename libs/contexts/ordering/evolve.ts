import type { OrderEvent } from './events.js';
import { afterAllocation, afterReturn, afterReversal, afterTransferDeclared, afterWaiver } from './evolve/money.js';
import { afterDelivery, afterDispatch, withCheck, withoutCheck } from './evolve/goods.js';
import { bound, cover, drafted, ended, reducedCover, revised, submitted } from './evolve/agreement.js';
import { amended, withAmendment } from './evolve/amendment.js';
import { withProposal, withReturns } from './evolve/cancellation.js';
import { withDispute } from './evolve/disputes.js';
import { completed, withFeedback } from './evolve/completion.js';
import { boundIn, openIn, within } from './evolve/within.js';
import type { Order } from './state.js';

export const evolve = (order: Order, event: OrderEvent): Order => {
  switch (event.type) {
    case 'order.drafted.v1':
      return drafted(event.data);
    case 'order.revised.v1':
      return revised(within(order, 'drafted', 'submitted'), event.data);
    case 'order.submitted.v1':
      return submitted(within(order, 'drafted'), event.data);
    case 'order.side-confirmed.v1':
      return { ...within(order, 'submitted'), confirmedBy: event.data.side };
    case 'order.confirmed.v1':
      return bound(within(order, 'submitted'), event.data);
    case 'order.cancelled.v1':
      return ended(
        within(order, 'drafted', 'submitted', 'confirmed', 'in-performance', 'awaiting-receipt'),
        'cancelled',
      );
    case 'order.expired.v1':
      return ended(within(order, 'submitted', 'confirmed'), 'expired');
    case 'order.left-to-operators.v1':
      return { ...openIn(order), leftToOperators: true };
    case 'order.closed-by-dispute.v1':
      return { ...openIn(order), phase: 'closed-by-dispute', disputeId: event.data.disputeId };

    case 'order.cover-recorded.v1':
      return cover(openIn(order), event.data);
    case 'order.reduced-cover-acknowledged.v1':
      return { ...openIn(order), cover: reducedCover(event.data, true) };

    case 'order.payment-allocated.v1':
      return afterAllocation(openIn(order), event.data);
    case 'order.payment-reversed.v1':
      return afterReversal(boundIn(order), event.data);
    case 'order.return-recorded.v1':
      return afterReturn(boundIn(order), event.data);
    case 'order.shortfall-waived.v1':
      return afterWaiver(openIn(order), event.data);
    case 'order.transfer-declared.v1':
      return afterTransferDeclared(openIn(order), event.data);

    case 'order.amendment-proposed.v1':
      return withAmendment(openIn(order), event.data);
    case 'order.amended.v1':
      return amended(openIn(order), event.data);
    case 'order.amendment-rejected.v1':
    case 'order.amendment-lapsed.v1':
      return { ...openIn(order), amendment: null };

    case 'order.cancellation-proposed.v1':
      return withProposal(openIn(order), event.data);
    case 'order.cancellation-accepted.v1':
      return withReturns(openIn(order), event.data);
    case 'order.cancellation-rejected.v1':
      return { ...openIn(order), cancellation: null };

    case 'order.supplier-reminded.v1':
      return { ...(order.phase === 'submitted' ? order : openIn(order)), remindableFrom: event.data.nextFrom };
    case 'order.ready-notice-given.v1':
      return { ...openIn(order), readyNoticeAt: event.data.readyAt };
    case 'order.check-requested.v1':
      return withCheck(boundIn(order), event.data);
    case 'order.check-answered.v1':
      return withoutCheck(boundIn(order), event.data);
    case 'order.dispatch-recorded.v1':
      return afterDispatch(openIn(order), event.data);
    case 'order.delivery-recorded.v1':
      return afterDelivery(boundIn(order), event.data);
    case 'order.receipt-reminded.v1':
      return { ...openIn(order), receiptReminders: event.data.number };
    case 'order.completed.v1':
      return completed(openIn(order), event.data);
    case 'order.feedback-given.v1':
    case 'order.feedback-revised.v1':
      return withFeedback(within(order, 'completed'), event);

    case 'order.dispute-opened-recorded.v1':
      return withDispute(boundIn(order), event.data.disputeId, 'open');
    case 'order.dispute-escalated-recorded.v1':
      return withDispute(boundIn(order), event.data.disputeId, 'escalated');
    case 'order.dispute-ended-recorded.v1':
      return withDispute(boundIn(order), event.data.disputeId, 'ended', event.data.refunded);
  }
};
