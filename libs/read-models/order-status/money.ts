import { fromData, type PaymentId, type StoredForm } from '#kernel';
import type { PaymentEvent } from '#contexts/payment';
import type { OrderStatusDoc } from './doc.js';
import type { ArrivalDoc, PendingPaymentDoc } from './money-doc.js';

/** What moves a payment for an order; what becomes of its returns is on the payment's own page. */
export type PaymentMoved = Exclude<
  PaymentEvent,
  {
    type:
      | `payment.return${string}`
      | 'payment.report-kept.v1'
      | 'payment.report-mismatched.v1'
      | 'payment.stray-reported.v1';
  }
>;
type Page = Pick<OrderStatusDoc, 'arrivals' | 'pendingPayments'>;

/** What an event of one payment changes on the page of its order. */
export function afterPayment(page: Page, event: StoredForm<PaymentMoved>): Partial<Page> {
  const { paymentId } = event.data;
  switch (event.type) {
    case 'payment.initiated.v1':
    case 'payment.declared.v1':
      return { pendingPayments: [...page.pendingPayments, begunBy(event)] };
    case 'payment.verification-started.v1':
      return withPending(page, paymentId, { phase: 'verifying' });
    case 'payment.authorised.v1':
      return withPending(page, paymentId, { phase: 'authorised', estimatedArrival: event.data.estimatedArrival });
    case 'payment.processing.v1':
      return withPending(page, paymentId, { phase: 'processing' });
    case 'payment.arrived.v1': {
      const { purpose, method, reference, arrivedAt } = event.data;
      const amount = fromData(event.data.amount);
      const arrival = { paymentId, purpose, method, reference, amount, arrivedAt, outcome: null };
      // It stays until the order has taken it, so that nobody is told to pay once more in between.
      return { ...withPending(page, paymentId, { phase: 'arrived', amount }), arrivals: [...page.arrivals, arrival] };
    }
    case 'payment.allocated.v1': {
      const [allocated, excess] = [fromData(event.data.allocated), fromData(event.data.excess)];
      return decided(page, paymentId, { kind: 'allocated', allocated, excess });
    }
    case 'payment.unmatched.v1':
      return decided(page, paymentId, { kind: 'unmatched', reason: event.data.reason });
    case 'payment.rejected.v1':
    case 'payment.failed.v1':
    case 'payment.expired.v1':
    case 'payment.arrived-elsewhere.v1':
    case 'payment.reversed.v1':
      return without(page, paymentId);
  }
}

type Begun = Extract<PaymentMoved, { type: 'payment.initiated.v1' | 'payment.declared.v1' }>;

function begunBy({ type, data }: StoredForm<Begun>): PendingPaymentDoc {
  const { paymentId, purpose, method, ruleSet } = data;
  const told = { paymentId, purpose, method, amount: fromData(data.amount), ruleSet };
  if (type === 'payment.initiated.v1') {
    const { fee, initiatedAt: begunAt } = data;
    return { ...told, fee: fromData(fee), phase: 'initiated', begunAt, estimatedArrival: null, declared: null };
  }
  const { reference, sentOn, holdsUntil, declaredAt: begunAt, estimatedArrival } = data;
  const declared = { reference, sentOn, holdsUntil };
  return { ...told, fee: null, phase: 'declared', begunAt, estimatedArrival, declared };
}

const withPending = ({ pendingPayments }: Page, id: PaymentId, changes: Partial<PendingPaymentDoc>): Partial<Page> => ({
  pendingPayments: pendingPayments.map((each) => (each.paymentId === id ? { ...each, ...changes } : each)),
});

const without = ({ pendingPayments }: Page, id: PaymentId): Partial<Page> => ({
  pendingPayments: pendingPayments.filter(({ paymentId }) => paymentId !== id),
});

const decided = (page: Page, id: PaymentId, outcome: ArrivalDoc['outcome']): Partial<Page> => ({
  ...without(page, id),
  arrivals: page.arrivals.map((each) => (each.paymentId === id ? { ...each, outcome } : each)),
});
