import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OrganisationId } from '#kernel';
import {
  answerRead,
  type CatchingUp,
  Engine,
  Freshness,
  FreshnessQuery,
  notFound,
  Operation,
  Presenter,
  SupplierIdPipe,
} from '#platform';
import { supplierDirectory, type SupplierDoc } from '../supplier-directory/index.js';
import { SupplierAnswer, supplierView } from './supplier.answer.js';

@ApiTags('suppliers')
@Controller('v1/suppliers/:id')
export class SupplierDirectoryController {
  constructor(
    private readonly engine: Engine,
    private readonly freshness: Freshness,
    private readonly presenter: Presenter,
  ) {}

  @Get()
  @ApiParam({ name: 'id', description: 'Of the supplier.', schema: { type: 'string' } })
  @Operation('read-supplier', {
    summary: 'A supplier, his Trade Assurance limit and what is left of it.',
    answer: SupplierAnswer,
    versioned: true,
    problems: { 400: 'The position is out of form, or of another store.', 404: 'There is no such supplier.' },
  })
  async read(
    @Param('id', SupplierIdPipe) supplierId: OrganisationId,
    @Query() query: FreshnessQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | CatchingUp | undefined> {
    const behind = await this.freshness.waitFor(supplierDirectory, query, request, reply);
    if (behind !== undefined) return behind;
    const stored = await (await this.engine.readStore.live<SupplierDoc>(supplierDirectory)).get(supplierId);
    if (!stored?.doc) throw notFound('unknown-supplier', 'There is no such supplier.');
    return answerRead(
      request,
      reply,
      await this.presenter.present(supplierView(stored.doc)),
      this.engine.positions.toText(stored.position),
    );
  }
}
