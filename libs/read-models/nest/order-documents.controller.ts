import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { OrderId } from '#kernel';
import { Asked, type Asking, type CatchingUp, Operation, OrderIdPipe, PageQuery, Pages } from '#platform';
import { orderDocuments, type DocumentDoc } from '../order-documents/index.js';
import { OrderDocumentsAnswer } from './order-documents.answer.js';
import { theOrder } from './the-order.js';

const LIST = {
  model: orderDocuments,
  named: 'documents',
  sort: [{ field: 'storedAt', direction: 'asc' }],
  shown: (doc: DocumentDoc) => doc,
} as const;

@ApiTags('documents')
@Controller('v1/orders/:id/documents')
export class OrderDocumentsController {
  constructor(private readonly pages: Pages) {}

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
  list(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Query() query: PageQuery,
    @Asked() asked: Asking,
  ): Promise<OrderDocumentsAnswer | CatchingUp> {
    const where = { orderId: { eq: orderId } };
    return this.pages.list({ ...LIST, where, within: theOrder(orderId) }, query, asked);
  }
}
