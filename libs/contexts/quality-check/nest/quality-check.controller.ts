import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { documentId, qualityCheckId, type OrderId, type QualityCheckId } from '#kernel';
import {
  Operation,
  OrderIdPipe,
  QualityCheckIdPipe,
  Write,
  WriteRequest,
  WriteSide,
  type WriteAnswer,
} from '#platform';
import { CheckAnswerBody, CheckRequestBody } from './bodies.js';
import { AnswerQualityCheckCommand, RequestQualityCheckCommand, WithdrawQualityCheckCommand } from './commands.js';

const CheckParam = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'Of the quality check.', schema: { type: 'string', format: 'uuid' } });

/** The buyer looks at the goods before they leave [seed]. */
@ApiTags('quality')
@Controller('v1')
export class QualityCheckController {
  constructor(private readonly writes: WriteSide) {}

  @Post('orders/:id/quality-checks')
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Operation('request-quality-check', {
    summary: 'Ask, as the buyer, for samples, photos or videos before the goods leave.',
    creates: true,
  })
  request(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { kinds, note }: CheckRequestBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const checkId = qualityCheckId(write.idOfNew('quality-check'));
    const command = { type: 'request-quality-check', checkId, orderId, kinds, note } as const;
    const request = new RequestQualityCheckCommand(checkId, command, write.envelope({ creates: true }));
    return this.writes.create(request, `/v1/orders/${orderId}/checks`, reply);
  }

  @Post('quality-checks/:id/answers')
  @CheckParam()
  @Operation('answer-quality-check', { summary: 'Show, as the supplier, what was asked for.' })
  answer(
    @Param('id', QualityCheckIdPipe) checkId: QualityCheckId,
    @Body() { documents, note }: CheckAnswerBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'answer-quality-check', checkId, documents: documents.map(documentId), note } as const;
    return this.writes.send(new AnswerQualityCheckCommand(checkId, command, write.envelope()));
  }

  @Post('quality-checks/:id/withdrawals')
  @CheckParam()
  @Operation('withdraw-quality-check', { summary: 'Say, as the buyer, that it is not needed any more.' })
  withdraw(
    @Param('id', QualityCheckIdPipe) checkId: QualityCheckId,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'withdraw-quality-check', checkId } as const;
    return this.writes.send(new WithdrawQualityCheckCommand(checkId, command, write.envelope()));
  }
}
