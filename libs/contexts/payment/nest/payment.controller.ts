import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { paymentId as toPaymentId, type OrderId } from '#kernel';
import { Operation, OrderIdPipe, toMoneyData, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { ArrivalBody } from './bodies.js';
import { RecordArrivalCommand } from './commands.js';

@ApiTags('payments')
@Controller('v1/orders/:id/payments')
export class PaymentController {
  constructor(private readonly writes: WriteSide) {}

  @Post()
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Operation('record-arrival', {
    summary: 'Record that money has arrived on the supplier’s designated account.',
    creates: true,
  })
  record(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { purpose, amount, method, reference }: ArrivalBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const paymentId = toPaymentId(write.idOfNew('payment'));
    const told = { orderId, purpose, amount: toMoneyData(amount), method, reference };
    const command = { type: 'record-arrival', paymentId, ...told } as const;
    const arrival = new RecordArrivalCommand(paymentId, command, write.envelope({ creates: true }));
    return this.writes.create(arrival, `/v1/orders/${orderId}/status`, reply);
  }
}
