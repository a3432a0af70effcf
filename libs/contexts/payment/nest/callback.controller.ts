import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiHeader, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { paymentId, systemActor } from '#kernel';
import { distrust, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '#payment-provider';
import { badRequest, Engine, notFound, Operation, Problem, rawBodyOf, uuidV5, WriteSide } from '#platform';
import { amountOf, CallbackBody, type PaymentNewsBody, type PayOutNewsBody } from './callback.bodies.js';
import { ReceiveCallbackCommand, ReceivePayOutCallbackCommand } from './commands.js';

/** The name space of callbacks and of what belongs to no payment; it never changes, or repeats would not be found. */
const CALLBACKS = '3c1c4d1e-5a0f-5b52-8f2a-6f3f0d5a7b21';

export class CallbackAnswer {
  @ApiProperty({ type: 'string', description: 'What it is kept as; a repeat gets the same.' })
  readonly id!: string;
}

/** What the provider says by itself. A repeat is no news; the answer says only that it is kept, and the provider may forget it. */
@ApiTags('payments')
@Controller('v1/provider-callbacks')
export class CallbackController {
  constructor(
    private readonly engine: Engine,
    private readonly writes: WriteSide,
  ) {}

  @Post(':provider')
  @HttpCode(200)
  @ApiParam({ name: 'provider', description: 'The name that it is configured under.', schema: { type: 'string' } })
  @ApiHeader({ name: TIMESTAMP_HEADER, required: true, description: 'Milliseconds since 1970, by the real clock.' })
  @ApiHeader({
    name: SIGNATURE_HEADER,
    required: true,
    description: 'HMAC-SHA-256 with the shared secret over `<timestamp>.<body>`, hexadecimal.',
  })
  @Operation('receive-provider-callback', {
    summary: 'Take what the payment provider says of a payment or a pay-out.',
    answer: CallbackAnswer,
    problems: {
      400: 'The body is out of form.',
      403: 'The signature is not good, or its time is over.',
      404: 'No provider has this name.',
      409: 'The same event id came before with another content.',
      503: 'Not now; the same again later.',
    },
  })
  async receive(
    @Param('provider') provider: string,
    @Body() body: CallbackBody,
    @Req() request: FastifyRequest,
  ): Promise<CallbackAnswer> {
    this.#authenticate(provider, request);
    const callbackId = uuidV5(CALLBACKS, `${provider} ${body.eventId}`);
    // The id stands for what is said first: another content under it is decided, and refused, by the callback's own rule.
    const commandId = uuidV5(callbackId, rawBodyOf(request));
    const actor = systemActor(`provider-${provider}`);
    const envelope = { commandId, correlationId: commandId, causationId: null, actor, occurredAt: null };
    const told = { callbackId, provider, eventId: body.eventId, reference: body.reference ?? null };
    const { payment, payOut } = body;
    if ((payment === undefined) === (payOut === undefined))
      throw badRequest('invalid-request', 'A callback is about a payment or about a pay-out.', {
        field: 'payment',
        message: 'must be there, or else payOut',
      });
    if (payment !== undefined) {
      const strayId = paymentId(uuidV5(CALLBACKS, `${provider} transaction ${payment.transaction}`));
      const command = { type: 'receive-callback', ...told, payment: newsOf(payment), strayId } as const;
      await this.writes.send(new ReceiveCallbackCommand(callbackId, command, envelope));
    } else if (payOut !== undefined) {
      const command = { type: 'receive-pay-out-callback', ...told, payOut: payOutOf(payOut) } as const;
      await this.writes.send(new ReceivePayOutCallbackCommand(callbackId, command, envelope));
    }
    return { id: callbackId };
  }

  /** @throws Problem */
  #authenticate(provider: string, request: FastifyRequest): void {
    const access = this.engine.providerAccess;
    if (access?.name !== provider) throw notFound('unknown-provider', 'No provider has this name.');
    const signed = {
      timestamp: String(request.headers[TIMESTAMP_HEADER] ?? ''),
      signature: String(request.headers[SIGNATURE_HEADER] ?? ''),
    };
    // The real clock: how old a message is has nothing to do with the movable one.
    const code = distrust(access.secret, rawBodyOf(request), signed, Date.now());
    if (code !== undefined)
      throw new Problem({ status: 403, code, detail: 'The callback is not signed as the provider signs, or not now.' });
  }
}

const newsOf = ({ transaction, sequence, kind, amount, account, reason }: PaymentNewsBody) => ({
  ...{ transaction, sequence, kind },
  amount: amountOf(amount),
  account: account ?? null,
  reason: reason ?? null,
});

const payOutOf = ({ transaction, sequence, kind, reason, retriable }: PayOutNewsBody) => ({
  ...{ transaction, sequence, kind },
  reason: reason ?? null,
  retriable: retriable ?? false,
});
