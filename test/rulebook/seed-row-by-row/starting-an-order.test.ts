import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER, type Written } from '../../support/api.js';
import { file, pdf } from '../../support/documents.js';
import { shirt } from '../../support/every-event/listing.js';
import { quotation } from '../../support/every-event/quotation.js';
import { LivePage } from '../../support/live-page.js';
import { contract, drafted, enrolment, usd } from '../../support/orders.js';

interface Page {
  readonly contract: { readonly hash: string };
}

const pageOf = async (api: Api, id: string): Promise<Page> => (await api.page(BUYER, id)).body as Page;

it('Start Order from product page, quotation, mini-site', async () => {
  const api = await Api.open();
  await api.done(OPERATOR, '/v1/suppliers', enrolment());
  const { id: listingId } = await api.done(SUPPLIER, '/v1/listings', shirt());
  await api.done(SUPPLIER, `/v1/listings/${listingId}/publications`);
  const { id: quotationId } = await api.done(SUPPLIER, '/v1/quotations', quotation());
  const site = await api.get(BUYER, `/v1/suppliers/${SUPPLIER[1]}/site`);
  expect(site.body).toMatchObject({ products: [{ listingId }] });

  const { body } = await api.get(BUYER, `/v1/quotations/${quotationId}`);
  const [quoted] = (body as { lines: readonly { product: string; quantity: number; unitPrice: string }[] }).lines;
  const lines = [{ ...quoted, amount: usd('2940.00') }]; // 300 × 9.80
  const fromQuotation = { lines, total: usd('2940.00'), initialPayment: usd('1470.00') };
  for (const [origin, more] of [
    [{ kind: 'product-page', listingId }, {}],
    [{ kind: 'quotation', quotationId }, fromQuotation],
    [{ kind: 'mini-site' }, {}],
  ] as const) {
    const { id } = await api.done(BUYER, '/v1/orders', contract({ ...more, origin }));
    expect(await pageOf(api, id)).toMatchObject({ origin, contract: { lines: contract(more).lines } });
  }
});

it('offline order: the supplier drafts, the buyer uploads', async () => {
  const api = await Api.open();
  await api.done(OPERATOR, '/v1/suppliers', enrolment());
  const keep = async (text: string): Promise<object> => {
    const path = `/v1/documents?purpose=contract&buyer=${BUYER[1]}&supplier=${SUPPLIER[1]}`;
    const content = pdf(text);
    const { body } = await api.upload(BUYER, path, content, { headers: file('contract.pdf', 'application/pdf') });
    return { documentId: (body as Written).id, sha256: createHash('sha256').update(content).digest('hex') };
  };
  const [signed, other] = [await keep('Signed in Ningbo.'), await keep('Signed elsewhere.')];
  const offline = (document: object) => contract({ origin: { kind: 'offline' }, documents: [document] });
  const { id } = await api.done(SUPPLIER, '/v1/orders', offline(signed)); // on the platform it is his draft
  const before = await pageOf(api, id);
  expect(before).toMatchObject({ origin: { kind: 'offline' }, contract: { documents: [signed] } });

  // The document is part of what both confirm.
  await api.done(SUPPLIER, `/v1/orders/${id}/revisions`, contract({ documents: [other] }));
  const after = await pageOf(api, id);
  expect(after.contract.hash).not.toBe(before.contract.hash);
  await api.done(BUYER, `/v1/orders/${id}/submissions`);
  const stale = await api.post(BUYER, `/v1/orders/${id}/confirmations`, { contractHash: before.contract.hash });
  expect(stale.body).toMatchObject({ status: 409, code: 'contract-changed' });
});

it('choose a coverage type; the worked example 3000 / 1500 / 2000', async () => {
  const example = `/v1/suppliers/${SUPPLIER[1]}/previews?total=3000.00&initialPayment=1500.00&currency=USD`;
  for (const [coverageType, covered] of [
    ['pre-shipment', '1500.00'],
    ['post-delivery', '2000.00'],
  ] as const) {
    const api = await Api.open();
    await api.done(OPERATOR, '/v1/suppliers', enrolment(SUPPLIER[1], '2000.00'));
    const { body } = await api.get(BUYER, example); // before anything is chosen
    expect((body as { cover: object[] }).cover).toStrictEqual([
      { coverageType: 'pre-shipment', base: usd('1500.00'), covered: usd('1500.00'), reduced: false },
      { coverageType: 'post-delivery', base: usd('3000.00'), covered: usd('2000.00'), reduced: true },
    ]);
    const { id } = await agreedWith(api, coverageType);
    expect(await pageOf(api, id)).toMatchObject({ cover: { type: coverageType, granted: usd(covered) } });
    expect((await api.get(BUYER, `/v1/suppliers/${SUPPLIER[1]}`)).body).toMatchObject({ reserved: usd(covered) });
  }
});

/** Drafted with a supplier who is enrolled already, and confirmed by both. */
async function agreedWith(api: Api, coverageType: string): Promise<Written> {
  const order = await api.done(BUYER, '/v1/orders', contract({ coverageType }));
  const path = `/v1/orders/${order.id}`;
  await api.done(BUYER, `${path}/submissions`);
  const { contract: written } = await pageOf(api, order.id);
  for (const by of [BUYER, SUPPLIER]) await api.done(by, `${path}/confirmations`, { contractHash: written.hash });
  return order;
}

it('confirm on either side; remind the supplier', async () => {
  const api = await Api.open();
  const { id } = await drafted(api);
  const order = `/v1/orders/${id}`;
  await api.done(SUPPLIER, `${order}/submissions`);
  const { hash: contractHash } = (await pageOf(api, id)).contract;
  await api.done(BUYER, `${order}/confirmations`, { contractHash });
  expect(await pageOf(api, id)).toMatchObject({ confirmations: { buyer: expect.any(String), supplier: null } });

  // Where they talk the supplier learns of the reminder at once.
  await api.done(BUYER, `${order}/conversations`);
  const talk = await LivePage.open(api, SUPPLIER, `/v1/conversations/${id}/live`);
  expect((await talk.next())?.body).toMatchObject({ messages: [] });
  await api.done(BUYER, `${order}/supplier-reminders`);
  expect((await talk.next())?.body).toMatchObject({
    conversation: { orderId: id, unread: 1 },
    messages: [{ kind: 'reminder', by: 'buyer', text: null }],
  });
  talk.close();
  const again = await api.post(BUYER, `${order}/supplier-reminders`);
  expect(again.body).toMatchObject({ status: 409, code: 'reminder-too-early' });
  await api.done(OPERATOR, '/v1/clock/advances', { by: '24h' });
  await api.done(BUYER, `${order}/supplier-reminders`);

  await api.done(SUPPLIER, `${order}/confirmations`, { contractHash });
  expect(await pageOf(api, id)).toMatchObject({ status: 'Acknowledge reduced cover' });
});
