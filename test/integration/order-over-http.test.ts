import { describe, expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER } from '../support/api.js';
import { liveThroughOrder } from '../support/order-life.js';
import { contract, enrolment, usd } from '../support/orders.js';

interface Page {
  readonly contract: { readonly hash: string };
}

describe('an order over HTTP', () => {
  it('goes from the enrolment to the receipt, in the service’s words', async () => {
    const api = await Api.open();
    await liveThroughOrder(api);
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
