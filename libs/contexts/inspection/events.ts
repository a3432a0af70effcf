import {
  catalogue,
  dateSchema,
  documentReferenceSchema,
  event,
  inspectionIdSchema,
  instantSchema,
  moneySchema,
  oneOf,
  orderIdSchema,
  orderPhaseSchema,
  organisationIdSchema,
  record,
  text,
  type EventOf,
  type TypeOf,
} from '#kernel';

/** Whom the inspection concerns; in every event, so that a reader finds its documents from the event alone. */
const subject = {
  inspectionId: inspectionIdSchema,
  orderId: orderIdSchema,
  buyer: organisationIdSchema,
  supplier: organisationIdSchema,
};

export const placeSchema = oneOf('china', 'overseas');
export type Place = TypeOf<typeof placeSchema>;

export const inspectionResultSchema = oneOf('pass', 'fail', 'inconclusive');
export type InspectionResult = TypeOf<typeof inspectionResultSchema>;

export const inspectionEvents = catalogue({
  'inspection.ordered.v1': event(
    'The buyer ordered an inspection by one of the platform’s partners; its fee is his own, and never covered.',
    record({
      ...subject,
      partner: text({ minLength: 1 }),
      place: placeSchema,
      fee: moneySchema,
      ruleSet: text(),
      orderedAt: instantSchema,
      /** Where the order stood. */
      phase: orderPhaseSchema,
    }),
  ),
  'inspection.scheduled.v1': event('The partner said on which day he comes.', record({ ...subject, on: dateSchema })),
  'inspection.performed.v1': event('The inspector was there.', record({ ...subject, performedAt: instantSchema })),
  'inspection.reported.v1': event(
    'The partner reported what the inspector found.',
    record({
      ...subject,
      result: inspectionResultSchema,
      report: documentReferenceSchema,
      reportedAt: instantSchema,
    }),
  ),
  'inspection.cancelled.v1': event('The buyer called the inspection off.', record(subject)),
});

export type InspectionEvent = EventOf<typeof inspectionEvents>;
