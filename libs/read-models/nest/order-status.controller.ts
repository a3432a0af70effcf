import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OrderId } from '#kernel';
import {
  answerRead,
  callerOf,
  type CatchingUp,
  Engine,
  Freshness,
  FreshnessQuery,
  notFound,
  Operation,
  OrderIdPipe,
  Presenter,
} from '#platform';
import { orderStatus, viewFor, type OrderStatusDoc } from '../order-status/index.js';
import { mayRead } from './may-read.js';
import { OrderStatusAnswer } from './order-status.answer.js';

@ApiTags('orders')
@Controller('v1/orders/:id/status')
export class OrderStatusController {
  constructor(
    private readonly engine: Engine,
    private readonly freshness: Freshness,
    private readonly presenter: Presenter,
  ) {}

  @Get()
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Operation('read-order-status', {
    summary:
      'Where an order stands: its status in the service’s words, its cover, the next step, by when and whose move it is.',
    answer: OrderStatusAnswer,
    versioned: true,
    problems: {
      400: 'The position is out of form, or of another store.',
      404: 'There is no such order, or not for this caller.',
    },
  })
  async read(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Query() query: FreshnessQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | CatchingUp | undefined> {
    const behind = await this.freshness.waitFor(orderStatus, query, request, reply);
    if (behind !== undefined) return behind;
    const { actor } = callerOf(request);
    const stored = await (await this.engine.readStore.live<OrderStatusDoc>(orderStatus)).get(orderId);
    const doc = stored?.doc ?? null;
    if (stored === undefined || doc === null || !mayRead(doc, actor))
      throw notFound('unknown-order', 'There is no such order.');
    const page = await this.presenter.present({ ...doc, ...viewFor(doc, { actor, now: this.engine.clock.now() }) });
    return answerRead(request, reply, page, this.engine.positions.toText(stored.position));
  }
}
