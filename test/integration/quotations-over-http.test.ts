import { expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER, type Party } from '../support/api.js';
import { quotation } from '../support/every-event/quotation.js';
import { enrolment } from '../support/orders.js';

const STRANGER: Party = ['buyer', 'someone-else'];

it('a quotation is seen by its two sides, and holds for its time', async () => {
  const api = await Api.open();
  await api.done(OPERATOR, '/v1/suppliers', enrolment());
  const { id, position } = await api.done(SUPPLIER, '/v1/quotations', quotation());
  const path = `/v1/quotations/${id}`;
  for (const party of [BUYER, SUPPLIER]) {
    const shown = await api.get(party, `${path}?after=${position}`);
    expect(shown.body).toMatchObject({ quotationId: id, supplier: SUPPLIER[1], holds: true, withdrawn: false });
    expect((await api.get(party, '/v1/quotations')).body).toMatchObject({ quotations: [{ quotationId: id }] });
  }
  expect((await api.get(STRANGER, path)).body).toMatchObject({ code: 'unknown-quotation' });
  expect((await api.get(STRANGER, '/v1/quotations')).body).toEqual({ quotations: [], next: null });
  const { body } = await api.post(['supplier', 'someone-else'], `${path}/withdrawals`);
  expect(body).toMatchObject({ status: 404, code: 'unknown-quotation' });

  await api.done(OPERATOR, '/v1/clock/advances', { by: '30d' });
  expect((await api.get(BUYER, path)).body).toMatchObject({ holds: false, withdrawn: false });
  const taken = await api.done(SUPPLIER, `${path}/withdrawals`);
  expect((await api.get(BUYER, `${path}?after=${taken.position}`)).body).toMatchObject({ withdrawn: true });
});
