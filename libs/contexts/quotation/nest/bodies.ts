import { IdField, IntegerField, ListField, OrganisationField, TextField } from '#platform';

const MAX_LINES = 500;
const MAX_DAYS = 365;

export class QuotedLineBody {
  @TextField({ description: 'What is offered.', example: 'Cotton shirt, white', maxLength: 300 })
  readonly product!: string;

  @TextField({ description: 'How it would be.', optional: true, maxLength: 4_000 })
  readonly specification?: string;

  @IntegerField({ description: 'Pieces.', minimum: 1, example: 300 })
  readonly quantity!: number;

  @TextField({
    description: 'In major units; it may have more decimals than the currency.',
    example: '9.80',
    maxLength: 30,
    pattern: /^\d{1,15}(\.\d{1,10})?$/,
    form: 'a decimal number such as "45.5805"',
  })
  readonly unitPrice!: string;
}

export class QuotationBody {
  @OrganisationField({ description: 'To whom it is said.', example: 'acme-imports' })
  readonly buyer!: string;

  @IdField({ description: 'The listing that it is about.', optional: true })
  readonly listingId?: string;

  @TextField({
    description: 'ISO 4217 code; that of the supplier’s limit.',
    example: 'USD',
    maxLength: 3,
    pattern: /^[A-Z]{3}$/,
    form: 'three capital letters, such as USD',
  })
  readonly currency!: string;

  @ListField(QuotedLineBody, { description: 'What a contract would say.', minItems: 1, maxItems: MAX_LINES })
  readonly lines!: readonly QuotedLineBody[];

  @IntegerField({ description: 'For how many days it holds.', minimum: 1, maximum: MAX_DAYS, example: 30 })
  readonly validForDays!: number;
}
