import type { RefundId } from '#kernel';
import type { PayOutStatus } from '#payment-provider';
import { effect } from '#platform';
import { payOutOf, type Refund, type RefundCommand } from '../index.js';

/** The provider is asked to pay the buyer, under the refund's id, for good and whatever is repeated. */
export const payOut = effect({
  intent: (refund: Refund) => payOutOf(refund),
  // A failure that may mend itself was recorded before this attempt was intended: it is tried once more.
  find: async (provider, { key, isRetry }) => {
    const found = await provider.findPayOut(key);
    return isRetry && found?.kind === 'failed' && found.retriable ? undefined : found;
  },
  act: (provider, { isRetry: _, ...order }) => provider.payOut(order),
  answered: ({ key }, status: PayOutStatus): RefundCommand => recordOf(key, status),
  refused: ({ key }, { code }): RefundCommand => ({
    ...{ type: 'record-refund-failed', refundId: key },
    ...{ transaction: null, reason: code, retriable: false },
  }),
});

/** What a pay-out's status is as a command to its refund. */
function recordOf(refundId: RefundId, status: PayOutStatus): RefundCommand {
  const { transaction } = status;
  switch (status.kind) {
    case 'submitted':
      return { type: 'record-refund-submitted', refundId, transaction };
    case 'succeeded':
      return { type: 'record-refund-succeeded', refundId, transaction };
    case 'failed': {
      const { reason, retriable } = status;
      return { type: 'record-refund-failed', refundId, transaction, reason, retriable };
    }
  }
}
