import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { disputeId as toDisputeId, type OrderId } from '#kernel';
import { Operation, OrderIdPipe, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { DisputeBody, termsOf } from './bodies.js';
import { OpenDisputeCommand } from './commands.js';
import { DisputeNumbers } from './numbers.js';

@ApiTags('disputes')
@Controller('v1/orders/:id/disputes')
export class OpeningController {
  constructor(
    private readonly writes: WriteSide,
    private readonly numbers: DisputeNumbers,
  ) {}

  @Post()
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Operation('open-dispute', {
    summary:
      'Dispute an order, as its buyer, once the initial payment is complete and within the windows of the reasons.',
    creates: true,
  })
  async open(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { reasons, batches = [], statement, demand }: DisputeBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const requestId = write.idOfNew('dispute');
    const number = await this.numbers.numberFor(orderId, requestId);
    const disputeId = toDisputeId(`${orderId}-${number}`);
    const about = { disputeId, orderId, number, requestId, reasons, batches, statement };
    const command = {
      type: 'open-dispute',
      ...about,
      demand: demand === undefined ? null : termsOf(demand),
    } as const;
    const opening = new OpenDisputeCommand(disputeId, command, write.envelope());
    return this.writes.create(opening, `/v1/disputes/${disputeId}`, reply);
  }
}
