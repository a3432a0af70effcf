import {
  catalogue,
  dateSchema,
  designatedAccountSchema,
  event,
  flag,
  instantSchema,
  moneySchema,
  nullable,
  oneOf,
  optional,
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
import { arrivalEstimateSchema } from '#rules';
import {
  cardSchema,
  checkingAccountSchema,
  reportKindSchema,
  reportSchema,
  returnCauseSchema,
  sourceSchema,
} from './vocabulary.js';

/** What the payment is and whom it concerns; in every event, so that a reader finds its documents from the event alone. */
const subject = {
  paymentId: paymentIdSchema,
  orderId: orderIdSchema,
  buyer: organisationIdSchema,
  supplier: organisationIdSchema,
  purpose: purposeSchema,
  /** What is to be paid; from the arrival on, what arrived. */
  amount: moneySchema,
};
const attempt = { ...subject, method: paymentMethodSchema };
const told = { ...attempt, source: sourceSchema };
const returning = { ...subject, returnId: text({ minLength: 1 }), cause: returnCauseSchema, returning: moneySchema };
/** The account that the buyer was told to pay to; money sent under it counts though another one is designated later. */
const designatedAccount = designatedAccountSchema('supplier');
/** Null where the calendar does not reach: unknown. */
const estimatedArrival = nullable(arrivalEstimateSchema);
const ruleSet = text({ minLength: 1 });

export const paymentEvents = catalogue({
  'payment.initiated.v1': event(
    'The buyer asked for the money to be taken from his card or checking account; the provider is asked next.',
    record({
      ...attempt,
      card: optional(cardSchema('buyer')),
      checkingAccount: optional(checkingAccountSchema('buyer')),
      fee: moneySchema,
      designatedAccount,
      ruleSet,
      initiatedAt: instantSchema,
    }),
  ),
  'payment.declared.v1': event(
    'The buyer said that he has sent a telegraphic transfer; nothing has arrived by that.',
    record({
      ...attempt,
      reference: personal(text({ minLength: 1 }), 'buyer'),
      bank: personal(text({ minLength: 1 }), 'buyer'),
      sentOn: dateSchema,
      designatedAccount,
      ruleSet,
      declaredAt: instantSchema,
      holdsUntil: instantSchema,
      estimatedArrival,
    }),
  ),
  'payment.verification-started.v1': event(
    'The provider verifies the buyer’s checking account.',
    record({ ...told, startedAt: instantSchema }),
  ),
  'payment.authorised.v1': event(
    'The provider may take the money; from here the working days of its arrival are counted.',
    record({ ...told, authorisedAt: instantSchema, estimatedArrival }),
  ),
  'payment.processing.v1': event(
    'The money is on its way to the designated account.',
    record({ ...told, processingAt: instantSchema }),
  ),
  'payment.rejected.v1': event(
    'The buyer’s account or card was not accepted; no money moved.',
    record({ ...attempt, source: optional(sourceSchema), reason: text({ minLength: 1 }), rejectedAt: instantSchema }),
  ),
  'payment.failed.v1': event(
    'The money could not be taken.',
    record({ ...told, reason: text({ minLength: 1 }), failedAt: instantSchema }),
  ),
  'payment.expired.v1': event(
    'The payment was not completed in its time; money that comes later is looked at as it comes.',
    record({ ...attempt, source: optional(sourceSchema), reason: text({ minLength: 1 }), expiredAt: instantSchema }),
  ),
  'payment.arrived.v1': event(
    'Money for an order arrived on the supplier’s designated account.',
    record({
      ...attempt,
      reference: personal(text({ minLength: 1 }), 'buyer'),
      arrivedAt: instantSchema,
      source: optional(sourceSchema),
    }),
  ),
  'payment.arrived-elsewhere.v1': event(
    'Money for an order went to another account than the designated one: it is not covered, and the order does not count it.',
    record({
      ...attempt,
      reference: personal(text({ minLength: 1 }), 'buyer'),
      account: optional(personal(text({ minLength: 1 }), 'supplier')),
      arrivedAt: instantSchema,
      source: optional(sourceSchema),
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
  'payment.reversed.v1': event(
    'The bank took the money back: a chargeback or a return.',
    record({
      ...attempt,
      reversed: moneySchema,
      /** What the order had of it, what was waiting to go back, and what had gone back already: then it is missing. */
      fromAllocated: moneySchema,
      fromAwaitingReturn: moneySchema,
      overdrawn: moneySchema,
      reason: text({ minLength: 1 }),
      source: optional(sourceSchema),
      reversedAt: instantSchema,
    }),
  ),
  'payment.return-authorised.v1': event(
    'Money is to go back to the buyer, under this return’s id and no other.',
    record({ ...returning, authorisedAt: instantSchema }),
  ),
  'payment.return-submitted.v1': event(
    'The provider has taken the return on.',
    record({ ...returning, transaction: text({ minLength: 1 }), submittedAt: instantSchema }),
  ),
  'payment.returned.v1': event(
    'The money is back with the buyer.',
    record({
      ...returning,
      transaction: text({ minLength: 1 }),
      by: oneOf('provider', 'operator'),
      returnedAt: instantSchema,
    }),
  ),
  'payment.return-failed.v1': event(
    'The money did not go back this time; where sending it again cannot mend it, an operator has to.',
    record({ ...returning, reason: text({ minLength: 1 }), retriable: flag(), failedAt: instantSchema }),
  ),
  'payment.report-kept.v1': event(
    'The provider said something that changes nothing: old news, or news of what is over.',
    record({ ...attempt, source: sourceSchema, kind: reportKindSchema, because: text({ minLength: 1 }) }),
  ),
  'payment.report-mismatched.v1': event(
    'The provider told of an amount or an account that does not match what was to be paid: an operator has to look.',
    record({ ...attempt, report: reportSchema, because: text({ minLength: 1 }) }),
  ),
  'payment.stray-reported.v1': event(
    'The provider told of a transaction that belongs to no payment here: an operator has to look.',
    record({ paymentId: paymentIdSchema, reference: nullable(text()), report: reportSchema }),
  ),
});

export type PaymentEvent = EventOf<typeof paymentEvents>;
