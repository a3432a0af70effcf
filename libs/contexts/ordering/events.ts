import {
  catalogue,
  coverageTypeSchema,
  designatedAccountSchema,
  event,
  flag,
  instantSchema,
  lineQuantitySchema,
  list,
  moneySchema,
  nullable,
  orderIdSchema,
  orderPhaseSchema,
  organisationIdSchema,
  paymentIdSchema,
  personal,
  purposeSchema,
  record,
  sha256Schema,
  shipmentIdSchema,
  sideSchema,
  text,
  type EventOf,
} from '#kernel';
import { contractSchema } from './contract.js';

/** Whom the event concerns; in every event, so that a reader finds its documents from the event alone. */
const subject = { orderId: orderIdSchema, buyer: organisationIdSchema, supplier: organisationIdSchema };

/** A version of the contract, and what the supplier's enrolment said when it was written. */
const written = {
  ...subject,
  by: sideSchema,
  contract: contractSchema,
  contractHash: sha256Schema,
  supplierName: text(),
  designatedAccount: designatedAccountSchema('supplier'),
};

export const orderingEvents = catalogue({
  'order.drafted.v1': event(
    'A party wrote down the contract; the payment instructions name the supplier’s designated account.',
    record(written),
  ),
  'order.revised.v1': event(
    'A party changed the contract; confirmations of the earlier one are void.',
    record({ ...written, voided: list(sideSchema) }),
  ),
  'order.submitted.v1': event(
    'The contract was put before both sides, who have until `confirmBy` to confirm it; the rule set is pinned.',
    record({ ...subject, by: sideSchema, contractHash: sha256Schema, confirmBy: instantSchema, ruleSet: text() }),
  ),
  'order.side-confirmed.v1': event(
    'One side confirmed the contract with this hash.',
    record({ ...subject, side: sideSchema, contractHash: sha256Schema }),
  ),
  'order.confirmed.v1': event(
    'Both sides have confirmed the same contract: cover is to be reserved, and the initial payment is due by `payBy`.',
    record({
      ...subject,
      contractHash: sha256Schema,
      coverageType: coverageTypeSchema,
      coverageBase: moneySchema,
      agreedCap: nullable(moneySchema),
      payBy: instantSchema,
      ruleSet: text(),
    }),
  ),
  'order.cancelled.v1': event(
    'A side ended the order before any money had arrived.',
    record({ ...subject, by: sideSchema, reason: personal(text(), '{by}'), from: orderPhaseSchema }),
  ),
  'order.cover-recorded.v1': event(
    'The order knows its cover; when it is less than requested, the buyer has to acknowledge that before he pays.',
    record({
      ...subject,
      coverageType: coverageTypeSchema,
      base: moneySchema,
      requested: moneySchema,
      granted: moneySchema,
      reduced: flag(),
    }),
  ),
  'order.reduced-cover-acknowledged.v1': event(
    'The buyer accepted that the cover is less than what was requested.',
    record({ ...subject, requested: moneySchema, granted: moneySchema }),
  ),
  'order.payment-allocated.v1': event(
    'Money that arrived was set against a debt of the order; running totals, and what of it was too much.',
    record({
      ...subject,
      paymentId: paymentIdSchema,
      purpose: purposeSchema,
      amount: moneySchema,
      allocated: moneySchema,
      excess: moneySchema,
      due: moneySchema,
      /** Σ allocated to this purpose, this payment included. */
      allocatedInAll: moneySchema,
      /** Nothing of the purpose is owed any more. */
      complete: flag(),
      /** Where the order stands after it. */
      phase: orderPhaseSchema,
    }),
  ),
  'order.dispatch-recorded.v1': event(
    'A batch left the supplier; what is still to be dispatched, and where the order stands after it.',
    record({
      ...subject,
      shipmentId: shipmentIdSchema,
      lines: list(lineQuantitySchema),
      dispatchedAt: instantSchema,
      undispatched: list(lineQuantitySchema),
      phase: orderPhaseSchema,
    }),
  ),
  'order.delivery-recorded.v1': event(
    'A batch reached the buyer.',
    record({ ...subject, shipmentId: shipmentIdSchema, deliveredAt: instantSchema }),
  ),
  'order.completed.v1': event('The buyer confirmed receipt; the order is complete.', record(subject)),
});

export type OrderEvent = EventOf<typeof orderingEvents>;
