import { expect } from '@jest/globals';
import { BUYER, OPERATOR, SUPPLIER, type Answer, type Party, type Written } from './api.js';
import { contract, enrolment, usd } from './orders.js';

/** What the life of an order asks of a client. */
export interface OrderClient {
  /** Sends a write that must succeed, and waits until everything that it led to is done. */
  done(party: Party, path: string, body?: object): Promise<Written>;
  get(party: Party, path: string): Promise<Answer>;
}

interface Page {
  readonly status: string;
  readonly next: { readonly act: string; readonly whose: string } | null;
  readonly contract: { readonly hash: string };
}

/**
 * From the enrolment of its supplier to the receipt of the goods; looks at the status page after every step.
 *
 * @param supplier nobody has enrolled him yet.
 * @returns the order's id
 */
export async function liveThroughOrder(client: OrderClient, supplier = SUPPLIER): Promise<string> {
  await client.done(OPERATOR, '/v1/suppliers', enrolment(supplier[1]));
  const { id } = await client.done(BUYER, '/v1/orders', contract({ supplier: supplier[1] }));
  const order = `/v1/orders/${id}`;

  const page = async (): Promise<Page> => (await client.get(BUYER, `${order}/status`)).body as Page;
  const seen: string[] = [];
  const step = async (party: Party, path: string, body?: object): Promise<void> => {
    await client.done(party, path, body);
    const { status, next } = await page();
    seen.push(`${status} | ${next === null ? 'nothing' : `${next.act} by ${next.whose}`}`);
  };

  const { contract: agreed, ...drafted } = await page();
  expect(drafted).toMatchObject({ designatedAccount: enrolment().designatedAccount });
  await step(BUYER, `${order}/submissions`);
  await step(BUYER, `${order}/confirmations`, { contractHash: agreed.hash });
  await step(supplier, `${order}/confirmations`, { contractHash: agreed.hash });
  const cover = { requested: usd('3000.00'), granted: usd('2000.00'), reduced: true }; // [seed]
  expect(await page()).toMatchObject({ cover });
  await step(BUYER, `${order}/cover-acknowledgements`);
  await step(OPERATOR, `${order}/payments`, arrival('initial'));
  const batch = { lines: [{ line: 1, quantity: 300 }], carrier: 'DHL', trackingNumber: 'JD01' };
  const shipment = await client.done(supplier, `${order}/shipments`, batch);
  await step(supplier, `/v1/shipments/${shipment.id}/deliveries`);
  await step(OPERATOR, `${order}/payments`, arrival('balance'));
  await step(BUYER, `${order}/receipts`);

  expect(seen).toEqual([
    'Waiting for confirmation | confirm-order by both',
    'Waiting for confirmation | confirm-order by supplier',
    'Acknowledge reduced cover | acknowledge-reduced-cover by buyer',
    'Pending payment | pay-initial by buyer',
    "Waiting for supplier's shipment | dispatch-shipment by supplier",
    'Balance due | pay-balance by buyer',
    'Waiting for Delivery Confirmation | confirm-receipt by buyer',
    'Completed | nothing',
  ]);
  const { body } = await client.get(BUYER, `/v1/suppliers/${supplier[1]}`);
  expect(body).toMatchObject({ limit: usd('2000.00'), reserved: usd('2000.00'), remaining: usd('0.00') });
  return id;
}

const arrival = (purpose: 'initial' | 'balance') => ({
  purpose,
  amount: usd('1500.00'),
  method: 'tt',
  reference: purpose,
});
