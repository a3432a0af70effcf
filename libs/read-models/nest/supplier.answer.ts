import { ApiProperty } from '@nestjs/swagger';
import type { Currency, Instant, OrganisationId } from '#kernel';
import { MoneyBody, type Presented } from '#platform';
import type { SupplierDoc } from '../supplier-directory/index.js';

/** A supplier for the API reference. */
export class SupplierAnswer implements Presented<SupplierDoc> {
  @ApiProperty({ type: 'string' })
  readonly supplierId!: OrganisationId;

  @ApiProperty({ type: 'string', nullable: true, description: 'Null for a moment, until the enrolment is seen.' })
  readonly name!: string | null;

  @ApiProperty({ type: 'string', description: 'Of the limit, and of every order with him.' })
  readonly currency!: Currency;

  @ApiProperty({ type: MoneyBody, description: 'The Trade Assurance limit.' })
  readonly limit!: MoneyBody;

  @ApiProperty({ type: MoneyBody, description: 'What orders hold of it.' })
  readonly reserved!: MoneyBody;

  @ApiProperty({ type: MoneyBody, description: 'What is left for the next order.' })
  readonly remaining!: MoneyBody;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly updatedAt!: Instant;
}
