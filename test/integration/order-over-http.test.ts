import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { digestOf } from '#audit';
import { Api, BUYER, OPERATOR, SUPPLIER, type Written } from '../support/api.js';
import { file, pdf } from '../support/documents.js';
import { quotation } from '../support/every-event/quotation.js';
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

  it('keeps where it began, its zone and its consignee, whom the hash gives away to nobody', async () => {
    const api = await Api.open();
    await api.done(OPERATOR, '/v1/suppliers', enrolment());
    const consignee = { name: 'Ann Lee', address: '12 Dock Road, Oakland', contact: '+1 510 555 0100' };
    const quoted = [{ product: 'Cotton shirt, white', quantity: 300, unitPrice: '10' }];
    const { id: quotationId } = await api.done(SUPPLIER, '/v1/quotations', quotation({ lines: quoted }));
    const origin = { kind: 'quotation', quotationId };
    const more = { shipBy: '2035-06-30', shipByZone: 'Asia/Shanghai', consignee, origin };
    const { id } = await api.done(BUYER, '/v1/orders', contract(more));
    const { body } = await api.page(SUPPLIER, id);
    expect(body).toMatchObject({
      origin,
      contract: {
        shipByZone: 'Asia/Shanghai',
        shipByEnd: '2035-06-30T16:00:00.000Z',
        consignee,
      },
    });
    const { contract: kept } = body as { contract: { hash: string; consignee: Record<string, string> } };
    const { salt = '', ...value } = kept.consignee;
    const commitment = digestOf({ salt, value });
    const { lines, ...rest } = contract({ shipByZone: 'Asia/Shanghai' });
    const stated = { minor: '300000', currency: 'USD' };
    const hashed = {
      ...rest,
      lines: lines.map((line) => ({ ...line, amount: stated })),
      charges: [],
      total: stated,
      initialPayment: { minor: '150000', currency: 'USD' },
      consignee: { commitment },
    };
    expect(digestOf(hashed)).toBe(kept.hash);

    const nowhere = await api.post(BUYER, '/v1/orders', contract({ shipByZone: 'Middle-earth/Shire' }));
    expect([nowhere.status, nowhere.body]).toMatchObject([409, { code: 'time-zone-unknown' }]);
  });

  it('binds the documents that are kept for its two parties, and no others', async () => {
    const api = await Api.open();
    await api.done(OPERATOR, '/v1/suppliers', enrolment());
    const store = async (supplier: string): Promise<object> => {
      const path = `/v1/documents?purpose=contract&buyer=${BUYER[1]}&supplier=${supplier}`;
      const content = pdf(`The contract with ${supplier}.`);
      const { body } = await api.upload(BUYER, path, content, { headers: file('contract.pdf', 'application/pdf') });
      return { documentId: (body as Written).id, sha256: createHash('sha256').update(content).digest('hex') };
    };
    const [ours, theirs] = [await store(SUPPLIER[1]), await store('another-supplier')];
    const { id } = await api.done(BUYER, '/v1/orders', contract({ documents: [ours], origin: { kind: 'offline' } }));
    expect((await api.page(SUPPLIER, id)).body).toMatchObject({ contract: { documents: [ours] } });
    const others = [theirs, { ...theirs, ...ours, documentId: id }, { ...ours, sha256: '0'.repeat(64) }];
    for (const document of others) {
      const { status, body } = await api.post(BUYER, '/v1/orders', contract({ documents: [document] }));
      expect([status, body]).toMatchObject([404, { code: 'unknown-document' }]);
    }
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
