import { describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterThisTest } from '../../test/support/event-store.js';
import { HttpPaymentProvider } from './http-provider.js';
import { ProviderOutcomeUnknown, ProviderRefused, ProviderUnavailable, type PayOut } from './port.js';
import { distrust, requestMessage, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './signature.js';

const SECRET = 'a secret of more than thirty-two characters';
const payOut: PayOut = {
  ...{ key: 'K-1', kind: 'return', orderId: 'O', paymentId: 'P' },
  amount: { minor: '10000', currency: 'USD' },
};

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;
const says =
  (status: number, body: unknown): Answer =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** A provider at a port of its own that answers as a test wants. */
async function providerThat(answer: Answer): Promise<HttpPaymentProvider> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => answer(request, response, body));
  }).listen(0, '127.0.0.1');
  await new Promise((up) => server.once('listening', up));
  afterThisTest(() => new Promise((done) => (server.closeAllConnections(), server.close(() => done()))));
  return providerAt((server.address() as AddressInfo).port); // it listens on a port
}
const providerAt = (port: number) =>
  new HttpPaymentProvider({ name: 'bank', url: `http://127.0.0.1:${port}`, secret: SECRET });

describe('the provider over HTTP', () => {
  it('is asked with a signature over what is asked, and where', async () => {
    const seen: (string | undefined)[] = [];
    const provider = await providerThat((request, response, body) => {
      const { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signature } = request.headers;
      const message = requestMessage(request.method ?? '', request.url ?? '', body);
      const signed = { timestamp: String(timestamp), signature: String(signature) };
      seen.push(`${request.method} ${request.url}`, distrust(SECRET, message, signed, Date.now()));
      says(200, { kind: 'submitted', transaction: 'T' })(request, response, body);
    });
    expect(await provider.payOut(payOut)).toEqual({ kind: 'submitted', transaction: 'T' });
    expect(await provider.findPayOut('K/1')).toEqual({ kind: 'submitted', transaction: 'T' });
    expect(seen).toEqual(['POST /v1/pay-outs', undefined, 'GET /v1/pay-outs/K%2F1', undefined]);
  });

  it('says what became of a pay-out', async () => {
    const failed = { kind: 'failed', transaction: 'T', reason: 'closed', retriable: true };
    expect(await (await providerThat(says(200, failed))).payOut(payOut)).toEqual(failed);
    const bare = { kind: 'failed', transaction: 'T' };
    expect(await (await providerThat(says(200, bare))).payOut(payOut)).toEqual({
      ...bare,
      ...{ reason: 'unstated', retriable: false },
    });
  });

  it('has never heard of a key: that is an answer', async () => {
    const provider = await providerThat(says(404, { code: 'unknown-key' }));
    expect(await provider.findPayOut('K')).toBeUndefined();
    expect(await provider.findPayment('K')).toBeUndefined();
  });

  it('refuses for good with a code of its own, or with its status', async () => {
    const refusal = (await providerThat(says(422, { code: 'account-closed', detail: 'It is closed.' }))).payOut(payOut);
    await expect(refusal).rejects.toThrow(new ProviderRefused('account-closed', 'It is closed.'));
    const bare = (await providerThat(says(400, 'what?'))).payOut(payOut);
    await expect(bare).rejects.toMatchObject({ name: 'ProviderRefused', code: 'http-400' });
  });

  it.each([429, 503])('did nothing when it answers %d', async (status) => {
    await expect((await providerThat(says(status, {}))).payOut(payOut)).rejects.toThrow(ProviderUnavailable);
  });

  it.each<[string, Answer]>([
    ['fails on its side', says(500, {})],
    ['answers in another form', says(200, { kind: 'perhaps' })],
    ['answers no JSON', (_, response) => void response.writeHead(200).end('<html>')],
    ['hangs up', (request) => void request.socket.destroy()],
  ])('may have done it when it %s', async (_, answer) => {
    const provider = await providerThat(answer);
    await expect(provider.payOut(payOut)).rejects.toThrow(ProviderOutcomeUnknown);
    await expect(provider.findPayOut('K')).rejects.toThrow(ProviderUnavailable);
  });

  it('did nothing when nobody is there', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await new Promise((up) => gone.once('listening', up));
    const { port } = gone.address() as AddressInfo; // it listens on a port
    await new Promise((closed) => gone.close(closed));
    await expect(providerAt(port).payOut(payOut)).rejects.toThrow(ProviderUnavailable);
  });
});
