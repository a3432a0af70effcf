import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Instant, ListingId, OrganisationId, QuotationId } from '#kernel';
import {
  callerOf,
  type CatchingUp,
  Engine,
  Freshness,
  FreshnessQuery,
  notFound,
  Operation,
  PageAnswer,
  pageFrom,
  pageOf,
  PageQuery,
  QuotationIdPipe,
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

@ApiTags('quotations')
@Controller('v1/quotations')
export class QuotationsController {
  constructor(
    private readonly engine: Engine,
    private readonly freshness: Freshness,
  ) {}

  @Get()
  @Operation('list-quotations', {
    summary: 'The quotations that the caller’s organisation was given, or has given.',
    answer: QuotationsAnswer,
    problems: { 400: 'The page or the position is out of form.' },
  })
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuotationsAnswer | CatchingUp> {
    const behind = await this.freshness.waitFor(quotations, query, request, reply);
    if (behind !== undefined) return behind;
    const { role, organisation } = callerOf(request).actor;
    const live = await this.engine.readStore.live<QuotationDoc>(quotations);
    const { documents, next = null } = await pageFrom(() =>
      live.find({
        where: { [role === 'buyer' ? 'buyer' : 'supplier']: { eq: organisation } },
        sort: [{ field: 'givenAt', direction: 'desc' }],
        ...pageOf(query),
      }),
    );
    return { quotations: documents.map(({ doc }) => this.#shown(doc)), next };
  }

  @Get(':id')
  @ApiParam({ name: 'id', description: 'Of the quotation.', schema: { type: 'string', format: 'uuid' } })
  @Operation('read-quotation', {
    summary: 'What was quoted, and whether it still holds.',
    answer: QuotationAnswer,
    problems: { 400: 'The position is out of form.', 404: 'There is no such quotation, or not for this caller.' },
  })
  async read(
    @Param('id', QuotationIdPipe) quotationId: QuotationId,
    @Query() query: FreshnessQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuotationAnswer | CatchingUp> {
    const behind = await this.freshness.waitFor(quotations, query, request, reply);
    if (behind !== undefined) return behind;
    const stored = await (await this.engine.readStore.live<QuotationDoc>(quotations)).get(quotationId);
    if (!stored?.doc || !mayRead(stored.doc, callerOf(request).actor))
      throw notFound('unknown-quotation', 'There is no such quotation.');
    return this.#shown(stored.doc);
  }

  #shown(doc: QuotationDoc): QuotationAnswer {
    return { ...doc, holds: !doc.withdrawn && this.engine.clock.now() < doc.validUntil };
  }
}
