import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { orderId as toOrderId, type PaymentId } from '#kernel';
import { Operation, PaymentIdPipe, toMoneyData, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { ArrivalOfPaymentBody, ReturnBody, ReturnByHandBody, ReversalBody } from './bodies.js';
import {
  AuthoriseReturnCommand,
  RecordArrivalCommand,
  RecordReturnSucceededCommand,
  RecordReversalCommand,
} from './commands.js';

/** What the platform's staff does with one payment: by the statement of the account, and where the provider cannot go on. */
@ApiTags('payments')
@ApiParam({ name: 'id', description: 'Of the payment.', schema: { type: 'string', format: 'uuid' } })
@Controller('v1/payments/:id')
export class MoneyController {
  constructor(private readonly writes: WriteSide) {}

  @Post('arrivals')
  @Operation('record-arrival-of-payment', {
    summary: 'Record that the money of a payment has arrived: of a declared transfer, or of one that nobody expected.',
  })
  arrive(
    @Param('id', PaymentIdPipe) paymentId: PaymentId,
    @Body() { orderId, purpose, amount, method, reference }: ArrivalOfPaymentBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const told = { orderId: toOrderId(orderId), purpose, amount: toMoneyData(amount), method, reference };
    const command = { type: 'record-arrival', paymentId, ...told } as const;
    return this.writes.send(new RecordArrivalCommand(paymentId, command, write.envelope()));
  }

  @Post('reversals')
  @Operation('record-reversal', {
    summary: 'Record that the bank has taken the money back: a chargeback, or a return.',
  })
  reverse(
    @Param('id', PaymentIdPipe) paymentId: PaymentId,
    @Body() { amount, reason }: ReversalBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'record-reversal', paymentId, amount: toMoneyData(amount), reason } as const;
    return this.writes.send(new RecordReversalCommand(paymentId, command, write.envelope()));
  }

  @Post('returns')
  @Operation('authorise-return', {
    summary: 'Let money go back once more, after the provider has refused it for good.',
  })
  authorise(
    @Param('id', PaymentIdPipe) paymentId: PaymentId,
    @Body() { cause }: ReturnBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'authorise-return', paymentId, cause } as const;
    return this.writes.send(new AuthoriseReturnCommand(paymentId, command, write.envelope()));
  }

  @Post('returns-by-hand')
  @Operation('record-return-by-hand', {
    summary: 'Record that the money was sent back by hand, where the provider refused for good.',
  })
  returned(
    @Param('id', PaymentIdPipe) paymentId: PaymentId,
    @Body() { cause, transaction }: ReturnByHandBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'record-return-succeeded', paymentId, cause, transaction } as const;
    return this.writes.send(new RecordReturnSucceededCommand(paymentId, command, write.envelope()));
  }
}
