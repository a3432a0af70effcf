import { expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER } from '../support/api.js';
import { contract, drafted, enrolment } from '../support/orders.js';

const supplier = `/v1/suppliers/${SUPPLIER[1]}`;
const another = { bank: 'HSBC', holder: 'Lin Textiles Co.', number: 'CN-77-1' };

it('another account is named by new instructions, and by those alone', async () => {
  const api = await Api.open();
  const before = await drafted(api);
  await api.done(OPERATOR, `${supplier}/accounts`, { designatedAccount: another });
  const after = await api.done(BUYER, '/v1/orders', contract());
  expect((await api.page(BUYER, before.id)).body).toMatchObject({
    designatedAccount: enrolment().designatedAccount,
  });
  expect((await api.page(BUYER, after.id, after.position)).body).toMatchObject({ designatedAccount: another });
  const { body } = await api.post(SUPPLIER, `${supplier}/accounts`, { designatedAccount: another });
  expect(body).toMatchObject({ code: 'role-not-permitted' });
});

it('a supplier tells of himself, and may be suspended for a while', async () => {
  const api = await Api.open();
  await api.done(OPERATOR, '/v1/suppliers', enrolment());
  await api.done(SUPPLIER, `${supplier}/profiles`, { name: 'Lin Shirts', about: 'Shirts since 1987.' });
  await api.done(OPERATOR, `${supplier}/suspensions`, { reason: 'under-review' });
  expect((await api.get(BUYER, supplier)).body).toMatchObject({
    name: 'Lin Shirts',
    about: 'Shirts since 1987.',
    suspended: true,
    feedback: { ratings: 0, score: null },
  });
  expect((await api.post(BUYER, '/v1/orders', contract())).body).toMatchObject({ code: 'unknown-supplier' });
  await api.done(OPERATOR, `${supplier}/reinstatements`);
  expect((await api.post(BUYER, '/v1/orders', contract())).status).toBe(201);
  const stranger = await api.post(['supplier', 'someone-else'], `${supplier}/profiles`, { name: 'Mine' });
  expect(stranger.body).toMatchObject({ code: 'only-the-supplier-or-an-operator-changes-a-profile' });
});
