import {
  catalogue,
  documentReferenceSchema,
  event,
  instantSchema,
  list,
  oneOf,
  orderIdSchema,
  orderPhaseSchema,
  organisationIdSchema,
  personal,
  qualityCheckIdSchema,
  record,
  text,
  type EventOf,
  type TypeOf,
} from '#kernel';

/** Whom the check concerns; in every event, so that a reader finds its documents from the event alone. */
const subject = {
  checkId: qualityCheckIdSchema,
  orderId: orderIdSchema,
  buyer: organisationIdSchema,
  supplier: organisationIdSchema,
};

/** [seed]: "i.e. request samples, photos, videos". A sample's answer is the paper that it was sent with. */
export const checkKindSchema = oneOf('sample', 'photo', 'video');
export type CheckKind = TypeOf<typeof checkKindSchema>;

export const qualityCheckEvents = catalogue({
  'quality-check.requested.v1': event(
    'The buyer asked to see the quality of the goods before they leave; the window for claims does not close before the answer.',
    record({
      ...subject,
      kinds: list(checkKindSchema, { minItems: 1 }),
      note: personal(text(), 'buyer'),
      requestedAt: instantSchema,
      /** Where the order stood. */
      phase: orderPhaseSchema,
    }),
  ),
  'quality-check.answered.v1': event(
    'The supplier answered with documents.',
    record({
      ...subject,
      documents: list(documentReferenceSchema, { minItems: 1 }),
      note: personal(text(), 'supplier'),
      answeredAt: instantSchema,
    }),
  ),
  'quality-check.withdrawn.v1': event('The buyer does not ask for it any more.', record(subject)),
});

export type QualityCheckEvent = EventOf<typeof qualityCheckEvents>;
