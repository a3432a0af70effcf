import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { orderId as toOrderId, type OrderId } from '#kernel';
import { Operation, OrderIdPipe, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { CancellationBody, ConfirmationBody } from './bodies.js';
import { ContractBody, contractOf, DraftBody, originOf } from './contract.body.js';
import {
  AcknowledgeReducedCoverCommand,
  CancelOrderCommand,
  ConfirmOrderCommand,
  ConfirmReceiptCommand,
  DraftOrderCommand,
  ReviseOrderCommand,
  SubmitOrderCommand,
} from './commands.js';

const OrderParam = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } });

/** What the parties do with an order. */
@ApiTags('orders')
@Controller('v1/orders')
export class OrderController {
  constructor(private readonly writes: WriteSide) {}

  @Post()
  @Operation('draft-order', { summary: 'Write a contract down, as its buyer or its supplier.', creates: true })
  draft(
    @Body() body: DraftBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const orderId = toOrderId(write.idOfNew('order'));
    const origin = body.origin && { origin: originOf(body.origin) };
    const command = { type: 'draft-order', orderId, contract: contractOf(body), ...origin } as const;
    const draft = new DraftOrderCommand(orderId, command, write.envelope({ creates: true }));
    return this.writes.create(draft, `/v1/orders/${orderId}/status`, reply);
  }

  @Post(':id/revisions')
  @OrderParam()
  @Operation('revise-order', {
    summary: 'Change the contract before both sides have confirmed it; earlier confirmations are void.',
  })
  revise(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() body: ContractBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'revise-order', orderId, contract: contractOf(body) } as const;
    return this.writes.send(new ReviseOrderCommand(orderId, command, write.envelope()));
  }

  @Post(':id/submissions')
  @OrderParam()
  @Operation('submit-order', { summary: 'Put the draft before both sides; they have 30 days to confirm it.' })
  submit(@Param('id', OrderIdPipe) orderId: OrderId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    return this.writes.send(new SubmitOrderCommand(orderId, { type: 'submit-order', orderId }, write.envelope()));
  }

  @Post(':id/confirmations')
  @OrderParam()
  @Operation('confirm-order', { summary: 'Confirm the contract with this hash, for the caller’s side.' })
  confirm(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { contractHash }: ConfirmationBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'confirm-order', orderId, contractHash } as const;
    return this.writes.send(new ConfirmOrderCommand(orderId, command, write.envelope()));
  }

  @Post(':id/cancellations')
  @OrderParam()
  @Operation('cancel-order', { summary: 'End the order, as long as no money has arrived.' })
  cancel(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { reason }: CancellationBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'cancel-order', orderId, reason } as const;
    return this.writes.send(new CancelOrderCommand(orderId, command, write.envelope()));
  }

  @Post(':id/cover-acknowledgements')
  @OrderParam()
  @Operation('acknowledge-reduced-cover', {
    summary: 'Accept, as the buyer, that the cover is less than was requested.',
  })
  acknowledge(@Param('id', OrderIdPipe) orderId: OrderId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'acknowledge-reduced-cover', orderId } as const;
    return this.writes.send(new AcknowledgeReducedCoverCommand(orderId, command, write.envelope()));
  }

  @Post(':id/receipts')
  @OrderParam()
  @Operation('confirm-receipt', {
    summary: 'Confirm, as the buyer, that the goods have been received: the order is complete.',
  })
  receive(@Param('id', OrderIdPipe) orderId: OrderId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    return this.writes.send(new ConfirmReceiptCommand(orderId, { type: 'confirm-receipt', orderId }, write.envelope()));
  }
}
