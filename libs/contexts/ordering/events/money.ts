import {
  catalogue,
  coverageTypeSchema,
  event,
  flag,
  instantSchema,
  moneySchema,
  optional,
  paymentIdSchema,
  purposeSchema,
  record,
} from '#kernel';
import { debtAfter, subject, timed } from './common.js';

/** The cover of an order, and what is paid, taken back and let go. */
export const moneyEvents = catalogue({
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
      ...timed,
      paymentId: paymentIdSchema,
      purpose: purposeSchema,
      amount: moneySchema,
      allocated: moneySchema,
      excess: moneySchema,
      ...debtAfter,
      /** When; a claim on the goods counts from the completed initial payment. */
      allocatedAt: optional(instantSchema),
    }),
  ),
  'order.payment-reversed.v1': event(
    'Money that the order had taken was called back by the payer’s bank: it is owed again, unless the order has ended.',
    record({
      ...subject,
      ...timed,
      paymentId: paymentIdSchema,
      purpose: purposeSchema,
      /** What of the allocation is gone by it. */
      amount: moneySchema,
      /** Σ of what is gone of this payment’s allocation by reversal. */
      reversedInAll: moneySchema,
      ...debtAfter,
    }),
  ),
  'order.return-recorded.v1': event(
    'Money that the order had taken went back to the buyer, as both sides had agreed.',
    record({
      ...subject,
      paymentId: paymentIdSchema,
      purpose: purposeSchema,
      amount: moneySchema,
      /** Σ of what of this payment’s allocation went back. */
      returnedInAll: moneySchema,
      allocatedInAll: moneySchema,
    }),
  ),
  'order.shortfall-waived.v1': event(
    'The supplier let go what was still missing of a debt; what is called back later is owed all the same.',
    record({
      ...subject,
      ...timed,
      purpose: purposeSchema,
      amount: moneySchema,
      waivedInAll: moneySchema,
      ...debtAfter,
      waivedAt: instantSchema,
    }),
  ),
  'order.transfer-declared.v1': event(
    'The buyer declared a transfer that has not arrived: the order waits for it until `payUntil`.',
    record({ ...subject, paymentId: paymentIdSchema, declaredAt: instantSchema, payUntil: instantSchema }),
  ),
});
