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
import { orderChecks, type OrderChecksDoc } from '../order-checks/index.js';
import { mayRead } from './may-read.js';
import { OrderChecksAnswer } from './order-checks.answer.js';

@ApiTags('quality')
@Controller('v1/orders/:id/checks')
export class OrderChecksController {
  constructor(
    private readonly engine: Engine,
    private readonly freshness: Freshness,
    private readonly presenter: Presenter,
  ) {}

  @Get()
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Operation('read-order-checks', {
    summary: 'The quality checks and inspections of an order’s goods.',
    answer: OrderChecksAnswer,
    versioned: true,
    problems: {
      400: 'The position is out of form, or of another store.',
      404: 'Nothing was checked, or there is no such order, or not for this caller.',
    },
  })
  async read(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Query() query: FreshnessQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | CatchingUp | undefined> {
    const behind = await this.freshness.waitFor(orderChecks, query, request, reply);
    if (behind !== undefined) return behind;
    const stored = await (await this.engine.readStore.live<OrderChecksDoc>(orderChecks)).get(orderId);
    const doc = stored?.doc ?? null;
    if (stored === undefined || doc === null || !mayRead(doc, callerOf(request).actor))
      throw notFound('unknown-order', 'There is no such order, or nothing of it was checked.');
    const page = await this.presenter.present(doc);
    return answerRead(request, reply, page, this.engine.positions.toText(stored.position));
  }
}
