import { expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER, type Party } from '../../support/api.js';
import { usd } from '../../support/orders.js';
import { Purchase } from '../../support/purchase.js';

const OTHER: Party = ['buyer', 'another-buyer'];

it('check quality before shipment: samples, photos, videos, or third-party inspection', async () => {
  const api = await Api.open();
  const purchase = await Purchase.agreed(api);
  await purchase.pays('initial');
  const kinds = ['sample', 'photo', 'video'];
  const { id } = await api.done(BUYER, `${purchase.path}/quality-checks`, { kinds, note: 'The seams, please.' });
  const documents = [await purchase.keeps(SUPPLIER, 'quality-check')];
  await api.done(SUPPLIER, `/v1/quality-checks/${id}/answers`, { documents, note: 'Taken this morning.' });

  const fees = [];
  for (const [partner, place, fee] of [
    ['SGS', 'china', '200.00'],
    ['BV', 'overseas', '300.00'],
    ['TUV', 'overseas', '300.00'],
  ] as const) {
    await api.done(BUYER, `${purchase.path}/inspections`, { partner, place });
    fees.push({ partner, fee: usd(fee), phase: 'ordered' });
  }
  const asked = (partner: string) => api.post(BUYER, `${purchase.path}/inspections`, { partner, place: 'china' });
  expect((await asked('DEKRA')).body).toMatchObject({ status: 404, code: 'unknown-partner' });

  const checks = async () =>
    (await api.get(BUYER, `${purchase.path}/checks`)).body as { inspections: { inspectionId: string }[] };
  const seen = await checks();
  expect(seen).toMatchObject({
    qualityChecks: [{ kinds, phase: 'answered', answer: { documents: [{ documentId: documents[0] }] } }],
    inspections: fees,
  });
  const first = `/v1/inspections/${seen.inspections[0]!.inspectionId}`;
  await api.done(OPERATOR, `${first}/schedules`, { on: '2035-05-20' });
  await api.done(OPERATOR, `${first}/visits`);
  const report = await purchase.keeps(OPERATOR, 'inspection');
  await api.done(OPERATOR, `${first}/reports`, { result: 'fail', report });
  expect((await checks()).inspections[0]).toMatchObject({ phase: 'reported', report: { result: 'fail' } });
});

it('Delivery Details', async () => {
  const api = await Api.open();
  const purchase = await Purchase.agreed(api);
  await purchase.pays('initial');
  const [planned, second] = [[{ line: 1, quantity: 100 }], [{ line: 1, quantity: 200 }]];
  const { id } = await api.done(SUPPLIER, `${purchase.path}/shipment-plans`, { lines: planned, readyOn: '2035-05-21' });
  expect(await purchase.page()).toMatchObject({ plannedShipments: [{ shipmentId: id, readyOn: '2035-05-21' }] });

  const documentId = await purchase.keeps(SUPPLIER, 'shipment');
  const sea = { carrier: 'COSCO', trackingNumber: 'CSNU-1', documents: [documentId] };
  await api.done(SUPPLIER, `/v1/shipments/${id}/dispatches`, sea);
  const air = { carrier: 'DHL', trackingNumber: 'JD01' };
  await api.done(SUPPLIER, `${purchase.path}/shipments`, { lines: second, ...air });
  await api.done(BUYER, `/v1/shipments/${id}/customs-clearances`, {});
  await api.done(SUPPLIER, `/v1/shipments/${id}/deliveries`);
  expect(await purchase.page()).toMatchObject({
    plannedShipments: [],
    undispatched: [],
    shipments: [
      {
        ...{ lines: planned, carrier: 'COSCO', trackingNumber: 'CSNU-1', documents: [{ documentId }] },
        ...{ clearance: { by: 'buyer' }, deliveredAt: expect.any(String) },
      },
      { lines: second, ...air, documents: [], clearance: null, deliveredAt: null },
    ],
  });
});

it('Waiting for Delivery Confirmation, Confirm', async () => {
  const api = await Api.open();
  const purchase = await Purchase.agreed(api);
  const early = await api.post(BUYER, `${purchase.path}/receipts`);
  expect(early.body).toMatchObject({ status: 409, code: 'order-not-awaiting-receipt' });
  await purchase.arrives();
  expect(await purchase.page()).toMatchObject({
    status: 'Waiting for Delivery Confirmation',
    next: { act: 'confirm-receipt', whose: 'buyer' },
    yourMove: true,
  });
  expect((await api.post(SUPPLIER, `${purchase.path}/receipts`)).status).toBe(403);
  await api.done(BUYER, `${purchase.path}/receipts`);
  expect(await purchase.page()).toMatchObject({ status: 'Completed', next: null });
});

it('feedback that other buyers see', async () => {
  const api = await Api.open();
  const purchase = await Purchase.agreed(api);
  const early = await api.post(BUYER, `${purchase.path}/feedback`, { rating: 5, text: 'Good.' });
  expect(early.body).toMatchObject({ status: 409, code: 'order-not-completed' });
  await purchase.arrives();
  await api.done(BUYER, `${purchase.path}/receipts`);
  await api.done(BUYER, `${purchase.path}/feedback`, { rating: 2, text: 'Late.' });
  const supplier = `/v1/suppliers/${SUPPLIER[1]}`;
  const seen = async (path: string) => (await api.get(OTHER, path)).body;
  expect(await seen(`${supplier}/feedback`)).toMatchObject({
    ...{ ratings: 1, score: '2.0' },
    feedback: [{ rating: 2, text: 'Late.', revisedAt: null }],
  });

  await api.done(BUYER, `${purchase.path}/feedback/revisions`, { rating: 5, text: 'They made it good.' });
  expect(await seen(`${supplier}/feedback`)).toMatchObject({
    ...{ ratings: 1, score: '5.0' },
    feedback: [{ rating: 5, text: 'They made it good.', revisedAt: expect.any(String) }],
  });
  expect(await seen(supplier)).toMatchObject({ feedback: { ratings: 1, score: '5.0' } });
  const twice = await api.post(BUYER, `${purchase.path}/feedback/revisions`, { rating: 1 });
  expect(twice.status).toBe(409);
});
