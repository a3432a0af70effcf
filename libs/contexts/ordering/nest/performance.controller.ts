import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { OrderId } from '#kernel';
import { Operation, OrderIdPipe, toMoneyData, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { FeedbackBody, WaiverBody } from './bodies.js';
import {
  GiveFeedbackCommand,
  GiveReadyNoticeCommand,
  RemindSupplierCommand,
  ReviseFeedbackCommand,
  WaiveShortfallCommand,
} from './commands.js';

/** What the parties say to each other while an order is performed, and what the buyer says of it afterwards. */
@ApiTags('orders')
@ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
@Controller('v1/orders/:id')
export class PerformanceController {
  constructor(private readonly writes: WriteSide) {}

  @Post('supplier-reminders')
  @Operation('remind-supplier', { summary: 'Remind the supplier to confirm or to ship; at most once in 24 hours.' })
  remind(@Param('id', OrderIdPipe) orderId: OrderId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    return this.writes.send(new RemindSupplierCommand(orderId, { type: 'remind-supplier', orderId }, write.envelope()));
  }

  @Post('ready-notices')
  @Operation('give-ready-notice', { summary: 'Say, as the supplier, that the goods are ready to leave.' })
  announce(@Param('id', OrderIdPipe) orderId: OrderId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'give-ready-notice', orderId } as const;
    return this.writes.send(new GiveReadyNoticeCommand(orderId, command, write.envelope()));
  }

  @Post('shortfall-waivers')
  @Operation('waive-shortfall', { summary: 'Let go, as the supplier, what is missing of a debt; it counts as paid.' })
  waive(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { purpose, amount }: WaiverBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'waive-shortfall', orderId, purpose, amount: toMoneyData(amount) } as const;
    return this.writes.send(new WaiveShortfallCommand(orderId, command, write.envelope()));
  }

  @Post('feedback')
  @Operation('give-feedback', { summary: 'Rate the supplier, within 60 days after completion.' })
  rate(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { rating, text }: FeedbackBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'give-feedback', orderId, rating, text: text ?? null } as const;
    return this.writes.send(new GiveFeedbackCommand(orderId, command, write.envelope()));
  }

  @Post('feedback/revisions')
  @Operation('revise-feedback', { summary: 'Change the rating, once, within 30 days.' })
  revise(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { rating, text }: FeedbackBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'revise-feedback', orderId, rating, text: text ?? null } as const;
    return this.writes.send(new ReviseFeedbackCommand(orderId, command, write.envelope()));
  }
}
