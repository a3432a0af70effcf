import { BUYER, SUPPLIER, type Api } from '../api.js';
import { contract } from '../orders.js';

export const quotation = (more: object = {}) => ({
  buyer: BUYER[1],
  currency: 'USD',
  lines: [{ product: 'Cotton shirt, white', quantity: 300, unitPrice: '9.80' }],
  validForDays: 30,
  ...more,
});

/** Given, begun an order with, and taken back. */
export async function quotationOfSupplier(api: Api): Promise<void> {
  const lines = [{ product: 'Cotton shirt, white', quantity: 300, unitPrice: '10.00' }];
  const { id } = await api.done(SUPPLIER, '/v1/quotations', quotation({ lines }));
  await api.done(BUYER, '/v1/orders', contract({ origin: { kind: 'quotation', quotationId: id } }));
  await api.done(SUPPLIER, `/v1/quotations/${id}/withdrawals`);
}
