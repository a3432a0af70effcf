import { ApiProperty } from '@nestjs/swagger';
import type { Currency, Instant, OrganisationId } from '#kernel';
import { MoneyBody, type Presented } from '#platform';
import { scoreOf, type SupplierDoc } from '../supplier-directory/index.js';

export class SupplierFeedbackAnswer {
  @ApiProperty({ type: 'integer', description: 'How many buyers have rated him.' })
  readonly ratings!: number;

  @ApiProperty({ type: 'string', nullable: true, example: '4.5', description: 'The mean of 1 to 5; null without any.' })
  readonly score!: string | null;
}

/** A supplier for the API reference. */
export class SupplierAnswer implements Omit<Presented<SupplierDoc>, 'feedback'> {
  @ApiProperty({ type: 'string' })
  readonly supplierId!: OrganisationId;

  @ApiProperty({ type: 'string', nullable: true, description: 'Null for a moment, until the enrolment is seen.' })
  readonly name!: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'In his own words.' })
  readonly about!: string | null;

  @ApiProperty({ type: 'boolean', description: 'No new contract is written with him.' })
  readonly suspended!: boolean;

  @ApiProperty({ type: SupplierFeedbackAnswer, description: 'What buyers say of him.' })
  readonly feedback!: SupplierFeedbackAnswer;

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

/** The document with what is computed from it at reading. */
export type SupplierView = Omit<SupplierDoc, 'feedback'> & { readonly feedback: SupplierFeedbackAnswer };
export const supplierView = ({ feedback, ...doc }: SupplierDoc): SupplierView => ({
  ...doc,
  feedback: { ratings: feedback.ratings, score: scoreOf(feedback) },
});
