import { on, textAt, type EventMetadata, type Projection, type StoredForm } from '#kernel';
import type { CoverageEvent } from '#contexts/coverage';
import type { InquiryEvent } from '#contexts/inquiry';
import type { OrderEvent } from '#contexts/ordering';
import type { PaymentEvent } from '#contexts/payment';
import type { RefundEvent } from '#contexts/refund';
import type { OperatorTaskDoc, TaskKind } from './doc.js';

type Digested =
  | Extract<RefundEvent, { type: 'refund.sent-to-manual-review.v1' | 'refund.retried.v1' | 'refund.succeeded.v1' }>
  | Extract<PaymentEvent, { type: 'payment.return-failed.v1' | 'payment.return-authorised.v1' | 'payment.returned.v1' }>
  | Extract<CoverageEvent, { type: 'coverage.held.v1' | 'coverage.unheld.v1' }>
  | Extract<
      OrderEvent,
      {
        type:
          | 'order.left-to-operators.v1'
          | 'order.payment-allocated.v1'
          | 'order.shortfall-waived.v1'
          | 'order.cancelled.v1'
          | 'order.closed-by-dispute.v1';
      }
    >
  | Exclude<InquiryEvent, { type: 'inquiry.taken-up.v1' }>;
interface At {
  readonly metadata: Pick<EventMetadata, 'recordedAt'>;
}

/** What waits for an operator, by what it is about: opened by what failed, done by what went on. */
export const operatorTasks: Projection<OperatorTaskDoc> = {
  name: 'operator-tasks',
  version: 1,
  declaration: {
    fields: { state: 'string', kind: 'string', openedAt: 'string' },
    indexes: [
      ['state', 'openedAt'],
      ['state', 'kind', 'openedAt'],
    ],
  },
  keys: (event) => {
    const { type, data } = event as unknown as StoredForm<Digested>; // called with events of `types` only
    switch (type) {
      case 'refund.sent-to-manual-review.v1':
      case 'refund.retried.v1':
      case 'refund.succeeded.v1':
        return [idOf('refund-review', textAt(event.data, 'refundId'))];
      case 'payment.return-failed.v1':
      case 'payment.return-authorised.v1':
      case 'payment.returned.v1':
        return [idOf('return-by-hand', textAt(event.data, 'returnId'))];
      case 'coverage.held.v1':
        return data.late ? [idOf('late-hold', textAt(event.data, 'disputeId'))] : [];
      case 'coverage.unheld.v1':
        return [idOf('late-hold', textAt(event.data, 'disputeId'))];
      case 'order.payment-allocated.v1':
      case 'order.shortfall-waived.v1':
        return data.phase === 'confirmed' ? [] : [idOf('order-left-to-operators', textAt(event.data, 'orderId'))]; // it is paid
      case 'order.left-to-operators.v1':
      case 'order.cancelled.v1':
      case 'order.closed-by-dispute.v1':
        return [idOf('order-left-to-operators', textAt(event.data, 'orderId'))];
      case 'inquiry.opened.v1':
      case 'inquiry.matched.v1':
      case 'inquiry.answered.v1':
      case 'inquiry.withdrawn.v1':
        return [idOf('payment-inquiry', textAt(event.data, 'inquiryId'))];
    }
  },

  ...on<OperatorTaskDoc, Digested>({
    'refund.sent-to-manual-review.v1': (_, event) =>
      opened('refund-review', event.data.refundId, event.data, event.data.reason, event),
    'refund.retried.v1': done,
    'refund.succeeded.v1': done,
    // One that may mend itself is tried again by the platform.
    'payment.return-failed.v1': (doc, event) => {
      const { retriable, returnId, reason } = event.data;
      return retriable ? doc : opened('return-by-hand', returnId, event.data, reason, event);
    },
    'payment.return-authorised.v1': done,
    'payment.returned.v1': done,
    'coverage.held.v1': (_, event) => {
      const { disputeId, orderId, supplierId: supplier } = event.data;
      return opened('late-hold', disputeId, { orderId, supplier }, 'cover-was-released', event);
    },
    'coverage.unheld.v1': done,
    'order.left-to-operators.v1': (_, event) =>
      opened('order-left-to-operators', event.data.orderId, event.data, 'paid-in-part', event),
    'order.payment-allocated.v1': done,
    'order.shortfall-waived.v1': done,
    'order.cancelled.v1': done,
    'order.closed-by-dispute.v1': done,
    'inquiry.opened.v1': (_, event) =>
      opened('payment-inquiry', event.data.inquiryId, event.data, 'money-not-seen', event),
    'inquiry.matched.v1': done,
    'inquiry.answered.v1': done,
    'inquiry.withdrawn.v1': done,
  }),
};

const idOf = (kind: TaskKind, subject: string): string => `${kind}-${subject}`;

const opened = (
  kind: TaskKind,
  subject: string,
  { orderId, supplier }: Pick<OperatorTaskDoc, 'orderId' | 'supplier'>,
  reason: string,
  { metadata: { recordedAt: openedAt } }: At,
): OperatorTaskDoc => ({
  ...{ taskId: idOf(kind, subject), kind, subject, orderId, supplier },
  ...{ state: 'open', reason, openedAt, doneAt: null },
});

/** Most of what goes on never waited for anybody. */
function done(doc: OperatorTaskDoc | null, { metadata: { recordedAt: doneAt } }: At): OperatorTaskDoc | null {
  return doc?.state === 'open' ? { ...doc, state: 'done', doneAt } : doc;
}
