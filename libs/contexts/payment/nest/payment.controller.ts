import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { localDate, paymentId as toPaymentId, type OrderId } from '#kernel';
import type { PaymentProvider } from '#payment-provider';
import {
  badRequest,
  Operation,
  OrderIdPipe,
  PAYMENT_PROVIDER,
  Problem,
  toMoneyData,
  Write,
  WriteRequest,
  WriteSide,
  type WriteAnswer,
} from '#platform';
import type { Instrument } from '../index.js';
import { ArrivalBody, ArrivalElsewhereBody, DeclarationBody, InitiationBody } from './bodies.js';
import {
  DeclareTransferCommand,
  InitiatePaymentCommand,
  RecordArrivalCommand,
  RecordArrivalElsewhereCommand,
} from './commands.js';

/** What begins a payment for an order: the buyer pays or says that he has, or the platform's staff sees money. */
@ApiTags('payments')
@ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
@Controller('v1/orders/:id/payments')
export class PaymentController {
  constructor(
    private readonly writes: WriteSide,
    @Inject(PAYMENT_PROVIDER) private readonly provider: PaymentProvider | null,
  ) {}

  @Post('initiations')
  @Operation('initiate-payment', {
    summary: 'Pay, as the buyer, by card or e-Checking: the provider takes the money, and says how far it is.',
    creates: true,
  })
  initiate(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() body: InitiationBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    if (this.provider === null)
      throw new Problem({
        ...{ status: 503, code: 'no-payment-provider', retryAfter: 3_600 },
        detail: 'No payment provider is connected: pay by telegraphic transfer.',
      });
    const paymentId = toPaymentId(write.idOfNew('payment'));
    const told = { orderId, purpose: body.purpose, amount: toMoneyData(body.amount), instrument: instrumentOf(body) };
    const command = { type: 'initiate-payment', paymentId, ...told } as const;
    const initiate = new InitiatePaymentCommand(paymentId, command, write.envelope({ creates: true }));
    return this.writes.create(initiate, `/v1/payments/${paymentId}`, reply);
  }

  @Post('declarations')
  @Operation('declare-transfer', {
    summary: 'Say, as the buyer, that a telegraphic transfer was sent; it has arrived when the platform sees it.',
    creates: true,
  })
  declare(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { purpose, amount, reference, bank, sentOn }: DeclarationBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const paymentId = toPaymentId(write.idOfNew('payment'));
    const told = { orderId, purpose, amount: toMoneyData(amount), reference, bank, sentOn: localDate(sentOn) };
    const command = { type: 'declare-transfer', paymentId, ...told } as const;
    const declare = new DeclareTransferCommand(paymentId, command, write.envelope({ creates: true }));
    return this.writes.create(declare, `/v1/payments/${paymentId}`, reply);
  }

  @Post()
  @Operation('record-arrival', {
    summary: 'Record that money has arrived on the supplier’s designated account.',
    creates: true,
  })
  record(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { purpose, amount, method, reference }: ArrivalBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const paymentId = toPaymentId(write.idOfNew('payment'));
    const told = { orderId, purpose, amount: toMoneyData(amount), method, reference };
    const command = { type: 'record-arrival', paymentId, ...told } as const;
    const arrival = new RecordArrivalCommand(paymentId, command, write.envelope({ creates: true }));
    return this.writes.create(arrival, `/v1/orders/${orderId}/status`, reply);
  }

  @Post('elsewhere')
  @Operation('record-arrival-elsewhere', {
    summary: 'Record that money for the order went to another account than the designated one: it is not covered.',
    creates: true,
  })
  recordElsewhere(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { purpose, amount, method, reference, account }: ArrivalElsewhereBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const paymentId = toPaymentId(write.idOfNew('payment'));
    const told = { orderId, purpose, amount: toMoneyData(amount), method, reference, account };
    const command = { type: 'record-arrival-elsewhere', paymentId, ...told } as const;
    const arrival = new RecordArrivalElsewhereCommand(paymentId, command, write.envelope({ creates: true }));
    return this.writes.create(arrival, `/v1/payments/${paymentId}`, reply);
  }
}

/** @throws Problem when what the method needs is not there. */
function instrumentOf({ method, card, checkingAccount }: InitiationBody): Instrument {
  if (method === 'card' && card !== undefined)
    return { method, card: { token: card.token, scheme: card.scheme, lastFour: card.lastFour } };
  if (method === 'e-checking' && checkingAccount !== undefined) {
    const { bank, country, holder, routingNumber, accountNumber } = checkingAccount;
    return { method, checkingAccount: { bank, country, holder, routingNumber, accountNumber } };
  }
  const field = method === 'card' ? 'card' : 'checkingAccount';
  throw badRequest('invalid-request', 'The request is not as it should be.', {
    field,
    message: `is missing: the method is ${method}`,
  });
}
