import {
  catalogue,
  disputeIdSchema,
  event,
  flag,
  integer,
  moneySchema,
  nullable,
  oneOf,
  orderIdSchema,
  organisationIdSchema,
  paymentIdSchema,
  record,
  refundIdSchema,
  text,
  type EventOf,
} from '#kernel';

/** What the money goes back for: an arbiter's word, the parties' agreement, or an appeal that raised the first. */
export const originSchema = oneOf('determination', 'settlement', 'appeal');

/** Whom the event concerns and how much; in every event, so that a reader finds its documents from the event alone. */
const subject = {
  refundId: refundIdSchema,
  disputeId: disputeIdSchema,
  orderId: orderIdSchema,
  buyer: organisationIdSchema,
  supplier: organisationIdSchema,
  amount: moneySchema,
};
const transaction = text({ minLength: 1 });

export const refundEvents = catalogue({
  'refund.authorised.v1': event(
    'Cover was consumed for it: the amount goes back to the buyer, on the way of the payment that it names.',
    record({ ...subject, origin: originSchema, determined: moneySchema, paymentId: paymentIdSchema }),
  ),
  'refund.not-due.v1': event(
    'Of what was determined nothing is payable: no cover is left, or no money of the buyer’s is there any more.',
    record({ ...subject, origin: originSchema, determined: moneySchema }),
  ),
  'refund.submission-intended.v1': event(
    'The provider is about to be asked, under the refund’s id; whatever becomes of its answer, it is asked under the same.',
    record({ ...subject, paymentId: paymentIdSchema, attempt: integer({ minimum: 1 }) }),
  ),
  'refund.submitted.v1': event(
    'The provider has taken the order to pay and is at it.',
    record({ ...subject, transaction }),
  ),
  'refund.succeeded.v1': event('The money has reached the buyer.', record({ ...subject, transaction })),
  'refund.failed.v1': event(
    'The provider could not pay, and no money has moved.',
    record({
      ...subject,
      attempt: integer({ minimum: 1 }),
      transaction: nullable(transaction),
      reason: text(),
      retriable: flag(),
    }),
  ),
  'refund.retried.v1': event(
    'It is to be paid once more, after a failure; the cover stays consumed.',
    record({ ...subject, attempt: integer({ minimum: 2 }), by: oneOf('platform', 'operator') }),
  ),
  'refund.sent-to-manual-review.v1': event(
    'It could not be paid by itself: an operator has to find out how the buyer gets his money.',
    record({ ...subject, attempt: integer({ minimum: 1 }), reason: text() }),
  ),
});

export type RefundEvent = EventOf<typeof refundEvents>;
