import type { DocumentId, DocumentReference, Instant, OrderId, OrganisationId, Personal, TypeOf } from '#kernel';
import type { documentPurposeSchema } from './events.js';

export type DocumentPurpose = TypeOf<typeof documentPurposeSchema>;

export interface Document {
  readonly documentId: DocumentId;
  readonly orderId: OrderId | null;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly purpose: DocumentPurpose;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly fileName: Personal<string>;
  readonly uploader: OrganisationId;
  readonly uploadedAs: 'buyer' | 'supplier' | 'operator';
  readonly storedAt: Instant;
}

/** How often it was accessed is not remembered: the stream itself is the chain of custody. */
export type Custody = { readonly phase: 'none' } | { readonly phase: 'stored'; readonly document: Document };

/** What `store-document` must know of the order that it is about, null when there is none; other commands need nothing. */
export type CustodyFacts = { readonly order: DocumentedOrder | null } | undefined;
export interface DocumentedOrder {
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
}

/** What another context has to know of a document that it refers to: plain values. */
export interface StoredDocument {
  readonly documentId: DocumentId;
  readonly orderId: OrderId | null;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly purpose: DocumentPurpose;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  /** The organisation that stored it, and as what. */
  readonly by: OrganisationId;
  readonly uploadedAs: 'buyer' | 'supplier' | 'operator';
  readonly storedAt: Instant;
}

/** Null when there is no such document. */
export function storedDocument(custody: Custody): StoredDocument | null {
  if (custody.phase === 'none') return null;
  const { fileName: _name, uploader: by, ...document } = custody.document;
  return { ...document, by };
}

/**
 * The document for somebody who relies on it for an order: null when it is not kept, or for another order or purpose.
 * @param place what it has to be kept for.
 */
export function keptFor(
  custody: Custody,
  place: { readonly orderId: OrderId; readonly purpose: DocumentPurpose },
): DocumentReference | null {
  if (custody.phase === 'none') return null;
  const { documentId, sha256, orderId, purpose } = custody.document;
  return orderId === place.orderId && purpose === place.purpose ? { documentId, sha256 } : null;
}
