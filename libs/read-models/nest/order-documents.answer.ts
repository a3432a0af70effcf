import { ApiProperty } from '@nestjs/swagger';
import type { DocumentId, Instant, OrderId, OrganisationId } from '#kernel';
import type { DocumentPurpose } from '#contexts/custody';
import { PageAnswer, type Presented } from '#platform';
import type { DocumentDoc } from '../order-documents/index.js';

export class ListedDocumentAnswer implements Presented<DocumentDoc> {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly documentId!: DocumentId;

  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly orderId!: OrderId | null;

  @ApiProperty({ type: 'string' })
  readonly buyer!: OrganisationId;

  @ApiProperty({ type: 'string' })
  readonly supplier!: OrganisationId;

  @ApiProperty({ type: 'string', description: 'What it is for.' })
  readonly purpose!: DocumentPurpose;

  @ApiProperty({ type: 'string', description: 'SHA-256 of the content, hexadecimal.' })
  readonly sha256!: string;

  @ApiProperty({ type: 'integer', description: 'Bytes.' })
  readonly size!: number;

  @ApiProperty({ type: 'string', description: 'As found in the content.', example: 'application/pdf' })
  readonly mediaType!: string;

  @ApiProperty({ type: 'string', nullable: true, description: 'As it was uploaded; null once it is forgotten.' })
  readonly fileName!: string | null;

  @ApiProperty({ type: 'string', enum: ['buyer', 'supplier', 'operator'], description: 'Who stored it.' })
  readonly uploadedAs!: 'buyer' | 'supplier' | 'operator';

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly storedAt!: Instant;
}

export class OrderDocumentsAnswer extends PageAnswer {
  @ApiProperty({ type: ListedDocumentAnswer, isArray: true, description: 'In the order in which they were stored.' })
  readonly documents!: readonly ListedDocumentAnswer[];
}
