import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OrderId } from '#kernel';
import {
  callerOf,
  type CatchingUp,
  Engine,
  Freshness,
  notFound,
  Operation,
  OrderIdPipe,
  pageFrom,
  pageOf,
  PageQuery,
  Presenter,
} from '#platform';
import { orderDocuments, type DocumentDoc } from '../order-documents/index.js';
import { orderStatus, type OrderStatusDoc } from '../order-status/index.js';
import { mayRead } from './may-read.js';
import { OrderDocumentsAnswer } from './order-documents.answer.js';

@ApiTags('documents')
@Controller('v1/orders/:id/documents')
export class OrderDocumentsController {
  constructor(
    private readonly engine: Engine,
    private readonly freshness: Freshness,
    private readonly presenter: Presenter,
  ) {}

  @Get()
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Operation('list-order-documents', {
    summary: 'The documents of an order, without their content.',
    answer: OrderDocumentsAnswer,
    problems: {
      400: 'The page or the position is out of form.',
      404: 'There is no such order, or not for this caller.',
    },
  })
  async list(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderDocumentsAnswer | CatchingUp> {
    const behind = await this.freshness.waitFor(orderDocuments, query, request, reply);
    if (behind !== undefined) return behind;
    const { readStore } = this.engine;
    const order = (await (await readStore.live<OrderStatusDoc>(orderStatus)).get(orderId))?.doc ?? null;
    if (order === null || !mayRead(order, callerOf(request).actor))
      throw notFound('unknown-order', 'There is no such order.');
    const live = await readStore.live<DocumentDoc>(orderDocuments);
    const { documents, next = null } = await pageFrom(() =>
      live.find({
        where: { orderId: { eq: orderId } },
        sort: [{ field: 'storedAt', direction: 'asc' }],
        ...pageOf(query),
      }),
    );
    return { documents: await this.presenter.present(documents.map(({ doc }) => doc)), next };
  }
}
