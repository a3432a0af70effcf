import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InquiryId, OrderId } from '#kernel';
import {
  answerRead,
  callerOf,
  type CatchingUp,
  Engine,
  Freshness,
  FreshnessQuery,
  InquiryIdPipe,
  notFound,
  Operation,
  OrderIdPipe,
  pageFrom,
  pageOf,
  PageQuery,
  Presenter,
} from '#platform';
import type { Query as StoreQuery } from '#read-store';
import { inquiries, type InquiryDoc } from '../inquiries/index.js';
import { orderStatus, type OrderStatusDoc } from '../order-status/index.js';
import { InquiriesAnswer, InquiriesQuery, InquiryAnswer } from './inquiry.answer.js';
import { mayRead } from './may-read.js';

const OUT_OF_FORM = 'The page or the position is out of form.';

@ApiTags('payment inquiries')
@Controller('v1')
export class InquiryPageController {
  constructor(
    private readonly engine: Engine,
    private readonly freshness: Freshness,
    private readonly presenter: Presenter,
  ) {}

  @Get('inquiries')
  @Operation('list-inquiries', {
    summary: 'Payment inquiries for the operators, the longest waiting first.',
    answer: InquiriesAnswer,
    problems: { 400: OUT_OF_FORM },
  })
  async list(
    @Query() query: InquiriesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InquiriesAnswer | CatchingUp> {
    const behind = await this.freshness.waitFor(inquiries, query, request, reply);
    if (behind !== undefined) return behind;
    return this.#find(query.phase === undefined ? {} : { phase: { eq: query.phase } }, query);
  }

  @Get('inquiries/:id')
  @ApiParam({ name: 'id', description: 'Of the inquiry.', schema: { type: 'string', format: 'uuid' } })
  @Operation('read-inquiry', {
    summary: 'A payment inquiry: what was asked, how far it is, and what was found.',
    answer: InquiryAnswer,
    versioned: true,
    problems: { 400: OUT_OF_FORM, 404: 'There is no such inquiry, or not for this caller.' },
  })
  async read(
    @Param('id', InquiryIdPipe) inquiryId: InquiryId,
    @Query() query: FreshnessQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | CatchingUp | undefined> {
    const behind = await this.freshness.waitFor(inquiries, query, request, reply);
    if (behind !== undefined) return behind;
    const stored = await (await this.engine.readStore.live<InquiryDoc>(inquiries)).get(inquiryId);
    const doc = stored?.doc ?? null;
    if (stored === undefined || doc === null || !mayRead(doc, callerOf(request).actor))
      throw notFound('unknown-inquiry', 'There is no such inquiry.');
    const page = await this.presenter.present(doc);
    return answerRead(request, reply, page, this.engine.positions.toText(stored.position));
  }

  @Get('orders/:id/inquiries')
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Operation('list-order-inquiries', {
    summary: 'The payment inquiries about an order.',
    answer: InquiriesAnswer,
    problems: { 400: OUT_OF_FORM, 404: 'There is no such order, or not for this caller.' },
  })
  async ofOrder(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InquiriesAnswer | CatchingUp> {
    const behind = await this.freshness.waitFor(inquiries, query, request, reply);
    if (behind !== undefined) return behind;
    const order = (await (await this.engine.readStore.live<OrderStatusDoc>(orderStatus)).get(orderId))?.doc ?? null;
    if (order === null || !mayRead(order, callerOf(request).actor))
      throw notFound('unknown-order', 'There is no such order.');
    return this.#find({ orderId: { eq: orderId } }, query);
  }

  async #find(where: NonNullable<StoreQuery['where']>, query: PageQuery): Promise<InquiriesAnswer> {
    const live = await this.engine.readStore.live<InquiryDoc>(inquiries);
    const { documents, next = null } = await pageFrom(() =>
      live.find({ where, sort: [{ field: 'openedAt', direction: 'asc' }], ...pageOf(query) }),
    );
    return { inquiries: await this.presenter.present(documents.map(({ doc }) => doc)), next };
  }
}
