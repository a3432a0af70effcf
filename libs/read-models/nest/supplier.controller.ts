import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { OrganisationId } from '#kernel';
import { Asked, type Asking, type CatchingUp, FreshnessQuery, Operation, Pages, SupplierIdPipe } from '#platform';
import { SupplierAnswer, supplierView } from './supplier.answer.js';
import { theSupplier } from './the-supplier.js';

@ApiTags('suppliers')
@Controller('v1/suppliers/:id')
export class SupplierDirectoryController {
  constructor(private readonly pages: Pages) {}

  @Get()
  @ApiParam({ name: 'id', description: 'Of the supplier.', schema: { type: 'string' } })
  @Operation('read-supplier', {
    summary: 'A supplier, his Trade Assurance limit and what is left of it.',
    answer: SupplierAnswer,
    versioned: true,
    problems: { 400: 'The position is out of form, or of another store.', 404: 'There is no such supplier.' },
  })
  read(
    @Param('id', SupplierIdPipe) id: OrganisationId,
    @Query() query: FreshnessQuery,
    @Asked() asked: Asking,
  ): Promise<string | CatchingUp | undefined> {
    return this.pages.one({ ...theSupplier(id), shown: supplierView }, query, asked);
  }
}
