import { BUYER, OPERATOR, SUPPLIER, type Api, type Written } from './api.js';

export const usd = (amount: string) => ({ amount, currency: 'USD' });

export const enrolment = (supplierId = SUPPLIER[1], limit = '2000.00') => ({
  supplierId,
  name: 'Lin Textiles Co.',
  designatedAccount: { bank: 'Citibank', holder: 'Lin Textiles Co.', number: 'CN-4400-1182' },
  limit: usd(limit),
});

/** The worked example of the rules: 3000 in all, 1500 first. [seed] */
export const contract = (more: object = {}) => ({
  buyer: BUYER[1],
  supplier: SUPPLIER[1],
  lines: [{ product: 'Cotton shirt, white', quantity: 300, unitPrice: '10.00', amount: usd('3000.00') }],
  total: usd('3000.00'),
  initialPayment: usd('1500.00'),
  coverageType: 'post-delivery',
  shipBy: '2035-06-30',
  ...more,
});

/** An enrolled supplier and a draft with him. */
export async function drafted(api: Api, more: object = {}, supplier = SUPPLIER): Promise<Written> {
  await api.done(OPERATOR, '/v1/suppliers', enrolment(supplier[1]));
  return api.done(BUYER, '/v1/orders', contract({ supplier: supplier[1], ...more }));
}

/** A contract that both sides have confirmed, with its cover settled. */
export async function confirmed(api: Api, more: object = {}, supplier = SUPPLIER): Promise<Written> {
  const order = await drafted(api, more, supplier);
  await api.done(BUYER, `/v1/orders/${order.id}/submissions`);
  const { body } = await api.page(BUYER, order.id, order.position);
  const { contract: agreed } = body as { contract: { hash: string } };
  await api.done(BUYER, `/v1/orders/${order.id}/confirmations`, { contractHash: agreed.hash });
  return api.done(supplier, `/v1/orders/${order.id}/confirmations`, { contractHash: agreed.hash });
}
