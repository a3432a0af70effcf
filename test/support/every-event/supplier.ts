import { OPERATOR, SUPPLIER, type Api } from '../api.js';

/** Another name, another account, and a while without new contracts. */
export async function supplierOverTime(api: Api): Promise<void> {
  const supplier = `/v1/suppliers/${SUPPLIER[1]}`;
  await api.done(SUPPLIER, `${supplier}/profiles`, { name: 'Lin Textiles Co.', about: 'Shirts since 1987.' });
  const designatedAccount = { bank: 'HSBC', holder: 'Lin Textiles Co.', number: 'CN-77-1' };
  await api.done(OPERATOR, `${supplier}/accounts`, { designatedAccount });
  await api.done(OPERATOR, `${supplier}/suspensions`, { reason: 'under-review' });
  await api.done(OPERATOR, `${supplier}/reinstatements`);
}
