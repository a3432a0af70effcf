import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Instant, OrganisationId } from '#kernel';
import {
  type CatchingUp,
  Engine,
  Freshness,
  notFound,
  Operation,
  PageAnswer,
  pageFrom,
  pageOf,
  PageQuery,
  type Presented,
  Presenter,
  SupplierIdPipe,
} from '#platform';
import { scoreOf, supplierDirectory, type SupplierDoc } from '../supplier-directory/index.js';
import { supplierFeedback, type SupplierFeedbackDoc } from '../supplier-feedback/index.js';

class FeedbackAnswer implements Omit<Presented<SupplierFeedbackDoc>, 'supplier'> {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 5 })
  readonly rating!: number;

  @ApiProperty({ type: 'string', nullable: true, description: 'Null without words, and once they are forgotten.' })
  readonly text!: string | null;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly givenAt!: Instant;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'Null when it was not revised.' })
  readonly revisedAt!: Instant | null;
}

export class FeedbackOfSupplierAnswer extends PageAnswer {
  @ApiProperty({ type: 'integer', description: 'How many buyers have rated him.' })
  readonly ratings!: number;

  @ApiProperty({ type: 'string', nullable: true, example: '4.5', description: 'The mean of 1 to 5; null without any.' })
  readonly score!: string | null;

  @ApiProperty({ type: FeedbackAnswer, isArray: true, description: 'The newest first.' })
  readonly feedback!: readonly FeedbackAnswer[];
}

/** "Other buyers see it" [seed]: all of it, and who said it stays between the two. */
@ApiTags('suppliers')
@Controller('v1/suppliers/:id/feedback')
export class SupplierFeedbackController {
  constructor(
    private readonly engine: Engine,
    private readonly freshness: Freshness,
    private readonly presenter: Presenter,
  ) {}

  @Get()
  @ApiParam({ name: 'id', description: 'Of the supplier.', schema: { type: 'string' } })
  @Operation('read-supplier-feedback', {
    summary: 'What buyers say of a supplier, and his score.',
    answer: FeedbackOfSupplierAnswer,
    problems: { 400: 'The page or the position is out of form.', 404: 'There is no such supplier.' },
  })
  async read(
    @Param('id', SupplierIdPipe) supplierId: OrganisationId,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FeedbackOfSupplierAnswer | CatchingUp> {
    const behind = await this.freshness.waitFor(supplierFeedback, query, request, reply);
    if (behind !== undefined) return behind;
    const { readStore } = this.engine;
    const supplier = (await (await readStore.live<SupplierDoc>(supplierDirectory)).get(supplierId))?.doc ?? null;
    if (supplier === null) throw notFound('unknown-supplier', 'There is no such supplier.');
    const live = await readStore.live<SupplierFeedbackDoc>(supplierFeedback);
    const { documents, next = null } = await pageFrom(() =>
      live.find({
        where: { supplier: { eq: supplierId } },
        sort: [{ field: 'givenAt', direction: 'desc' }],
        ...pageOf(query),
      }),
    );
    const feedback = await this.presenter.present(documents.map(({ doc: { supplier: _, ...said } }) => said));
    return { ratings: supplier.feedback.ratings, score: scoreOf(supplier.feedback), feedback, next };
  }
}
