import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { OrderId } from '#kernel';
import {
  Asked,
  type Asking,
  type CatchingUp,
  Engine,
  FreshnessQuery,
  Operation,
  OrderIdPipe,
  Pages,
  type Reading,
} from '#platform';
import type { OrderStatusDoc } from '../order-status/index.js';
import { OrderStatusAnswer } from './order-status.answer.js';
import { statusPage } from './order-status.page.js';
import { theOrder } from './the-order.js';

@ApiTags('orders')
@Controller('v1/orders/:id/status')
export class OrderStatusController {
  constructor(
    private readonly engine: Engine,
    private readonly pages: Pages,
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
  read(
    @Param('id', OrderIdPipe) id: OrderId,
    @Query() query: FreshnessQuery,
    @Asked() asked: Asking,
  ): Promise<string | CatchingUp | undefined> {
    const shown = (doc: OrderStatusDoc, { actor }: Reading) => statusPage(this.engine, doc, actor);
    return this.pages.one({ ...theOrder(id), shown }, query, asked);
  }
}
