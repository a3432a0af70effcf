import {
  catalogue,
  dateSchema,
  documentReferenceSchema,
  event,
  instantSchema,
  lineQuantitySchema,
  list,
  nullable,
  oneOf,
  optional,
  orderIdSchema,
  orderPhaseSchema,
  organisationIdSchema,
  personal,
  record,
  shipmentIdSchema,
  text,
  type EventOf,
  type TypeOf,
} from '#kernel';

/** Whom the batch concerns; in every event, so that a reader finds its documents from the event alone. */
const subject = {
  shipmentId: shipmentIdSchema,
  orderId: orderIdSchema,
  buyer: organisationIdSchema,
  supplier: organisationIdSchema,
};

/** What a batch was decided by: where the order stood, and what of it had not left yet. */
const order = record({ phase: orderPhaseSchema, undispatched: list(lineQuantitySchema) });

/** On whose word a batch has cleared customs; an operator also speaks for the carrier. */
export const clearedBySchema = oneOf('operator', 'buyer', 'supplier');
export type ClearedBy = TypeOf<typeof clearedBySchema>;

export const shipmentEvents = catalogue({
  'shipment.planned.v1': event(
    'The supplier said what will be in a batch.',
    record({
      ...subject,
      lines: list(lineQuantitySchema, { minItems: 1 }),
      readyOn: nullable(dateSchema),
      plannedAt: instantSchema,
      order,
    }),
  ),
  'shipment.plan-withdrawn.v1': event('The supplier took a planned batch back.', record(subject)),
  'shipment.dispatched.v1': event(
    'The supplier handed one batch of an order to a carrier.',
    record({
      ...subject,
      lines: list(lineQuantitySchema, { minItems: 1 }),
      carrier: text({ minLength: 1 }),
      trackingNumber: text({ minLength: 1 }),
      dispatchedAt: instantSchema,
      order,
      documents: optional(list(documentReferenceSchema)),
    }),
  ),
  'shipment.customs-cleared.v1': event(
    'The batch cleared customs; the supplier’s own word comes with a document and can be contested before `contestBy`.',
    record({
      ...subject,
      by: clearedBySchema,
      clearedAt: instantSchema,
      document: nullable(documentReferenceSchema),
      contestBy: nullable(instantSchema),
    }),
  ),
  'shipment.clearance-contested.v1': event(
    'The buyer contested the supplier’s clearance: it closes no window until an operator has looked.',
    record({ ...subject, reason: personal(text({ minLength: 1 }), 'buyer') }),
  ),
  'shipment.clearance-upheld.v1': event(
    'An operator found the contested clearance true: it counts from when it was recorded.',
    record({ ...subject, clearedAt: instantSchema }),
  ),
  'shipment.clearance-dismissed.v1': event(
    'An operator found the contested clearance untrue: the batch has not cleared customs.',
    record(subject),
  ),
  'shipment.delivered.v1': event('The batch reached the buyer.', record({ ...subject, deliveredAt: instantSchema })),
});

export type ShipmentEvent = EventOf<typeof shipmentEvents>;
