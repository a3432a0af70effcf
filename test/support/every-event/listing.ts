import { SUPPLIER, type Api } from '../api.js';

export const shirt = (more: object = {}) => ({
  title: 'Cotton shirt, white',
  description: 'Combed cotton, 160 g/m².',
  unitPrice: { amount: '10.00', currency: 'USD' },
  minimumQuantity: 100,
  ...more,
});

/** Offered, changed and taken back. */
export async function listingsOfSupplier(api: Api): Promise<void> {
  const { id } = await api.done(SUPPLIER, '/v1/listings', shirt());
  const listing = `/v1/listings/${id}`;
  await api.done(SUPPLIER, `${listing}/publications`);
  await api.done(SUPPLIER, `${listing}/revisions`, shirt({ minimumQuantity: 50 }));
  await api.done(SUPPLIER, `${listing}/withdrawals`);
}
