import { describe, expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER, type Party, type Written } from '../support/api.js';
import { file, PNG } from '../support/documents.js';
import { contract, enrolment, usd } from '../support/orders.js';

const STRANGER: Party = ['buyer', 'another-buyer'];

/** An order whose initial payment is complete, under pre-shipment cover. @returns its path. */
async function paidOrder(api: Api): Promise<string> {
  await api.done(OPERATOR, '/v1/suppliers', enrolment());
  const { id } = await api.done(BUYER, '/v1/orders', contract({ coverageType: 'pre-shipment' }));
  const order = `/v1/orders/${id}`;
  const { position } = await api.done(SUPPLIER, `${order}/submissions`);
  const { contract: written } = (await api.page(BUYER, id, position)).body as { contract: { hash: string } };
  for (const party of [BUYER, SUPPLIER])
    await api.done(party, `${order}/confirmations`, { contractHash: written.hash });
  const money = { purpose: 'initial', amount: usd('1500.00'), method: 'tt', reference: 'MT103' };
  await api.done(OPERATOR, `${order}/payments`, money);
  return order;
}

async function stored(api: Api, party: Party, order: string, purpose: string): Promise<string> {
  const headers = file('paper.png', 'image/png');
  const { body } = await api.upload(party, `${order}/documents?purpose=${purpose}`, PNG, { headers });
  return (body as Written).id;
}

describe('the goods of an order', () => {
  it('are looked at before they leave: photos by the supplier, a visit by SGS for USD 200 [seed]', async () => {
    const api = await Api.open();
    const order = await paidOrder(api);
    const asked = { kinds: ['photo'], note: 'The seams, please.' };
    const { id } = await api.done(BUYER, `${order}/quality-checks`, asked);
    const documentId = await stored(api, SUPPLIER, order, 'quality-check');
    const answer = { documents: [documentId], note: 'Taken this morning.' };
    const elsewhere = { ...answer, documents: [await stored(api, SUPPLIER, order, 'shipment')] };
    expect((await api.post(SUPPLIER, `/v1/quality-checks/${id}/answers`, elsewhere)).body).toMatchObject({
      code: 'unknown-document',
    });
    await api.done(SUPPLIER, `/v1/quality-checks/${id}/answers`, answer);
    const visit = await api.done(BUYER, `${order}/inspections`, { partner: 'SGS', place: 'china' });
    const { position } = await api.done(OPERATOR, `/v1/inspections/${visit.id}/schedules`, { on: '2027-01-20' });

    const checks = `${order}/checks?after=${position}`;
    expect((await api.get(BUYER, checks)).body).toMatchObject({
      qualityChecks: [
        { phase: 'answered', note: asked.note, answer: { documents: [{ documentId }], note: answer.note } },
      ],
      inspections: [{ phase: 'scheduled', partner: 'SGS', fee: usd('200.00'), on: '2027-01-20', report: null }],
    });
    expect((await api.get(STRANGER, checks)).status).toBe(404);
    expect((await api.post(STRANGER, `${order}/inspections`, { partner: 'SGS', place: 'china' })).status).toBe(404);
  });

  it('are planned, leave with their papers, and clear customs on a word that the buyer can contest', async () => {
    const api = await Api.open();
    const order = await paidOrder(api);
    const lines = [{ line: 1, quantity: 100 }];
    const { id } = await api.done(SUPPLIER, `${order}/shipment-plans`, { lines, readyOn: '2027-01-21' });
    const shipment = `/v1/shipments/${id}`;
    const details = async (after: string) => (await api.page(BUYER, order.slice('/v1/orders/'.length), after)).body;
    const paper = await stored(api, SUPPLIER, order, 'shipment');
    const parcel = { carrier: 'COSCO', trackingNumber: 'CSNU-1', documents: [paper] };
    const left = await api.done(SUPPLIER, `${shipment}/dispatches`, parcel);
    const batch = { shipmentId: id, lines, carrier: 'COSCO', documents: [{ documentId: paper }] };
    expect(await details(left.position)).toMatchObject({
      undispatched: [{ line: 1, quantity: 200 }],
      plannedShipments: [],
      shipments: [{ ...batch, clearance: null }],
    });

    expect((await api.post(SUPPLIER, `${shipment}/customs-clearances`, {})).body).toMatchObject({
      code: 'document-required',
    });
    await api.done(SUPPLIER, `${shipment}/customs-clearances`, { document: paper });
    const reason = 'The container is still in port.';
    const contested = await api.done(BUYER, `${shipment}/clearance-contests`, { reason });
    expect(await details(contested.position)).toMatchObject({
      shipments: [{ clearance: { by: 'supplier', contested: true } }],
    });
    const settled = await api.done(OPERATOR, `${shipment}/clearance-contests/settlements`, { upheld: false });
    expect(await details(settled.position)).toMatchObject({ shipments: [{ ...batch, clearance: null }] });
  });
});
