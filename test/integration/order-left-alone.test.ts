import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER } from '../support/api.js';
import { confirmed, contract, drafted, usd } from '../support/orders.js';

interface Page {
  readonly status: string;
  readonly contract: { readonly hash: string };
  readonly proposedAmendment: { readonly contract: { readonly hash: string } } | null;
}

const pageOf = async (api: Api, id: string): Promise<Page> => (await api.page(BUYER, id)).body as Page;

/** The page once it says so: what the clock does takes the sagas a moment. */
async function untilStatus(api: Api, id: string, status: string): Promise<Page> {
  for (let tries = 0; tries < 200; tries++) {
    const page = await pageOf(api, id);
    if (page.status === status) return page;
    await sleep(50);
  }
  throw new Error(`still ${(await pageOf(api, id)).status}`);
}

const wait = (api: Api, by: string) => api.done(OPERATOR, '/v1/clock/advances', { by });
const pay = (api: Api, order: string, purpose: string, amount = '1500.00') =>
  api.done(OPERATOR, `${order}/payments`, { purpose, amount: usd(amount), method: 'tt', reference: 'MT103' });

describe('an order that is left alone, over HTTP', () => {
  it('expires when nobody confirms it', async () => {
    const api = await Api.open();
    const { id } = await drafted(api);
    await api.done(BUYER, `/v1/orders/${id}/submissions`);
    await wait(api, '30d');
    const page = await untilStatus(api, id, 'Expired');
    const late = await api.post(SUPPLIER, `/v1/orders/${id}/confirmations`, { contractHash: page.contract.hash });
    expect([late.status, late.body]).toMatchObject([409, { code: 'order-expired' }]);
    expect(api.log).toEqual([]);
  });

  it('is received by itself, and rated', async () => {
    const api = await Api.open();
    const { id } = await confirmed(api);
    const order = `/v1/orders/${id}`;
    await api.done(BUYER, `${order}/cover-acknowledgements`);
    await pay(api, order, 'initial', '1490.00');
    await api.done(SUPPLIER, `${order}/shortfall-waivers`, { purpose: 'initial', amount: usd('10.00') });
    await api.done(BUYER, `${order}/supplier-reminders`);
    const again = await api.post(BUYER, `${order}/supplier-reminders`);
    expect([again.status, again.body]).toMatchObject([409, { code: 'reminder-too-early' }]);
    const batch = { lines: [{ line: 1, quantity: 300 }], carrier: 'DHL', trackingNumber: 'JD01' };
    await api.done(SUPPLIER, `${order}/shipments`, batch);
    await pay(api, order, 'balance');
    await wait(api, '60d');
    await untilStatus(api, id, 'Completed');
    await api.done(BUYER, `${order}/feedback`, { rating: 5, text: 'Well made.' });
    await api.done(BUYER, `${order}/feedback/revisions`, { rating: 4 });
    expect((await api.page(SUPPLIER, id)).body).toMatchObject({
      feedback: { rating: 4, text: null, revised: true },
      payments: { initial: { arrived: usd('1490.00'), waived: usd('10.00'), complete: true } },
    });
    expect(api.log).toEqual([]);
  });
});

describe('what takes both sides, over HTTP', () => {
  it('amends the contract, and ends it early with what goes back', async () => {
    const api = await Api.open();
    const { id } = await confirmed(api);
    const order = `/v1/orders/${id}`;
    await api.done(BUYER, `${order}/cover-acknowledgements`);
    await pay(api, order, 'initial');
    await api.done(SUPPLIER, `${order}/amendments`, contract({ qualityTerms: 'No loose threads.' }));
    const { proposedAmendment } = await pageOf(api, id);
    const contractHash = proposedAmendment?.contract.hash;
    const own = await api.post(SUPPLIER, `${order}/amendments/acceptances`, { contractHash });
    expect([own.status, own.body]).toMatchObject([409, { code: 'own-proposal' }]);
    await api.done(BUYER, `${order}/amendments/acceptances`, { contractHash });
    expect(await pageOf(api, id)).toMatchObject({ contract: { hash: contractHash }, proposedAmendment: null });

    const refused = await api.post(BUYER, `${order}/cancellations`, { reason: 'Not needed.' });
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'money-has-arrived' }]);
    const amountToReturn = usd('1400.00');
    await api.done(BUYER, `${order}/cancellation-proposals`, { amountToReturn, reason: 'Not needed.' });
    await api.done(SUPPLIER, `${order}/cancellation-proposals/acceptances`, { amountToReturn });
    expect(await pageOf(api, id)).toMatchObject({ status: 'Cancelled', cancelled: { by: 'buyer' } });
    const { body } = await api.get(OPERATOR, `/v1/suppliers/${SUPPLIER[1]}`);
    expect(body).toMatchObject({ reserved: usd('0.00') });
    expect(api.log).toEqual([]);
  });
});
