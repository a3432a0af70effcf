import { createServer, type IncomingMessage, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import type { ProviderAccess } from '#payment-provider';
import type { ProviderMood } from './format.js';

const SECRET = 'what a script and its own installation share';

interface Answer {
  readonly status: number;
  readonly body: object;
}

/** A payment provider that does what a script says, and nothing by itself. It remembers by their keys what it was asked for. */
export class ScriptedProvider {
  mood: ProviderMood = 'pays';
  readonly #server: Server;
  readonly #payOuts = new Map<string, object>();
  readonly #payments = new Map<string, object>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<ScriptedProvider> {
    const server = createServer();
    const provider = new ScriptedProvider(server);
    server.on('request', (request, response) => {
      void provider.#answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return provider;
  }

  get access(): ProviderAccess {
    const { port } = this.#server.address() as AddressInfo; // it listens on a port
    return { name: 'provider', url: `http://127.0.0.1:${port}`, secret: SECRET };
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((closed) => this.#server.close(() => closed()));
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const [, , kind = '', asked = ''] = (request.url ?? '').split('/');
    const known = kind === 'payments' ? this.#payments : this.#payOuts;
    if (request.method === 'GET') {
      const found = known.get(decodeURIComponent(asked));
      return found === undefined ? { status: 404, body: {} } : { status: 200, body: found };
    }
    const { key } = (await json(request)) as { readonly key: string }; // every order of the platform has one
    if (kind === 'payments') return remember(known, key, { transaction: `in-${key}`, sequence: 1, ...TAKEN });
    const before = known.get(key);
    if (before !== undefined && !isRetriable(before)) return { status: 200, body: before };
    if (this.mood === 'refuses') return { status: 422, body: { code: 'account-closed' } };
    return remember(known, key, { transaction: `out-${key}`, ...PAY_OUTS[this.mood] });
  }
}

const TAKEN = { kind: 'verifying', amount: null, account: null, reason: null };
const PAY_OUTS: Readonly<Record<Exclude<ProviderMood, 'refuses'>, object>> = {
  pays: { kind: 'succeeded' },
  takes: { kind: 'submitted' },
  fails: { kind: 'failed', reason: 'account-unreachable', retriable: true },
  'fails-for-good': { kind: 'failed', reason: 'account-closed', retriable: false },
};

const isRetriable = (payOut: object): boolean => 'retriable' in payOut && payOut.retriable === true;

function remember(known: Map<string, object>, key: string, body: object): Answer {
  known.set(key, body);
  return { status: 200, body };
}
