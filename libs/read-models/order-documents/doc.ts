import type { DocumentId, Instant, OrderId, OrganisationId, SealedValue } from '#kernel';
import type { DocumentPurpose } from '#contexts/custody';

/** One document in custody, as a list shows it. */
export interface DocumentDoc {
  readonly documentId: DocumentId;
  /** Null for a document of two who had no order yet. */
  readonly orderId: OrderId | null;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly purpose: DocumentPurpose;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  readonly fileName: SealedValue<string>;
  readonly uploadedAs: 'buyer' | 'supplier' | 'operator';
  readonly storedAt: Instant;
}
