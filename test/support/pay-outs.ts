import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PayOut } from '#payment-provider';
import { afterThisTest } from './event-store.js';

/** What the bank does with an order to pay that it has not had yet; after the last of them it pays. */
type Does = 'pays' | 'fails' | 'pays and says nothing';

/** A bank that pays out, over HTTP, and remembers by its key what it has paid. */
export class PayOuts {
  /** Every payment that left the bank. */
  readonly paid: PayOut[] = [];
  /** What it was asked, in order: to pay under a key, or to find what became of one. */
  readonly asked: string[] = [];
  readonly #next: Does[];
  readonly #known = new Map<string, object>();

  private constructor(
    private readonly server: Server,
    next: readonly Does[],
  ) {
    this.#next = [...next];
  }

  static async open(...next: readonly Does[]): Promise<PayOuts> {
    const server = createServer();
    const bank = new PayOuts(server, next);
    server.on('request', (request, response) => {
      void bank.#answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    afterThisTest(() => new Promise<void>((closed) => server.close(() => closed())));
    return bank;
  }

  get access() {
    const { port } = this.server.address() as AddressInfo; // it listens on a port
    return { name: 'test-bank', url: `http://127.0.0.1:${port}`, secret: 'a secret of thirty-two characters' };
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
    const key = decodeURIComponent(request.url?.replace(/^\/v1\/pay-outs\/?/, '') ?? '');
    if (request.method === 'GET') {
      this.asked.push(`find ${key}`);
      const known = this.#known.get(key);
      return known === undefined ? { status: 404, body: {} } : { status: 200, body: known };
    }
    const order = JSON.parse((await request.toArray()).join('')) as PayOut;
    this.asked.push(`pay ${order.key}`);
    const known = this.#known.get(order.key); // the same key gets the same answer
    return known === undefined ? this.#pay(order, this.#next.shift() ?? 'pays') : { status: 200, body: known };
  }

  #pay(order: PayOut, does: Does): { status: number; body: object } {
    const transaction = `TX ${order.key}`;
    const failed = { kind: 'failed', transaction, reason: 'account-closed', retriable: false };
    const status = does === 'fails' ? failed : { kind: 'succeeded', transaction };
    this.#known.set(order.key, status);
    if (does !== 'fails') this.paid.push(order);
    return does === 'pays and says nothing' ? { status: 500, body: {} } : { status: 200, body: status };
  }
}
