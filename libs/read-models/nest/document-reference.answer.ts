import type { DocumentId, DocumentReference } from '#kernel';
import { Id, Text } from './answer-fields.js';

/** A document that somebody relies on: which one, and what it held. */
export class DocumentReferenceAnswer implements DocumentReference {
  @Id('Of the document.') readonly documentId!: DocumentId;
  @Text({ description: 'SHA-256 of its content.' }) readonly sha256!: string;
}
