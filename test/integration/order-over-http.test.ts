import { describe, expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER, type Party } from '../support/api.js';
import { contract, enrolment, usd } from '../support/orders.js';

interface Page {
  readonly status: string;
  readonly next: { readonly act: string; readonly whose: string } | null;
  readonly cover: { readonly granted: object | null; readonly reduced: boolean };
  readonly contract: { readonly hash: string };
  readonly designatedAccount: object;
}

describe('an order over HTTP', () => {
  it('goes from the enrolment to the receipt, in the service’s words', async () => {
    const api = await Api.open();
    await api.done(OPERATOR, '/v1/suppliers', enrolment());
    const { id } = await api.done(BUYER, '/v1/orders', contract());
    const order = `/v1/orders/${id}`;

    const page = async (): Promise<Page> => (await api.page(BUYER, id)).body as Page;
    const seen: string[] = [];
    const step = async (party: Party, path: string, body?: object): Promise<void> => {
      await api.done(party, path, body);
      const { status, next } = await page();
      seen.push(`${status} | ${next === null ? 'nothing' : `${next.act} by ${next.whose}`}`);
    };

    const { contract: agreed, designatedAccount } = await page();
    expect(designatedAccount).toEqual(enrolment().designatedAccount);
    await step(BUYER, `${order}/submissions`);
    await step(BUYER, `${order}/confirmations`, { contractHash: agreed.hash });
    await step(SUPPLIER, `${order}/confirmations`, { contractHash: agreed.hash });
    expect((await page()).cover).toMatchObject({ requested: usd('3000.00'), granted: usd('2000.00'), reduced: true });
    await step(BUYER, `${order}/cover-acknowledgements`);
    await step(OPERATOR, `${order}/payments`, arrival('initial'));
    const batch = { lines: [{ line: 1, quantity: 300 }], carrier: 'DHL', trackingNumber: 'JD01' };
    const shipment = await api.done(SUPPLIER, `${order}/shipments`, batch);
    await step(SUPPLIER, `/v1/shipments/${shipment.id}/deliveries`);
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
    const { body: supplier } = await api.get(BUYER, `/v1/suppliers/${SUPPLIER[1]}`);
    expect(supplier).toMatchObject({ limit: usd('2000.00'), reserved: usd('2000.00'), remaining: usd('0.00') });
    expect(api.log).toEqual([]);
  });

  it('covers the initial payment alone before shipment: 1500 of 3000 [seed]', async () => {
    const api = await Api.open();
    await api.done(OPERATOR, '/v1/suppliers', enrolment());
    const { id } = await api.done(BUYER, '/v1/orders', contract({ coverageType: 'pre-shipment' }));
    await api.done(SUPPLIER, `/v1/orders/${id}/submissions`);
    const { contract: agreed } = (await api.page(BUYER, id)).body as Page;
    for (const party of [BUYER, SUPPLIER])
      await api.done(party, `/v1/orders/${id}/confirmations`, { contractHash: agreed.hash });
    const { body } = await api.page(BUYER, id);
    expect(body).toMatchObject({ status: 'Pending payment', cover: { granted: usd('1500.00'), reduced: false } });
  });
});

const arrival = (purpose: 'initial' | 'balance') => ({
  purpose,
  amount: usd('1500.00'),
  method: 'tt',
  reference: purpose,
});
