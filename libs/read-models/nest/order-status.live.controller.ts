import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OrderId } from '#kernel';
import { callerOf, Engine, Followed, LivePages, notFound, Operation, OrderIdPipe, Presenter } from '#platform';
import { orderStatus, type OrderStatusDoc } from '../order-status/index.js';
import { mayRead } from './may-read.js';
import { OrderStatusAnswer } from './order-status.answer.js';
import { statusPage } from './order-status.page.js';

@ApiTags('orders')
@Controller('v1/orders/:id/status/live')
export class OrderStatusLiveController {
  constructor(
    private readonly engine: Engine,
    private readonly live: LivePages,
    private readonly presenter: Presenter,
  ) {}

  @Get()
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Followed()
  @Operation('follow-order-status', {
    summary: 'Where an order stands, now and whenever that changes.',
    answer: OrderStatusAnswer,
    problems: { 404: 'There is no such order, or not for this caller.' },
  })
  async follow(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { actor } = callerOf(request);
    const { readStore } = this.engine;
    const read = async () => {
      const stored = await (await readStore.live<OrderStatusDoc>(orderStatus)).get(orderId);
      if (!stored?.doc || !mayRead(stored.doc, actor)) return null;
      const page = await statusPage(this.engine, stored.doc, actor);
      return { position: stored.position, body: await this.presenter.present(page) };
    };
    const source = {
      models: [orderStatus],
      concerns: (_: unknown, keys: readonly string[]) => keys.includes(orderId),
      read,
    };
    await this.live.serve(source, request, reply, notFound('unknown-order', 'There is no such order.'));
  }
}
