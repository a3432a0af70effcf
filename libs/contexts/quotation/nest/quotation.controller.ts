import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { listingId as toListingId, organisationId, quotationId as toQuotationId, type QuotationId } from '#kernel';
import { Operation, QuotationIdPipe, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { QuotationBody } from './bodies.js';
import { GiveQuotationCommand, WithdrawQuotationCommand } from './commands.js';

/** What a supplier says that he would sell. */
@ApiTags('quotations')
@Controller('v1/quotations')
export class QuotationController {
  constructor(private readonly writes: WriteSide) {}

  @Post()
  @Operation('give-quotation', { summary: 'Say to a buyer what would be sold to him, for how much.', creates: true })
  give(
    @Body() { buyer, listingId, currency, lines, validForDays }: QuotationBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const quotationId = toQuotationId(write.idOfNew('quotation'));
    const command = {
      type: 'give-quotation',
      quotationId,
      buyer: organisationId(buyer),
      supplier: organisationId(write.actor.organisation),
      listingId: listingId === undefined ? null : toListingId(listingId),
      currency,
      lines: lines.map(({ product, specification, quantity, unitPrice }) => ({
        product,
        ...(specification !== undefined && { specification }),
        quantity,
        unitPrice,
      })),
      validForDays,
    } as const;
    const give = new GiveQuotationCommand(quotationId, command, write.envelope({ creates: true }));
    return this.writes.create(give, `/v1/quotations/${quotationId}`, reply);
  }

  @Post(':id/withdrawals')
  @ApiParam({ name: 'id', description: 'Of the quotation.', schema: { type: 'string', format: 'uuid' } })
  @Operation('withdraw-quotation', { summary: 'Not stand by a quotation any more.' })
  withdraw(@Param('id', QuotationIdPipe) quotationId: QuotationId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'withdraw-quotation', quotationId } as const;
    return this.writes.send(new WithdrawQuotationCommand(quotationId, command, write.envelope()));
  }
}
