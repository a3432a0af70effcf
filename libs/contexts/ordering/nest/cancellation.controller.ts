import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { OrderId } from '#kernel';
import { Operation, OrderIdPipe, toMoneyData, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { CancellationAcceptanceBody, CancellationProposalBody } from './bodies.js';
import { AcceptCancellationCommand, ProposeCancellationCommand, RejectCancellationCommand } from './commands.js';

/** How an order ends early once money has arrived: both sides agree on what goes back. */
@ApiTags('orders')
@ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
@Controller('v1/orders/:id/cancellation-proposals')
export class CancellationController {
  constructor(private readonly writes: WriteSide) {}

  @Post()
  @Operation('propose-cancellation', {
    summary:
      'Propose to end the order, with the amount that goes back to the buyer; an earlier proposal is superseded.',
  })
  propose(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { amountToReturn, reason }: CancellationProposalBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const proposal = { orderId, amountToReturn: toMoneyData(amountToReturn), reason };
    const command = { type: 'propose-cancellation', ...proposal } as const;
    return this.writes.send(new ProposeCancellationCommand(orderId, command, write.envelope()));
  }

  @Post('acceptances')
  @Operation('accept-cancellation', { summary: 'Agree to the other side’s proposal: the order ends.' })
  accept(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { amountToReturn }: CancellationAcceptanceBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'accept-cancellation', orderId, amountToReturn: toMoneyData(amountToReturn) } as const;
    return this.writes.send(new AcceptCancellationCommand(orderId, command, write.envelope()));
  }

  @Post('rejections')
  @Operation('reject-cancellation', { summary: 'Say no to the proposal, or take the own one back.' })
  reject(@Param('id', OrderIdPipe) orderId: OrderId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'reject-cancellation', orderId } as const;
    return this.writes.send(new RejectCancellationCommand(orderId, command, write.envelope()));
  }
}
