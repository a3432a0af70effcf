import {
  catalogue,
  event,
  instantSchema,
  moneySchema,
  orderIdSchema,
  organisationIdSchema,
  paymentIdSchema,
  paymentMethodSchema,
  personal,
  purposeSchema,
  record,
  text,
  type EventOf,
} from '#kernel';

/** What the payment is and whom it concerns; in every event, so that a reader finds its documents from the event alone. */
const subject = {
  paymentId: paymentIdSchema,
  orderId: orderIdSchema,
  buyer: organisationIdSchema,
  supplier: organisationIdSchema,
  purpose: purposeSchema,
  /** What arrived. */
  amount: moneySchema,
};

export const paymentEvents = catalogue({
  'payment.arrived.v1': event(
    'Money for an order arrived on the supplier’s designated account.',
    record({
      ...subject,
      method: paymentMethodSchema,
      reference: personal(text({ minLength: 1 }), 'buyer'),
      arrivedAt: instantSchema,
    }),
  ),
  'payment.allocated.v1': event(
    'The order took the money that had arrived; the excess, if any, goes back to the buyer.',
    record({ ...subject, allocated: moneySchema, excess: moneySchema }),
  ),
  'payment.unmatched.v1': event(
    'The order could not take the money that had arrived; all of it goes back to the buyer.',
    record({ ...subject, reason: text() }),
  ),
});

export type PaymentEvent = EventOf<typeof paymentEvents>;
