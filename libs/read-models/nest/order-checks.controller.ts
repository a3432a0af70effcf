import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { OrderId } from '#kernel';
import {
  Asked,
  type Asking,
  type CatchingUp,
  FreshnessQuery,
  notFound,
  Operation,
  OrderIdPipe,
  Pages,
} from '#platform';
import { orderChecks, type OrderChecksDoc } from '../order-checks/index.js';
import { mayRead } from './may-read.js';
import { OrderChecksAnswer } from './order-checks.answer.js';

@ApiTags('quality')
@Controller('v1/orders/:id/checks')
export class OrderChecksController {
  constructor(private readonly pages: Pages) {}

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
  read(
    @Param('id', OrderIdPipe) id: OrderId,
    @Query() query: FreshnessQuery,
    @Asked() asked: Asking,
  ): Promise<string | CatchingUp | undefined> {
    const missing = () => notFound('unknown-order', 'There is no such order, or nothing of it was checked.');
    return this.pages.one<OrderChecksDoc>({ model: orderChecks, id, mayRead, missing }, query, asked);
  }
}
