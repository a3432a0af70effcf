import { describe, expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER, type Answer } from '../support/api.js';
import { shirt } from '../support/every-event/listing.js';
import { quotation } from '../support/every-event/quotation.js';
import { contract, enrolment } from '../support/orders.js';

const code = ({ status, body }: Answer) => [status, (body as { code?: string }).code];
const lines = [{ product: 'Cotton shirt, white', quantity: 300, unitPrice: '10' }];

async function open(): Promise<Api> {
  const api = await Api.open();
  await api.done(OPERATOR, '/v1/suppliers', enrolment());
  return api;
}

describe('an order from a product', () => {
  it('needs one that its supplier offers to buyers, and keeps what it was called', async () => {
    const api = await open();
    await api.done(OPERATOR, '/v1/suppliers', enrolment('other-mill'));
    const { id: listingId } = await api.done(SUPPLIER, '/v1/listings', shirt());
    const origin = { kind: 'product-page', listingId };
    const draft = (more: object = {}) => api.post(BUYER, '/v1/orders', contract({ origin, ...more }));
    expect(code(await draft())).toEqual([404, 'unknown-listing']); // it is a draft, too
    await api.done(SUPPLIER, `/v1/listings/${listingId}/publications`);
    expect(code(await draft({ supplier: 'other-mill' }))).toEqual([404, 'unknown-listing']);
    const { id } = await api.done(BUYER, '/v1/orders', contract({ origin }));
    await api.done(SUPPLIER, `/v1/listings/${listingId}/revisions`, shirt({ title: 'Linen shirt' }));
    expect((await api.page(BUYER, id)).body).toMatchObject({ origin: { ...origin, product: 'Cotton shirt, white' } });
    await api.done(SUPPLIER, `/v1/listings/${listingId}/withdrawals`);
    expect(code(await draft())).toEqual([404, 'unknown-listing']);
    expect(code(await draft({ origin: { kind: 'product-page', listingId: 'frame-56' } }))).toEqual([
      400,
      'invalid-request',
    ]);
  });
});

describe('an order from a quotation', () => {
  it('is the contract that was quoted to this buyer, as long as it holds', async () => {
    const api = await open();
    const { id: quotationId } = await api.done(SUPPLIER, '/v1/quotations', quotation({ lines }));
    const origin = { kind: 'quotation', quotationId };
    const draft = (more: object = {}) => api.post(BUYER, '/v1/orders', contract({ origin, ...more }));
    const other = [{ ...contract().lines[0], quantity: 299, amount: { amount: '2990.00', currency: 'USD' } }];
    const differs = await draft({ lines: other, total: { amount: '2990.00', currency: 'USD' } });
    expect(differs.body).toMatchObject({
      ...{ status: 409, code: 'quotation-mismatch' },
      facts: { field: 'lines.0.quantity', expected: 300, stated: 299 },
    });
    const stranger = await api.post(['buyer', 'somebody'], '/v1/orders', contract({ origin, buyer: 'somebody' }));
    expect(code(stranger)).toEqual([404, 'unknown-quotation']);
    const { id } = await api.done(BUYER, '/v1/orders', contract({ origin }));
    expect((await api.page(BUYER, id)).body).toMatchObject({ origin: { ...origin, quotedUntil: expect.anything() } });
    await api.done(OPERATOR, '/v1/clock/advances', { by: '30d' });
    expect(code(await draft())).toEqual([409, 'quotation-lapsed']);
  });

  it('is none once that was taken back', async () => {
    const api = await open();
    const { id: quotationId } = await api.done(SUPPLIER, '/v1/quotations', quotation({ lines }));
    await api.done(SUPPLIER, `/v1/quotations/${quotationId}/withdrawals`);
    const origin = { kind: 'quotation', quotationId };
    expect(code(await api.post(BUYER, '/v1/orders', contract({ origin })))).toEqual([404, 'unknown-quotation']);
  });
});
