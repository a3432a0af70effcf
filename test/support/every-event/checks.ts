import { BUYER, OPERATOR, SUPPLIER, type Api, type Written } from '../api.js';
import { file, PNG } from '../documents.js';

/**
 * An order whose goods are looked at before they leave, sent as planned, and cleared by customs on the supplier's word
 * and another's. @param order the path of one whose initial payment is complete.
 */
export async function checkedAndCleared(api: Api, order: string): Promise<void> {
  await checks(api, order);
  await inspections(api, order);
  await shipments(api, order);
}

async function checks(api: Api, order: string): Promise<void> {
  const request = { kinds: ['photo', 'video'], note: 'The seams, please.' };
  const { id } = await api.done(BUYER, `${order}/quality-checks`, request);
  const documents = [await stored(api, order, 'quality-check')];
  await api.done(SUPPLIER, `/v1/quality-checks/${id}/answers`, { documents, note: 'Taken this morning.' });
  const second = await api.done(BUYER, `${order}/quality-checks`, request);
  await api.done(BUYER, `/v1/quality-checks/${second.id}/withdrawals`);
}

async function inspections(api: Api, order: string): Promise<void> {
  const { id } = await api.done(BUYER, `${order}/inspections`, { partner: 'SGS', place: 'china' });
  const inspection = `/v1/inspections/${id}`;
  await api.done(OPERATOR, `${inspection}/schedules`, { on: '2027-01-20' });
  await api.done(OPERATOR, `${inspection}/visits`);
  const report = await stored(api, order, 'inspection');
  await api.done(OPERATOR, `${inspection}/reports`, { result: 'pass', report });
  const second = await api.done(BUYER, `${order}/inspections`, { partner: 'TUV', place: 'overseas' });
  await api.done(BUYER, `/v1/inspections/${second.id}/cancellations`);
}

async function shipments(api: Api, order: string): Promise<void> {
  const lines = [{ line: 1, quantity: 1 }];
  const planned = await api.done(SUPPLIER, `${order}/shipment-plans`, { lines, readyOn: '2027-01-21' });
  await api.done(SUPPLIER, `/v1/shipments/${planned.id}/withdrawals`);
  for (const upheld of [true, false]) {
    const { id } = await api.done(SUPPLIER, `${order}/shipment-plans`, { lines });
    const shipment = `/v1/shipments/${id}`;
    const document = await stored(api, order, 'shipment');
    const parcel = { carrier: 'COSCO', trackingNumber: 'CSNU-1', documents: [document] };
    await api.done(SUPPLIER, `${shipment}/dispatches`, parcel);
    await api.done(SUPPLIER, `${shipment}/customs-clearances`, { document });
    await api.done(BUYER, `${shipment}/clearance-contests`, { reason: 'The container is still in port.' });
    await api.done(OPERATOR, `${shipment}/clearance-contests/settlements`, { upheld });
  }
}

/** @returns its id. */
async function stored(api: Api, order: string, purpose: string): Promise<string> {
  const party = purpose === 'inspection' ? OPERATOR : SUPPLIER;
  const headers = file(`${purpose}.png`, 'image/png');
  const { body } = await api.upload(party, `${order}/documents?purpose=${purpose}`, PNG, { headers });
  return (body as Written).id;
}
