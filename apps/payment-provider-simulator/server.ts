import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { MoneyData } from '#kernel';
import {
  distrust,
  requestMessage,
  SIGNATURE_HEADER,
  TIMESTAMP_HEADER,
  type PaymentOrder,
  type PayOut,
} from '#payment-provider';
import { Refused, type SimulatedProvider } from './provider.js';
import { money, orderForm, payOutForm, text } from './forms.js';

const texts = new WeakMap<FastifyRequest, string>();

/** What a provider's API is: signed requests of the platform, cards from their holders, and beside it what a tester wants to happen. */
export function serverOf(provider: SimulatedProvider, secret: string): FastifyInstance {
  const server = fastify({ forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    texts.set(request, String(body));
    try {
      done(null, JSON.parse(String(body)));
    } catch {
      done(Object.assign(new Error('no JSON'), { statusCode: 400 }));
    }
  });
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refused) return reply.status(422).send({ code: error.code });
    const status = (error as { readonly statusCode?: number }).statusCode ?? 500; // Fastify's own errors have one
    return reply.status(status).send({ code: status < 500 ? 'out-of-form' : 'failed' });
  });
  server.get('/health/live', () => ({ status: 'ok' }));
  forPlatform(server, provider, secret);
  forCardHolders(server, provider);
  forTesters(server, provider);
  return server;
}

function forPlatform(server: FastifyInstance, provider: SimulatedProvider, secret: string): void {
  const signed = {
    preHandler: async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const given = {
        timestamp: String(request.headers[TIMESTAMP_HEADER] ?? ''),
        signature: String(request.headers[SIGNATURE_HEADER] ?? ''),
      };
      const message = requestMessage(request.method, request.url, texts.get(request) ?? '');
      const code = distrust(secret, message, given, Date.now());
      if (code !== undefined) await reply.status(401).send({ code });
    },
  };
  server.post<{ Body: PaymentOrder }>('/v1/payments', { ...signed, ...orderForm }, async ({ body }, reply) => {
    const { news, isLost } = await provider.initiate(body);
    return isLost ? lose(reply) : news;
  });
  server.get<{ Params: { key: string } }>('/v1/payments/:key', signed, async ({ params }, reply) => {
    return provider.findPayment(params.key) ?? reply.status(404).send({ code: 'unknown-key' });
  });
  server.post<{ Body: PayOut }>('/v1/pay-outs', { ...signed, ...payOutForm }, async ({ body }, reply) => {
    const { status, isLost } = await provider.payOut(body);
    return isLost ? lose(reply) : status;
  });
  server.get<{ Params: { key: string } }>('/v1/pay-outs/:key', signed, async ({ params }, reply) => {
    return provider.findPayOut(params.key) ?? reply.status(404).send({ code: 'unknown-key' });
  });
}

/** It is done, and nobody hears of it. */
function lose(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}

/** Numbers of cards go from their holders to the provider, and never to the platform. */
function forCardHolders(server: FastifyInstance, provider: SimulatedProvider): void {
  const form = { schema: { body: { type: 'object', required: ['number'], properties: { number: text(12, 19) } } } };
  server.post<{ Body: { number: string } }>('/v1/card-tokens', form, async ({ body }, reply) => {
    void reply.header('access-control-allow-origin', '*').status(201);
    return provider.tokenise(body.number);
  });
  server.options('/v1/card-tokens', async (_, reply) =>
    reply
      .headers({ 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' })
      .status(204)
      .send(),
  );
}

function forTesters(server: FastifyInstance, provider: SimulatedProvider): void {
  const transfer = {
    schema: {
      body: {
        type: 'object',
        required: ['reference', 'amount', 'account'],
        properties: { reference: text(1, 200), amount: money, account: text(1, 100) },
      },
    },
  };
  server.post<{ Body: { reference: string; amount: MoneyData; account: string } }>(
    '/v1/test/transfers',
    transfer,
    async ({ body }, reply) => {
      void reply.status(201);
      return { transaction: await provider.transfer(body.reference, body.amount, body.account) };
    },
  );
  server.post<{ Params: { key: string } }>('/v1/test/payments/:key/reversals', async ({ params }, reply) => {
    await provider.reverse(params.key, 'chargeback');
    return reply.status(201).send({});
  });
}
