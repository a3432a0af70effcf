import { fromData } from '#kernel';
import type { RefundEvent } from './events.js';
import type { Due, Known, Refund } from './state.js';

export const evolve = (refund: Refund, event: RefundEvent): Refund => {
  switch (event.type) {
    case 'refund.not-due.v1':
      return { ...knownIn(event), phase: 'not-due' };
    case 'refund.authorised.v1':
      return { ...knownIn(event), phase: 'authorised', paymentId: event.data.paymentId, attempt: 1 };
    case 'refund.submission-intended.v1':
      return { ...dueIn(refund), phase: 'submission-intended' };
    case 'refund.submitted.v1':
      return { ...dueIn(refund), phase: 'submitted', transaction: event.data.transaction };
    case 'refund.succeeded.v1':
      return { ...dueIn(refund), phase: 'succeeded', transaction: event.data.transaction };
    case 'refund.failed.v1': {
      const { retriable, transaction } = event.data;
      return { ...dueIn(refund), phase: 'failed', retriable, transaction };
    }
    case 'refund.retried.v1':
      return { ...dueIn(refund), phase: 'retried', attempt: event.data.attempt };
    case 'refund.sent-to-manual-review.v1':
      return { ...dueIn(refund), phase: 'manual-review' };
  }
};

const knownIn = ({ data }: RefundEvent): Known => {
  const { refundId, disputeId, orderId, buyer, supplier, amount } = data;
  return { id: refundId, disputeId, orderId, buyer, supplier, amount: fromData(amount) };
};

/** No decision goes on with a refund that is not authorised: a history that does is broken. */
function dueIn(refund: Refund): Due {
  if (refund.phase === 'none' || refund.phase === 'not-due') throw new TypeError('A refund went on unauthorised');
  const { id, disputeId, orderId, buyer, supplier, amount, paymentId, attempt } = refund;
  return { id, disputeId, orderId, buyer, supplier, amount, paymentId, attempt };
}
