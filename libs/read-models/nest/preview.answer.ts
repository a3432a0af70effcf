import { ApiProperty } from '@nestjs/swagger';
import { fromText, type CoverageType, type Instant, type OrganisationId, type PaymentMethod } from '#kernel';
import { MoneyBody, TextField, type Presented } from '#platform';
import type { CoverPreview, MethodPreview } from '../preview/index.js';
import { EstimateAnswer } from './payment.answer.js';

const AMOUNT = {
  maxLength: 20,
  pattern: /^\d{1,15}(\.\d{1,3})?$/,
  parse: (amount: string, query: object) => fromText({ amount, currency: currencyIn(query) }),
  form: 'an amount such as 1500.00, with no more decimals than the currency has',
};

/** A currency that is out of form is its own field's error. */
function currencyIn(query: object): string {
  const { currency } = query as { currency?: unknown };
  return typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : 'USD';
}

export class PreviewQuery {
  @TextField({ ...AMOUNT, description: 'The order in all, in major units.', example: '3000.00' })
  readonly total!: string;

  @TextField({ ...AMOUNT, description: 'What is paid first, in major units.', example: '1500.00' })
  readonly initialPayment!: string;

  @TextField({
    description: 'ISO 4217 code.',
    example: 'USD',
    maxLength: 3,
    pattern: /^[A-Z]{3}$/,
    form: 'three capital letters, such as USD',
  })
  readonly currency!: string;

  @TextField({
    description: 'ISO 3166 code of the country that a transfer would be sent from.',
    maxLength: 2,
    pattern: /^[A-Z]{2}$/,
    form: 'two capital letters, such as DE',
    optional: true,
  })
  readonly country?: string;
}

class CoverPreviewAnswer implements Presented<CoverPreview> {
  @ApiProperty({ type: 'string', enum: ['pre-shipment', 'post-delivery'] }) readonly coverageType!: CoverageType;
  @ApiProperty({ type: MoneyBody, description: 'What the coverage type covers.' }) readonly base!: MoneyBody;
  @ApiProperty({ type: MoneyBody, description: 'What the supplier’s limit has for it now.' })
  readonly covered!: MoneyBody;
  @ApiProperty({ type: 'boolean', description: 'Less than the base.' }) readonly reduced!: boolean;
}

class MethodPreviewAnswer implements Presented<MethodPreview> {
  @ApiProperty({ type: 'string', enum: ['e-checking', 'card', 'tt'] }) readonly method!: PaymentMethod;
  @ApiProperty({ type: MoneyBody, nullable: true, description: 'For each transaction; null when nobody here knows.' })
  readonly fee!: MoneyBody | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'Where the fee is not known: `ask-your-bank`.' })
  readonly feeAdvice!: MethodPreview['feeAdvice'];
  @ApiProperty({ type: MoneyBody, nullable: true, description: 'Inclusive; null for none.' })
  readonly limitPerTransaction!: MoneyBody | null;
  @ApiProperty({ type: 'integer', description: 'How many transactions the initial payment takes.' })
  readonly transactions!: number;
  @ApiProperty({ type: EstimateAnswer, nullable: true, description: 'If it were paid now; null for unknown.' })
  readonly estimatedArrival!: EstimateAnswer | null;
}

export class PreviewAnswer {
  @ApiProperty({ type: 'string' }) readonly supplierId!: OrganisationId;
  @ApiProperty({ type: MoneyBody, description: 'What is left of the supplier’s limit now.' })
  readonly remaining!: MoneyBody;
  @ApiProperty({ type: CoverPreviewAnswer, isArray: true, description: 'Under either coverage type.' })
  readonly cover!: readonly CoverPreviewAnswer[];
  @ApiProperty({ type: MethodPreviewAnswer, isArray: true, description: 'The ways to pay.' })
  readonly methods!: readonly MethodPreviewAnswer[];
  @ApiProperty({ type: 'string', description: 'What the platform takes from the buyer.', enum: ['none'] })
  readonly platformFee!: 'none';
  @ApiProperty({ type: 'string', description: 'The rules that it was looked up in.' }) readonly ruleSet!: string;
  @ApiProperty({
    type: 'string',
    format: 'date-time',
    description: 'It is a look at this moment, and reserves nothing.',
  })
  readonly at!: Instant;
}
