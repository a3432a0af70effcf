import {
  catalogue,
  dateSchema,
  event,
  inquiryIdSchema,
  instantSchema,
  moneySchema,
  orderIdSchema,
  organisationIdSchema,
  paymentIdSchema,
  personal,
  record,
  sideSchema,
  text,
  type EventOf,
} from '#kernel';

/** Which inquiry it is and whom it concerns. `by` is who opened it, and whose words are in it. */
const subject = {
  inquiryId: inquiryIdSchema,
  orderId: orderIdSchema,
  buyer: organisationIdSchema,
  supplier: organisationIdSchema,
  by: sideSchema,
};
/** Money of a transfer is the buyer's, whoever asks for it. */
const words = (subjectField: string) => personal(text({ minLength: 1 }), subjectField);

export const inquiryEvents = catalogue({
  'inquiry.opened.v1': event(
    'A party says that money was sent which the order does not show, and asks for it to be found.',
    record({
      ...subject,
      amount: moneySchema,
      sentOn: dateSchema,
      reference: words('buyer'),
      bank: words('buyer'),
      note: personal(text(), '{by}'),
      openedAt: instantSchema,
    }),
  ),
  'inquiry.taken-up.v1': event('An operator looks for the money.', record({ ...subject, takenUpAt: instantSchema })),
  'inquiry.matched.v1': event(
    'The money was found: it is this payment of the order.',
    record({ ...subject, paymentId: paymentIdSchema, amount: moneySchema, matchedAt: instantSchema }),
  ),
  'inquiry.answered.v1': event(
    'The money was not found; the operator says why, or what to do.',
    record({ ...subject, answer: words('{by}'), answeredAt: instantSchema }),
  ),
  'inquiry.withdrawn.v1': event(
    'Who opened the inquiry does not need it any more.',
    record({ ...subject, withdrawnAt: instantSchema }),
  ),
});

export type InquiryEvent = EventOf<typeof inquiryEvents>;
