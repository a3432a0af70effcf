import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { OrderId } from '#kernel';
import { Operation, OrderIdPipe, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { AmendmentAnswerBody } from './bodies.js';
import { AcceptAmendmentCommand, ProposeAmendmentCommand, RejectAmendmentCommand } from './commands.js';
import { ContractBody, contractOf } from './contract.body.js';

/** How a contract that binds becomes another one. */
@ApiTags('orders')
@ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
@Controller('v1/orders/:id/amendments')
export class AmendmentController {
  constructor(private readonly writes: WriteSide) {}

  @Post()
  @Operation('propose-amendment', {
    summary: 'Propose another contract in place of the one that binds; the other side has 10 days to accept it.',
  })
  propose(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() body: ContractBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'propose-amendment', orderId, contract: contractOf(body) } as const;
    return this.writes.send(new ProposeAmendmentCommand(orderId, command, write.envelope()));
  }

  @Post('acceptances')
  @Operation('accept-amendment', { summary: 'Accept the proposed contract with this hash: it binds from now on.' })
  accept(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { contractHash }: AmendmentAnswerBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'accept-amendment', orderId, contractHash } as const;
    return this.writes.send(new AcceptAmendmentCommand(orderId, command, write.envelope()));
  }

  @Post('rejections')
  @Operation('reject-amendment', {
    summary: 'Say no to the proposed contract with this hash, or take the own one back.',
  })
  reject(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { contractHash }: AmendmentAnswerBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'reject-amendment', orderId, contractHash } as const;
    return this.writes.send(new RejectAmendmentCommand(orderId, command, write.envelope()));
  }
}
