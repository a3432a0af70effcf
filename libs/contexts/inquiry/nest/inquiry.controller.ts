import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { inquiryId as toInquiryId, localDate, paymentId as toPaymentId, type InquiryId, type OrderId } from '#kernel';
import {
  InquiryIdPipe,
  Operation,
  OrderIdPipe,
  toMoneyData,
  Write,
  WriteRequest,
  WriteSide,
  type WriteAnswer,
} from '#platform';
import { AnswerBody, InquiryBody, MatchBody } from './bodies.js';
import {
  AnswerInquiryCommand,
  MatchInquiryCommand,
  OpenInquiryCommand,
  TakeUpInquiryCommand,
  WithdrawInquiryCommand,
} from './commands.js';

const ID = { name: 'id', description: 'Of the inquiry.', schema: { type: 'string', format: 'uuid' } } as const;

@ApiTags('payment inquiries')
@Controller('v1')
export class InquiryController {
  constructor(private readonly writes: WriteSide) {}

  @Post('orders/:id/inquiries')
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Operation('open-inquiry', {
    summary: 'Ask, as a party, for money to be found that was sent and that the order does not show.',
    creates: true,
  })
  open(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { amount, sentOn, reference, bank, note = '' }: InquiryBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const inquiryId = toInquiryId(write.idOfNew('inquiry'));
    const claimed = { amount: toMoneyData(amount), sentOn: localDate(sentOn), reference, bank, note };
    const command = { type: 'open-inquiry', inquiryId, orderId, ...claimed } as const;
    const open = new OpenInquiryCommand(inquiryId, command, write.envelope({ creates: true }));
    return this.writes.create(open, `/v1/inquiries/${inquiryId}`, reply);
  }

  @Post('inquiries/:id/work')
  @ApiParam(ID)
  @Operation('take-up-inquiry', { summary: 'Say that an operator looks for the money.' })
  takeUp(@Param('id', InquiryIdPipe) inquiryId: InquiryId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'take-up-inquiry', inquiryId } as const;
    return this.writes.send(new TakeUpInquiryCommand(inquiryId, command, write.envelope()));
  }

  @Post('inquiries/:id/matches')
  @ApiParam(ID)
  @Operation('match-inquiry', { summary: 'Say which payment the money was; its arrival has been recorded before.' })
  match(
    @Param('id', InquiryIdPipe) inquiryId: InquiryId,
    @Body() { paymentId }: MatchBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'match-inquiry', inquiryId, paymentId: toPaymentId(paymentId) } as const;
    return this.writes.send(new MatchInquiryCommand(inquiryId, command, write.envelope()));
  }

  @Post('inquiries/:id/answers')
  @ApiParam(ID)
  @Operation('answer-inquiry', { summary: 'Answer, where the money was not found.' })
  answer(
    @Param('id', InquiryIdPipe) inquiryId: InquiryId,
    @Body() { answer }: AnswerBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'answer-inquiry', inquiryId, answer } as const;
    return this.writes.send(new AnswerInquiryCommand(inquiryId, command, write.envelope()));
  }

  @Post('inquiries/:id/withdrawals')
  @ApiParam(ID)
  @Operation('withdraw-inquiry', { summary: 'Take the question back, as who asked it.' })
  withdraw(@Param('id', InquiryIdPipe) inquiryId: InquiryId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'withdraw-inquiry', inquiryId } as const;
    return this.writes.send(new WithdrawInquiryCommand(inquiryId, command, write.envelope()));
  }
}
