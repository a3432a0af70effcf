import type { DocumentId, OrderId, OrganisationId, TypeOf } from '#kernel';
import type { accessSchema, documentPurposeSchema } from './events.js';

/** A document, whose content is in the blob store already, is taken into custody: for an order, or for two who have none yet. */
export type StoreDocument = Readonly<{
  type: 'store-document';
  documentId: DocumentId;
  purpose: TypeOf<typeof documentPurposeSchema>;
  about: Readonly<{ orderId: OrderId }> | Readonly<{ buyer: OrganisationId; supplier: OrganisationId }>;
  sha256: string;
  /** Bytes. */
  size: number;
  /** As found in the content, not as it was declared. */
  mediaType: string;
  fileName: string;
}>;

/** Somebody is about to be served: what he gets is his only once this is recorded. */
export type RecordAccess = Readonly<{
  type: 'record-access';
  documentId: DocumentId;
  kind: TypeOf<typeof accessSchema>;
}>;

export type CustodyCommand = StoreDocument | RecordAccess;
