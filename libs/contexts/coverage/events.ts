import {
  catalogue,
  coverageTypeSchema,
  event,
  moneySchema,
  oneOf,
  orderIdSchema,
  organisationIdSchema,
  record,
  type EventOf,
} from '#kernel';

export const releaseReasonSchema = oneOf('order-cancelled');

/** Where the supplier's guarantee line stands after the event: absolute, so that no reader has to add up. */
const standing = {
  limit: moneySchema,
  /** Σ of all open reservations. */
  reserved: moneySchema,
  remaining: moneySchema,
};

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
      supplierId: organisationIdSchema,
      orderId: orderIdSchema,
      coverageType: coverageTypeSchema,
      base: moneySchema,
      requested: moneySchema,
      granted: moneySchema,
      ...standing,
    }),
  ),
  'coverage.released.v1': event(
    'The cover that an order held went back to the supplier’s limit; it never tops up another order.',
    record({
      supplierId: organisationIdSchema,
      orderId: orderIdSchema,
      reason: releaseReasonSchema,
      amount: moneySchema,
      ...standing,
    }),
  ),
});

export type CoverageEvent = EventOf<typeof coverageEvents>;
