import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { InquiryId, OrderId } from '#kernel';
import {
  Asked,
  type Asking,
  type CatchingUp,
  FreshnessQuery,
  InquiryIdPipe,
  notFound,
  Operation,
  OrderIdPipe,
  PageQuery,
  Pages,
} from '#platform';
import { inquiries, type InquiryDoc } from '../inquiries/index.js';
import { InquiriesAnswer, InquiriesQuery, InquiryAnswer } from './inquiry.answer.js';
import { mayRead } from './may-read.js';
import { theOrder } from './the-order.js';

const OUT_OF_FORM = 'The page or the position is out of form.';

const LIST = {
  model: inquiries,
  named: 'inquiries',
  sort: [{ field: 'openedAt', direction: 'asc' }],
  shown: (doc: InquiryDoc) => doc,
} as const;

@ApiTags('payment inquiries')
@Controller('v1')
export class InquiryPageController {
  constructor(private readonly pages: Pages) {}

  @Get('inquiries')
  @Operation('list-inquiries', {
    summary: 'Payment inquiries for the operators, the longest waiting first.',
    answer: InquiriesAnswer,
    problems: { 400: OUT_OF_FORM },
  })
  list(@Query() query: InquiriesQuery, @Asked() asked: Asking): Promise<InquiriesAnswer | CatchingUp> {
    const where = query.phase === undefined ? {} : { phase: { eq: query.phase } };
    return this.pages.list({ ...LIST, where }, query, asked);
  }

  @Get('inquiries/:id')
  @ApiParam({ name: 'id', description: 'Of the inquiry.', schema: { type: 'string', format: 'uuid' } })
  @Operation('read-inquiry', {
    summary: 'A payment inquiry: what was asked, how far it is, and what was found.',
    answer: InquiryAnswer,
    versioned: true,
    problems: { 400: OUT_OF_FORM, 404: 'There is no such inquiry, or not for this caller.' },
  })
  read(
    @Param('id', InquiryIdPipe) id: InquiryId,
    @Query() query: FreshnessQuery,
    @Asked() asked: Asking,
  ): Promise<string | CatchingUp | undefined> {
    const missing = () => notFound('unknown-inquiry', 'There is no such inquiry.');
    return this.pages.one<InquiryDoc>({ model: inquiries, id, mayRead, missing }, query, asked);
  }

  @Get('orders/:id/inquiries')
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Operation('list-order-inquiries', {
    summary: 'The payment inquiries about an order.',
    answer: InquiriesAnswer,
    problems: { 400: OUT_OF_FORM, 404: 'There is no such order, or not for this caller.' },
  })
  ofOrder(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Query() query: PageQuery,
    @Asked() asked: Asking,
  ): Promise<InquiriesAnswer | CatchingUp> {
    const where = { orderId: { eq: orderId } };
    return this.pages.list({ ...LIST, where, within: theOrder(orderId) }, query, asked);
  }
}
