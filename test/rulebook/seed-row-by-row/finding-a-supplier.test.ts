import { expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER, type Party } from '../../support/api.js';
import { shirt } from '../../support/every-event/listing.js';
import { contract, drafted, enrolment, usd } from '../../support/orders.js';
import { Purchase } from '../../support/purchase.js';

const UNCOVERED: Party = ['supplier', 'mei-shirts'];
const OTHER: Party = ['buyer', 'another-buyer'];

async function published(api: Api, by: Party): Promise<string> {
  const { id } = await api.done(by, '/v1/listings', shirt());
  await api.done(by, `/v1/listings/${id}/publications`);
  return id;
}

it('tick the Trade Assurance filter when searching for a product', async () => {
  const api = await Api.open();
  const purchase = await Purchase.agreed(api, { coverageType: 'pre-shipment' });
  await api.done(OPERATOR, '/v1/suppliers', { ...enrolment(UNCOVERED[1], '0.00'), name: 'Mei Shirts' });
  for (const by of [SUPPLIER, UNCOVERED]) await published(api, by);
  await purchase.arrives();
  await api.done(BUYER, `${purchase.path}/receipts`);
  await api.done(BUYER, `${purchase.path}/feedback`, { rating: 4, text: 'Well made.' });

  const found = async (query: string) =>
    ((await api.get(OTHER, `/v1/products?q=cotton${query}`)).body as { products: { supplier: object }[] }).products;
  expect(await found('')).toHaveLength(2);
  expect((await found('&tradeAssurance=true')).map(({ supplier }) => supplier)).toStrictEqual([
    {
      supplierId: SUPPLIER[1],
      name: 'Lin Textiles Co.',
      remaining: usd('500.00'), // of 2,000; 1,500 are reserved until the last window has closed
      feedback: { ratings: 1, score: '4.0' },
    },
  ]);
});

it('Contact Supplier, Chat Now, Message Center', async () => {
  const api = await Api.open();
  const { id: order } = await drafted(api);
  const listing = await published(api, SUPPLIER);

  const { id: about } = await api.done(BUYER, `/v1/listings/${listing}/conversations`); // Contact Supplier
  await api.done(BUYER, `/v1/conversations/${about}/messages`, { text: 'Is it combed cotton?' }); // Chat Now
  await api.done(SUPPLIER, `/v1/conversations/${about}/messages`, { text: 'It is.' });
  await api.done(BUYER, `/v1/orders/${order}/conversations`);
  await api.done(BUYER, `/v1/conversations/${order}/messages`, { text: 'When will it leave?' });

  const centre = async (by: Party) => (await api.get(by, '/v1/conversations')).body; // Message Center
  expect(await centre(SUPPLIER)).toMatchObject({
    withUnread: 2,
    conversations: [
      { orderId: order, listingId: null, lastMessage: { text: 'When will it leave?' }, unread: 1 },
      { orderId: null, listingId: listing, lastMessage: { text: 'It is.' }, unread: 1 },
    ],
  });
  expect(await centre(BUYER)).toMatchObject({ withUnread: 1 });
  expect(await centre(OTHER)).toMatchObject({ conversations: [] });

  // The order form can be started from it: it says what is talked about.
  const { body } = await api.get(BUYER, `/v1/conversations/${about}/messages`);
  const { conversation } = body as { conversation: { listingId: string; supplier: string } };
  const { listingId, supplier } = conversation;
  const started = await api.done(
    BUYER,
    '/v1/orders',
    contract({ supplier, origin: { kind: 'product-page', listingId } }),
  );
  expect((await api.page(BUYER, started.id)).body).toMatchObject({ origin: { kind: 'product-page', listingId } });
});
