import { BUYER, SUPPLIER, type Api } from '../api.js';

export const quotation = (more: object = {}) => ({
  buyer: BUYER[1],
  currency: 'USD',
  lines: [{ product: 'Cotton shirt, white', quantity: 300, unitPrice: '9.80' }],
  validForDays: 30,
  ...more,
});

/** Given, and taken back. */
export async function quotationOfSupplier(api: Api): Promise<void> {
  const { id } = await api.done(SUPPLIER, '/v1/quotations', quotation());
  await api.done(SUPPLIER, `/v1/quotations/${id}/withdrawals`);
}
