import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER, type Answer, type Party, type Written } from '../support/api.js';
import { shirt } from '../support/every-event/listing.js';
import { enrolment } from '../support/orders.js';

const OTHER: Party = ['supplier', 'mei-shirts'];

interface Products {
  readonly products: readonly { readonly title: string; readonly supplier: { readonly remaining: object } }[];
  readonly next: string | null;
}

describe('products', () => {
  let folder: string;
  let api: Api;
  let last: Written;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ta-products-'));
    api = await Api.start(folder);
    await api.done(OPERATOR, '/v1/suppliers', enrolment());
    await api.done(OPERATOR, '/v1/suppliers', { ...enrolment(OTHER[1], '0.00'), name: 'Mei Shirts' });
    await published(SUPPLIER, 'Cotton shirt, white');
    await published(OTHER, 'Linen shirt, white');
    await published(SUPPLIER, 'Wool socks');
  });
  afterAll(async () => {
    await api.close();
    await rm(folder, { recursive: true });
  });

  async function published(by: Party, title: string): Promise<string> {
    const { id } = await api.done(by, '/v1/listings', shirt({ title, description: 'From Ningbo.' }));
    last = await api.done(by, `/v1/listings/${id}/publications`);
    return id;
  }
  const search = async (query: string): Promise<Products> =>
    (await api.get(BUYER, `/v1/products?after=${last.position}&${query}`)).body as Products;
  const titles = async (query: string): Promise<readonly string[]> =>
    (await search(query)).products.map(({ title }) => title);
  const codeOf = ({ status, body }: Answer): unknown[] => [status, (body as { code?: string }).code];

  it('are found by several words and by how they begin, the newest first', async () => {
    expect(await titles('')).toEqual(['Wool socks', 'Linen shirt, white', 'Cotton shirt, white']);
    expect(await titles('q=shirt')).toEqual(['Linen shirt, white', 'Cotton shirt, white']);
    expect(await titles('q=whi+cott')).toEqual(['Cotton shirt, white']);
    expect(await titles('q=ningbo+SOCK')).toEqual(['Wool socks']);
    expect(await titles('q=shirt+socks')).toEqual([]);
  });

  it('are only those of suppliers with something left of their limit, where that is asked for', async () => {
    const { products } = await search('q=shirt&tradeAssurance=true');
    expect(products).toEqual([
      expect.objectContaining({
        title: 'Cotton shirt, white',
        supplier: {
          supplierId: SUPPLIER[1],
          name: 'Lin Textiles Co.',
          remaining: { amount: '2000.00', currency: 'USD' },
          feedback: { ratings: 0, score: null },
        },
      }),
    ]);
  });

  it('are shown a page at a time, and a page is empty only at the end', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const more = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Products = await search(`tradeAssurance=true&limit=1${more}`);
      seen.push(...page.products.map(({ title }) => title));
      cursor = page.next;
    }
    expect(seen).toEqual(['Wool socks', 'Cotton shirt, white']);
    expect(codeOf(await api.get(BUYER, '/v1/products?cursor=nonsense'))).toEqual([400, 'cursor-invalid']);
    expect(codeOf(await api.get(BUYER, '/v1/products?limit=0'))).toEqual([400, 'invalid-request']);
  });

  it('are their supplier’s own affair until they are published, and after they were withdrawn', async () => {
    const { id, position } = await api.done(SUPPLIER, '/v1/listings', shirt({ title: 'Secret shirt' }));
    const listing = `/v1/listings/${id}`;
    expect((await api.get(SUPPLIER, `${listing}?after=${position}`)).body).toMatchObject({ status: 'drafted' });
    for (const party of [BUYER, OTHER]) {
      expect(codeOf(await api.get(party, listing))).toEqual([404, 'unknown-listing']);
      expect(codeOf(await api.get(party, '/v1/listings/00000000-0000-5000-8000-000000000000'))).toEqual([
        404,
        'unknown-listing',
      ]);
    }
    expect(codeOf(await api.post(OTHER, `${listing}/publications`))).toEqual([404, 'unknown-listing']);
    last = await api.done(SUPPLIER, `${listing}/publications`);
    expect(await titles('q=secret')).toEqual(['Secret shirt']);
    expect((await api.get(BUYER, listing)).body).toMatchObject({ title: 'Secret shirt', status: 'published' });
    last = await api.done(OPERATOR, `${listing}/withdrawals`);
    expect(await titles('q=secret')).toEqual([]);
  });

  it('are together on the supplier’s own page', async () => {
    const { status, body } = await api.get(BUYER, `/v1/suppliers/${SUPPLIER[1]}/site?after=${last.position}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      supplier: { supplierId: SUPPLIER[1], remaining: { amount: '2000.00' } },
      products: [{ title: 'Wool socks' }, { title: 'Cotton shirt, white' }],
      next: null,
    });
    expect(codeOf(await api.get(BUYER, '/v1/suppliers/nobody/site'))).toEqual([404, 'unknown-supplier']);
  });
});
