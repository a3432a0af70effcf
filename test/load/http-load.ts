import autocannon, { type Request } from 'autocannon';
import { digestOf } from '#audit';
import { fromData, type MoneyData, type MoneyText, toText } from '#kernel';
import { IN_FLIGHT } from './commands.js';
import type { Run } from './contest.js';
import { contractOf } from './orders.js';

/** Where a server answers, and with what its callers show who they are. */
export interface Address {
  readonly url: string;
  readonly token: string;
}

/** The buyer who sends all of it. */
export const BUYER_NUMBER = 0;

/** What one connection is at: the order that it drafted last. */
interface Dialogue {
  order?: string;
}

const asText = (amount: MoneyData): MoneyText => toText(fromData(amount));

const contract = contractOf(BUYER_NUMBER);
const contractHash = digestOf(contract);
const draft = JSON.stringify({
  ...contract,
  total: asText(contract.total),
  initialPayment: asText(contract.initialPayment),
  lines: contract.lines.map((line) => ({ ...line, amount: asText(line.amount) })),
  charges: contract.charges.map((charge) => ({ ...charge, amount: asText(charge.amount) })),
});

let keys = 0;

/**
 * A buyer drafts, submits and confirms orders, over and over, on so many connections at a time: bodies large, absent and small.
 *
 * @throws Error when a request was not accepted: then another work would be measured than is meant.
 */
export async function orderOverHttp({ url, token }: Address, requests: number): Promise<Run> {
  const result = await autocannon({
    url,
    connections: IN_FLIGHT,
    amount: requests,
    timeout: 60, // a slow answer is measured, not taken for none
    requests: [
      {
        ...post(token, () => '/v1/orders'),
        body: draft,
        onResponse: (_status, body, context: Dialogue) => {
          context.order = (JSON.parse(body) as { readonly id: string }).id; // every write answers so
        },
      },
      post(token, (order) => `/v1/orders/${order}/submissions`),
      {
        ...post(token, (order) => `/v1/orders/${order}/confirmations`),
        body: JSON.stringify({ contractHash }),
      },
    ],
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0)
    throw new Error(`${failed} of ${requests} requests failed: ${JSON.stringify(result.statusCodeStats)}`);
  return { count: result['2xx'], milliseconds: result.finish.getTime() - result.start.getTime() };
}

const post = (token: string, path: (order: string) => string): Request => ({
  method: 'POST',
  setupRequest: (request, context: Dialogue) => ({
    ...request,
    path: path(context.order ?? ''),
    headers: {
      ...(request.body !== undefined && { 'content-type': 'application/json' }),
      authorization: `Bearer ${token}`,
      'idempotency-key': `key-${keys++}`,
    },
  }),
});
