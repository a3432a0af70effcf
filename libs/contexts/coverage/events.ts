import {
  catalogue,
  coverageTypeSchema,
  disputeIdSchema,
  event,
  flag,
  moneySchema,
  oneOf,
  orderIdSchema,
  organisationIdSchema,
  record,
  recourseIdSchema,
  refundIdSchema,
  type EventOf,
} from '#kernel';

/** The last window closed undisputed, or the order came to another end. */
export const releaseReasonSchema = oneOf('order-cancelled', 'order-expired', 'window-closed', 'closed-by-dispute');

/** Where the supplier's guarantee line stands after the event: absolute, so that no reader has to add up. */
const standing = {
  limit: moneySchema,
  /** Σ of all open reservations. */
  reserved: moneySchema,
  remaining: moneySchema,
};

/** Whose cover the event is about. */
const ofOrder = { supplierId: organisationIdSchema, orderId: orderIdSchema };

/** What the order has of the line after the event. */
const cover = record({
  /** Reserved and consumed together. */
  granted: moneySchema,
  reserved: moneySchema,
  consumed: moneySchema,
});

export const coverageEvents = catalogue({
  'coverage.limit-granted.v1': event(
    'A supplier got his first limit: the most that the platform guarantees for him at one time.',
    record({ supplierId: organisationIdSchema, ...standing }),
  ),
  'coverage.limit-changed.v1': event(
    'The platform set another limit; what was reserved before stands, even above it.',
    record({ supplierId: organisationIdSchema, previous: moneySchema, ...standing }),
  ),
  'coverage.reserved.v1': event(
    'A part of the supplier’s limit was set aside for an order; `granted` is less than `requested` where not enough remained.',
    record({
      ...ofOrder,
      coverageType: coverageTypeSchema,
      base: moneySchema,
      requested: moneySchema,
      granted: moneySchema,
      ...standing,
    }),
  ),
  'coverage.adjusted.v1': event(
    'An accepted amendment changed what an order wants covered; more is granted only as far as the limit has it.',
    record({
      ...ofOrder,
      coverageType: coverageTypeSchema,
      base: moneySchema,
      requested: moneySchema,
      granted: moneySchema,
      previous: record({ requested: moneySchema, granted: moneySchema }),
      ...standing,
    }),
  ),
  'coverage.held.v1': event(
    'A dispute is open: the order’s cover stays until it ends. Where `late`, the cover had been released already and was reserved again as far as the limit had it, which an operator has to look at.',
    record({
      ...ofOrder,
      disputeId: disputeIdSchema,
      coverageType: coverageTypeSchema,
      late: flag(),
      cover,
      ...standing,
    }),
  ),
  'coverage.unheld.v1': event(
    'The dispute has ended: the order’s cover may be released when its windows have closed.',
    record({ ...ofOrder, disputeId: disputeIdSchema, cover, ...standing }),
  ),
  'coverage.consumed.v1': event(
    'What is payable of a determined or agreed amount moved from reserved to consumed, for a refund; the rest stays reserved.',
    record({
      ...ofOrder,
      disputeId: disputeIdSchema,
      refundId: refundIdSchema,
      /** What was determined or agreed on. */
      determined: moneySchema,
      /** What had arrived for the order and stayed, as far as its coverage type covers it. */
      net: moneySchema,
      amount: moneySchema,
      cover,
      ...standing,
    }),
  ),
  'coverage.restored.v1': event(
    'What recourse brought back after a refund raises the supplier’s line again; never more than was consumed for the order.',
    record({
      ...ofOrder,
      recourseId: recourseIdSchema,
      /** By this recourse in all. */
      recovered: moneySchema,
      /** What of it was new, as far as it was not more than what refunds had taken. */
      amount: moneySchema,
      cover,
      ...standing,
    }),
  ),
  'coverage.released.v1': event(
    'The cover that an order held went back to the supplier’s limit; it never tops up another order.',
    record({
      ...ofOrder,
      reason: releaseReasonSchema,
      amount: moneySchema,
      ...standing,
    }),
  ),
});

export type CoverageEvent = EventOf<typeof coverageEvents>;
