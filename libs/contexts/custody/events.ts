import {
  catalogue,
  documentIdSchema,
  event,
  instantSchema,
  integer,
  nullable,
  oneOf,
  orderIdSchema,
  organisationIdSchema,
  personal,
  record,
  sha256Schema,
  text,
  type EventOf,
} from '#kernel';

/** What a document is for. */
export const documentPurposeSchema = oneOf('contract', 'evidence', 'shipment', 'quality-check', 'inspection');

/** What somebody gets to see of it: what is known of it, or its content. */
export const accessSchema = oneOf('view', 'download');

/** Which document, and whom it concerns; in every event, so that a reader finds its documents from the event alone. */
const subject = {
  documentId: documentIdSchema,
  /** Null for a document of two who have no order yet. */
  orderId: nullable(orderIdSchema),
  buyer: organisationIdSchema,
  supplier: organisationIdSchema,
  sha256: sha256Schema,
};

export const custodyEvents = catalogue({
  'custody.stored.v1': event(
    'A document was taken into custody: its content is kept under its hash, and nothing of it can be changed unseen.',
    record({
      ...subject,
      purpose: documentPurposeSchema,
      size: integer({ minimum: 1 }),
      mediaType: text({ minLength: 1 }),
      fileName: personal(text({ minLength: 1 }), 'uploader'),
      /** The organisation of who stored it. */
      uploader: organisationIdSchema,
      uploadedAs: oneOf('buyer', 'supplier', 'operator'),
      storedAt: instantSchema,
    }),
  ),
  'custody.accessed.v1': event(
    'Somebody was about to be shown the document or its content; who is in the event’s metadata.',
    record({ ...subject, kind: accessSchema }),
  ),
});

export type CustodyEvent = EventOf<typeof custodyEvents>;
