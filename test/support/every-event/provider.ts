import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyText, sign, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '#payment-provider';
import type { Api } from '../api.js';

const SECRET = 'a secret that platform and provider share';

/** A provider that takes on whatever it is asked for and knows of nothing before; what becomes of it, a test calls back. */
export interface TakingProvider {
  readonly access: { readonly name: string; readonly url: string; readonly secret: string };
  /** Tells the platform something, signed. @throws when it is not taken */
  readonly callBack: (api: Api, body: object) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function takingProvider(): Promise<TakingProvider> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      if (request.method === 'GET') return void response.writeHead(404).end('{}');
      const { key, kind } = JSON.parse(body) as { key: string; kind?: string }; // what the platform sends has them
      // Refunds are the operators' here: they go another way than by the provider.
      if (kind === 'refund') return void response.writeHead(422).end('{"code":"account-closed"}');
      const news = { sequence: 1, kind: 'verifying', amount: null, account: null, reason: null };
      const answer = request.url === '/v1/payments' ? { transaction: `txn_${key}`, ...news } : submitted(key);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  }).listen(0, '127.0.0.1');
  await new Promise((up) => server.once('listening', up));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    access: { name: 'provider', url: `http://127.0.0.1:${port}`, secret: SECRET },
    callBack: async (api, body) => {
      const path = '/v1/provider-callbacks/provider';
      const text = bodyText(api.rewrite(path, body));
      const { timestamp, signature } = sign(SECRET, text, Date.now());
      const headers = {
        'content-type': 'application/json',
        [TIMESTAMP_HEADER]: timestamp,
        [SIGNATURE_HEADER]: signature,
      };
      const { status, text: answer } = await api.raw().post(path).set(headers).send(text);
      if (status !== 200) throw new Error(`POST ${path}: ${status} ${answer}`);
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

const submitted = (key: string) => ({ kind: 'submitted', transaction: `out_${key}` });
