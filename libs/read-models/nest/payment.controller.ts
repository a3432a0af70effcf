import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, OrderId, PaymentId } from '#kernel';
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
  pageFrom,
  pageOf,
  PageQuery,
  PaymentIdPipe,
  Presenter,
} from '#platform';
import type { Query as StoreQuery } from '#read-store';
import { orderStatus, type OrderStatusDoc } from '../order-status/index.js';
import { explain, payments, type PaymentDoc } from '../payments/index.js';
import { mayRead } from './may-read.js';
import { PaymentAnswer, PaymentsAnswer } from './payment.answer.js';

const OUT_OF_FORM = 'The page or the position is out of form.';

@ApiTags('payments')
@Controller('v1')
export class PaymentPageController {
  constructor(
    private readonly engine: Engine,
    private readonly freshness: Freshness,
    private readonly presenter: Presenter,
  ) {}

  @Get('payments/:id')
  @ApiParam({ name: 'id', description: 'Of the payment.', schema: { type: 'string', format: 'uuid' } })
  @Operation('read-payment', {
    summary: 'How far one payment is, why, what it costs and when its money is expected.',
    answer: PaymentAnswer,
    versioned: true,
    problems: { 400: OUT_OF_FORM, 404: 'There is no such payment, or not for this caller.' },
  })
  async read(
    @Param('id', PaymentIdPipe) paymentId: PaymentId,
    @Query() query: FreshnessQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | CatchingUp | undefined> {
    const behind = await this.freshness.waitFor(payments, query, request, reply);
    if (behind !== undefined) return behind;
    const stored = await (await this.engine.readStore.live<PaymentDoc>(payments)).get(paymentId);
    const doc = stored?.doc ?? null;
    if (stored === undefined || doc === null || !maySee(doc, callerOf(request).actor))
      throw notFound('unknown-payment', 'There is no such payment.');
    const page = await this.presenter.present(shown(doc));
    return answerRead(request, reply, page, this.engine.positions.toText(stored.position));
  }

  @Get('orders/:id/payments')
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Operation('list-order-payments', {
    summary: 'The payments for an order, whatever became of them.',
    answer: PaymentsAnswer,
    problems: { 400: OUT_OF_FORM, 404: 'There is no such order, or not for this caller.' },
  })
  async ofOrder(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PaymentsAnswer | CatchingUp> {
    const behind = await this.freshness.waitFor(payments, query, request, reply);
    if (behind !== undefined) return behind;
    const order = (await (await this.engine.readStore.live<OrderStatusDoc>(orderStatus)).get(orderId))?.doc ?? null;
    if (order === null || !mayRead(order, callerOf(request).actor))
      throw notFound('unknown-order', 'There is no such order.');
    return this.#find({ orderId: { eq: orderId } }, 'begunAt', query);
  }

  @Get('payment-tasks')
  @Operation('list-payment-tasks', {
    summary: 'Payments that an operator has to look at, the longest waiting first.',
    answer: PaymentsAnswer,
    problems: { 400: OUT_OF_FORM },
  })
  async tasks(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PaymentsAnswer | CatchingUp> {
    const behind = await this.freshness.waitFor(payments, query, request, reply);
    if (behind !== undefined) return behind;
    // Any word: null is no text, and in no range.
    return this.#find({ attention: { gte: '' } }, 'updatedAt', query);
  }

  async #find(
    where: NonNullable<StoreQuery['where']>,
    field: 'begunAt' | 'updatedAt',
    query: PageQuery,
  ): Promise<PaymentsAnswer> {
    const live = await this.engine.readStore.live<PaymentDoc>(payments);
    const { documents, next = null } = await pageFrom(() =>
      live.find({ where, sort: [{ field, direction: 'asc' }], ...pageOf(query) }),
    );
    return { payments: await this.presenter.present(documents.map(({ doc }) => shown(doc))), next };
  }
}

const shown = (doc: PaymentDoc): PaymentDoc & { readonly explanation: string } => ({
  ...doc,
  explanation: explain(doc),
});

/** What belongs to no order yet is the staff's alone. */
function maySee({ buyer, supplier }: PaymentDoc, actor: Actor): boolean {
  if (buyer !== null && supplier !== null) return mayRead({ buyer, supplier }, actor);
  return actor.role !== 'buyer' && actor.role !== 'supplier' && actor.role !== 'system';
}
