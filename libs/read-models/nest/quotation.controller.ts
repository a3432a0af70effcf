import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Instant, ListingId, OrganisationId, QuotationId } from '#kernel';
import {
  Asked,
  type Asking,
  callerOf,
  type CatchingUp,
  FreshnessQuery,
  notFound,
  Operation,
  PageAnswer,
  PageQuery,
  Pages,
  QuotationIdPipe,
  type Reading,
} from '#platform';
import { quotations, type QuotationDoc } from '../quotations/index.js';
import { mayRead } from './may-read.js';

class QuotedLineAnswer {
  @ApiProperty({ type: 'string' })
  readonly product!: string;

  @ApiProperty({ type: 'string', required: false })
  readonly specification?: string;

  @ApiProperty({ type: 'integer', description: 'Pieces.' })
  readonly quantity!: number;

  @ApiProperty({ type: 'string', description: 'In major units.', example: '9.80' })
  readonly unitPrice!: string;
}

export class QuotationAnswer implements QuotationDoc {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly quotationId!: QuotationId;

  @ApiProperty({ type: 'string' })
  readonly buyer!: OrganisationId;

  @ApiProperty({ type: 'string' })
  readonly supplier!: OrganisationId;

  @ApiProperty({ type: 'string', format: 'uuid', nullable: true, description: 'What it is about.' })
  readonly listingId!: ListingId | null;

  @ApiProperty({ type: 'string', example: 'USD' })
  readonly currency!: string;

  @ApiProperty({ type: QuotedLineAnswer, isArray: true, description: 'As the lines of a contract would be.' })
  readonly lines!: readonly QuotedLineAnswer[];

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly givenAt!: Instant;

  @ApiProperty({ type: 'string', format: 'date-time', description: 'From then on nobody is bound by it.' })
  readonly validUntil!: Instant;

  @ApiProperty({ type: 'boolean' })
  readonly withdrawn!: boolean;

  @ApiProperty({ type: 'boolean', description: 'It was not withdrawn, and its time is not over.' })
  readonly holds!: boolean;
}

export class QuotationsAnswer extends PageAnswer {
  @ApiProperty({ type: QuotationAnswer, isArray: true, description: 'The newest first.' })
  readonly quotations!: readonly QuotationAnswer[];
}

const shown = (doc: QuotationDoc, { now }: Reading) => ({ ...doc, holds: !doc.withdrawn && now < doc.validUntil });

const LIST = {
  model: quotations,
  named: 'quotations',
  sort: [{ field: 'givenAt', direction: 'desc' }],
  shown,
} as const;

@ApiTags('quotations')
@Controller('v1/quotations')
export class QuotationsController {
  constructor(private readonly pages: Pages) {}

  @Get()
  @Operation('list-quotations', {
    summary: 'The quotations that the caller’s organisation was given, or has given.',
    answer: QuotationsAnswer,
    problems: { 400: 'The page or the position is out of form.' },
  })
  list(@Query() query: PageQuery, @Asked() asked: Asking): Promise<QuotationsAnswer | CatchingUp> {
    const { role, organisation } = callerOf(asked.request).actor;
    const where = { [role === 'buyer' ? 'buyer' : 'supplier']: { eq: organisation } };
    return this.pages.list({ ...LIST, where }, query, asked);
  }

  @Get(':id')
  @ApiParam({ name: 'id', description: 'Of the quotation.', schema: { type: 'string', format: 'uuid' } })
  @Operation('read-quotation', {
    summary: 'What was quoted, and whether it still holds.',
    answer: QuotationAnswer,
    versioned: true,
    problems: { 400: 'The position is out of form.', 404: 'There is no such quotation, or not for this caller.' },
  })
  read(
    @Param('id', QuotationIdPipe) id: QuotationId,
    @Query() query: FreshnessQuery,
    @Asked() asked: Asking,
  ): Promise<string | CatchingUp | undefined> {
    const missing = () => notFound('unknown-quotation', 'There is no such quotation.');
    return this.pages.one({ model: quotations, id, mayRead, missing, shown }, query, asked);
  }
}
