import {
  catalogue,
  event,
  instantSchema,
  lineQuantitySchema,
  list,
  orderIdSchema,
  orderPhaseSchema,
  organisationIdSchema,
  record,
  shipmentIdSchema,
  text,
  type EventOf,
} from '#kernel';

/** Whom the batch concerns; in every event, so that a reader finds its documents from the event alone. */
const subject = {
  shipmentId: shipmentIdSchema,
  orderId: orderIdSchema,
  buyer: organisationIdSchema,
  supplier: organisationIdSchema,
};

export const shipmentEvents = catalogue({
  'shipment.dispatched.v1': event(
    'The supplier handed one batch of an order to a carrier.',
    record({
      ...subject,
      lines: list(lineQuantitySchema, { minItems: 1 }),
      carrier: text({ minLength: 1 }),
      trackingNumber: text({ minLength: 1 }),
      dispatchedAt: instantSchema,
      /** What the dispatch was decided by: where the order stood, and what of it had not left yet. */
      order: record({ phase: orderPhaseSchema, undispatched: list(lineQuantitySchema) }),
    }),
  ),
  'shipment.delivered.v1': event('The batch reached the buyer.', record({ ...subject, deliveredAt: instantSchema })),
});

export type ShipmentEvent = EventOf<typeof shipmentEvents>;
