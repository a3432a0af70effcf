import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { OrganisationId } from '#kernel';
import { Operation, SupplierIdPipe, toMoneyData, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { LimitBody } from './bodies.js';
import { ChangeLimitCommand } from './commands.js';

@ApiTags('suppliers')
@Controller('v1/suppliers/:id/limits')
export class LimitController {
  constructor(private readonly writes: WriteSide) {}

  @Post()
  @ApiParam({ name: 'id', description: 'Of the supplier.', schema: { type: 'string' } })
  @Operation('change-limit', { summary: 'Set another limit for a supplier; what is reserved stands.' })
  change(
    @Param('id', SupplierIdPipe) supplierId: OrganisationId,
    @Body() { limit }: LimitBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'change-limit', supplierId, limit: toMoneyData(limit) } as const;
    return this.writes.send(new ChangeLimitCommand(supplierId, command, write.envelope()));
  }
}
