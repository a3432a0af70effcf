import { ApiProperty } from '@nestjs/swagger';
import type { DocumentId, Instant, OrderId, OrganisationId } from '#kernel';
import { ChoiceField, IntegerParameter, OrganisationField } from '#platform';
import type { DocumentPurpose } from '../index.js';

const PURPOSES: readonly DocumentPurpose[] = ['contract', 'evidence', 'shipment', 'quality-check', 'inspection'];

export class UploadQuery {
  @ChoiceField(PURPOSES, { description: 'What the document is for.' })
  readonly purpose!: DocumentPurpose;
}

export class EarlyUploadQuery extends UploadQuery {
  @OrganisationField({ description: 'One of the two that it concerns.', example: 'northwind-retail' })
  readonly buyer!: string;

  @OrganisationField({ description: 'The other one.', example: 'lin-textiles' })
  readonly supplier!: string;
}

/** What is known of a document. */
export class DocumentAnswer {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly documentId!: DocumentId;

  @ApiProperty({ type: 'string', format: 'uuid', nullable: true, description: 'Null when there was no order yet.' })
  readonly orderId!: OrderId | null;

  @ApiProperty({ type: 'string' })
  readonly buyer!: OrganisationId;

  @ApiProperty({ type: 'string' })
  readonly supplier!: OrganisationId;

  @ApiProperty({ type: 'string', enum: [...PURPOSES] })
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

const MAX_PAGE = 500;

export class ChainQuery {
  @IntegerParameter({ description: 'The first entry to show, by its number.', minimum: 0, optional: true })
  readonly from?: number;

  @IntegerParameter({
    description: 'The most entries to show; 100 if not said.',
    minimum: 1,
    maximum: MAX_PAGE,
    optional: true,
  })
  readonly limit?: number;
}

class PersonAnswer {
  @ApiProperty({ type: 'string' })
  readonly id!: string;

  @ApiProperty({ type: 'string' })
  readonly role!: string;

  @ApiProperty({ type: 'string' })
  readonly organisation!: string;
}

class ChainEntryAnswer {
  @ApiProperty({ type: 'integer', description: 'From 0, without gaps.' })
  readonly number!: number;

  @ApiProperty({ type: 'string', enum: ['stored', 'view', 'download'] })
  readonly act!: 'stored' | 'view' | 'download';

  @ApiProperty({ type: PersonAnswer })
  readonly by!: PersonAnswer;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly at!: string;

  @ApiProperty({ type: 'string', nullable: true, description: 'The hash of the entry before; null for the first.' })
  readonly previousHash!: string | null;

  @ApiProperty({ type: 'string', description: 'The hash of this entry, which covers the one before.' })
  readonly hash!: string;
}

/** Everything that happened to a document, in order. */
export class ChainOfCustodyAnswer {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly documentId!: DocumentId;

  @ApiProperty({ type: 'string', description: 'SHA-256 of the content, hexadecimal.' })
  readonly sha256!: string;

  @ApiProperty({ type: ChainEntryAnswer, isArray: true })
  readonly entries!: readonly ChainEntryAnswer[];

  @ApiProperty({ type: 'integer', nullable: true, description: 'Where the next page begins; null on the last.' })
  readonly next!: number | null;
}
