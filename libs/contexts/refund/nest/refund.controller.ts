import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { RefundId } from '#kernel';
import { Operation, RefundIdPipe, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { ManualRefundBody } from './bodies.js';
import { RecordRefundSucceededCommand, RetryRefundCommand } from './commands.js';

/** What the platform's staff does with refunds that cannot be paid by themselves. */
@ApiTags('refunds')
@ApiParam({ name: 'id', description: 'Of the refund: `<dispute>-<number>`.', schema: { type: 'string' } })
@Controller('v1/refunds/:id')
export class RefundController {
  constructor(private readonly writes: WriteSide) {}

  @Post('retries')
  @Operation('retry-refund', {
    summary: 'Let the provider try again to pay a refund, after looking at why it could not.',
  })
  retry(@Param('id', RefundIdPipe) refundId: RefundId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'retry-refund', refundId } as const;
    return this.writes.send(new RetryRefundCommand(refundId, command, write.envelope()));
  }

  @Post('manual-payments')
  @Operation('record-manual-refund', { summary: 'Say that a refund in review was paid by other means.' })
  paid(
    @Param('id', RefundIdPipe) refundId: RefundId,
    @Body() { transaction }: ManualRefundBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'record-refund-succeeded', refundId, transaction } as const;
    return this.writes.send(new RecordRefundSucceededCommand(refundId, command, write.envelope()));
  }
}
