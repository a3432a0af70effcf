import {
  catalogue,
  disputeIdSchema,
  event,
  moneySchema,
  nullable,
  oneOf,
  orderIdSchema,
  organisationIdSchema,
  paymentIdSchema,
  personal,
  record,
  recourseIdSchema,
  refundIdSchema,
  sideSchema,
  text,
  type EventOf,
} from '#kernel';

/** Whom the event concerns and where the claim stands after it; in every event, so that no reader has to add up. */
const subject = {
  recourseId: recourseIdSchema,
  orderId: orderIdSchema,
  buyer: organisationIdSchema,
  supplier: organisationIdSchema,
  against: sideSchema,
  /** The organisation that owes it. */
  debtor: organisationIdSchema,
  /** In all. */
  claimed: moneySchema,
  recovered: moneySchema,
  outstanding: moneySchema,
};

export const recourseEvents = catalogue({
  'recourse.claimed.v1': event(
    'Money is claimed back: from the supplier what was refunded for him, or from the buyer what he got too much or twice.',
    record({
      ...subject,
      basis: oneOf('refund', 'appeal', 'double-recovery'),
      amount: moneySchema,
      disputeId: nullable(disputeIdSchema),
      refundId: nullable(refundIdSchema),
      paymentId: nullable(paymentIdSchema),
    }),
  ),
  'recourse.recovered.v1': event(
    'What was claimed, or a part of it, has come back.',
    record({ ...subject, amount: moneySchema }),
  ),
  'recourse.written-off.v1': event(
    'What was outstanding of a claim will not come back; no cover is restored by it.',
    record({ ...subject, amount: moneySchema, reason: personal(text({ minLength: 1 }), 'debtor') }),
  ),
});

export type RecourseEvent = EventOf<typeof recourseEvents>;
