import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Actor, OrderId, PaymentId } from '#kernel';
import {
  Asked,
  type Asking,
  type CatchingUp,
  FreshnessQuery,
  notFound,
  Operation,
  OrderIdPipe,
  PageQuery,
  Pages,
  PaymentIdPipe,
} from '#platform';
import { explain, payments, type DeclaredDoc, type PaymentDoc } from '../payments/index.js';
import { mayRead } from './may-read.js';
import { PaymentAnswer, PaymentsAnswer } from './payment.answer.js';
import { theOrder } from './the-order.js';

const OUT_OF_FORM = 'The page or the position is out of form.';

interface Transfer extends Omit<DeclaredDoc, 'reference' | 'bank'> {
  readonly reference: DeclaredDoc['reference'] | null;
  readonly bank: DeclaredDoc['bank'] | null;
}
type Seen = Omit<PaymentDoc, 'transfer'> & { readonly transfer: Transfer | null };

const explained = (doc: PaymentDoc, { actor }: { readonly actor: Actor }): Seen & { readonly explanation: string } => ({
  ...(actor.role === 'supplier' ? withoutInstrument(doc) : doc),
  explanation: explain(doc),
});

/** Where the buyer's money comes from is nothing that the supplier needs: he sees that it comes, how and when. */
const withoutInstrument = (doc: PaymentDoc): Seen => ({
  ...doc,
  card: null,
  checkingAccount: null,
  transfer: doc.transfer && { ...doc.transfer, reference: null, bank: null },
});

const LIST = { model: payments, named: 'payments', shown: explained } as const;

@ApiTags('payments')
@Controller('v1')
export class PaymentPageController {
  constructor(private readonly pages: Pages) {}

  @Get('payments/:id')
  @ApiParam({ name: 'id', description: 'Of the payment.', schema: { type: 'string', format: 'uuid' } })
  @Operation('read-payment', {
    summary: 'How far one payment is, why, what it costs and when its money is expected.',
    answer: PaymentAnswer,
    versioned: true,
    problems: { 400: OUT_OF_FORM, 404: 'There is no such payment, or not for this caller.' },
  })
  read(
    @Param('id', PaymentIdPipe) id: PaymentId,
    @Query() query: FreshnessQuery,
    @Asked() asked: Asking,
  ): Promise<string | CatchingUp | undefined> {
    const missing = () => notFound('unknown-payment', 'There is no such payment.');
    return this.pages.one({ model: payments, id, mayRead: maySee, missing, shown: explained }, query, asked);
  }

  @Get('orders/:id/payments')
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Operation('list-order-payments', {
    summary: 'The payments for an order, whatever became of them.',
    answer: PaymentsAnswer,
    problems: { 400: OUT_OF_FORM, 404: 'There is no such order, or not for this caller.' },
  })
  ofOrder(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Query() query: PageQuery,
    @Asked() asked: Asking,
  ): Promise<PaymentsAnswer | CatchingUp> {
    const [where, sort] = [{ orderId: { eq: orderId } }, [{ field: 'begunAt', direction: 'asc' }]] as const;
    return this.pages.list({ ...LIST, where, sort, within: theOrder(orderId) }, query, asked);
  }

  @Get('payment-tasks')
  @Operation('list-payment-tasks', {
    summary: 'Payments that an operator has to look at, the longest waiting first.',
    answer: PaymentsAnswer,
    problems: { 400: OUT_OF_FORM },
  })
  tasks(@Query() query: PageQuery, @Asked() asked: Asking): Promise<PaymentsAnswer | CatchingUp> {
    // Any word: null is no text, and in no range.
    const [where, sort] = [{ attention: { gte: '' } }, [{ field: 'updatedAt', direction: 'asc' }]] as const;
    return this.pages.list({ ...LIST, where, sort }, query, asked);
  }
}

/** What belongs to no order yet is the staff's alone. */
function maySee({ buyer, supplier }: PaymentDoc, actor: Actor): boolean {
  if (buyer !== null && supplier !== null) return mayRead({ buyer, supplier }, actor);
  return actor.role !== 'buyer' && actor.role !== 'supplier' && actor.role !== 'system';
}
