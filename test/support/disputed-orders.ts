import { expect } from '@jest/globals';
import { BUYER, OPERATOR, SUPPLIER, type Api, type Party } from './api.js';
import { PNG } from './documents.js';
import { confirmed, usd } from './orders.js';

/** An order of which all is paid and all has left; 2,000 of 3,000 are covered. [seed] */
export async function shipped(api: Api, supplier = SUPPLIER): Promise<{ readonly id: string; readonly batch: string }> {
  await api.done(OPERATOR, '/v1/clock/settings', { to: '2027-03-01T09:00:00Z' });
  const { id } = await confirmed(api, {}, supplier);
  const order = `/v1/orders/${id}`;
  await api.done(BUYER, `${order}/cover-acknowledgements`);
  const money = (purpose: string) => ({ purpose, amount: usd('1500.00'), method: 'tt', reference: purpose });
  await api.done(OPERATOR, `${order}/payments`, money('initial'));
  const batch = { lines: [{ line: 1, quantity: 300 }], carrier: 'DHL', trackingNumber: 'JD01' };
  const sent = await api.done(supplier, `${order}/shipments`, batch);
  await api.done(OPERATOR, `${order}/payments`, money('balance'));
  return { id, batch: sent.id };
}

export const opening = (batch: string, more: object = {}) => ({
  reasons: ['quality'],
  batches: [batch],
  statement: 'The seams are torn.',
  ...more,
});

/** A picture in custody. @returns its id. */
export async function picture(api: Api, by: Party, order: string, n: number): Promise<string> {
  const path = `/v1/orders/${order}/documents?purpose=evidence`;
  const answer = await api
    .raw()
    .post(path)
    .set('authorization', `Bearer ${await api.token(by)}`)
    .set('idempotency-key', `picture-${by[0]}-${n}-${order}`)
    .set('content-type', 'image/png')
    .set('file-name', 'picture.png')
    .send(Buffer.concat([PNG, Buffer.from([n])]));
  expect(answer.status).toBe(201);
  return (answer.body as { readonly id: string }).id;
}

export const verdict = (evidence: readonly string[], more: object = {}) => ({
  fault: 'supplier',
  reasons: 'The pictures of both sides show it.',
  evidence: evidence.map((id) => ({ id })),
  goods: 'keep',
  order: 'continues',
  ...more,
});

/** A dispute that waits for its determination, and what it is to be determined on. */
export interface Heard {
  readonly dispute: string;
  readonly evidence: readonly string[];
}

/** Opened, escalated on day five without a response, and both sides have submitted their evidence. @param supplier nobody has enrolled him yet */
export async function heard(api: Api, supplier = SUPPLIER): Promise<Heard> {
  const { id, batch } = await shipped(api, supplier);
  const { id: dispute } = await api.done(BUYER, `/v1/orders/${id}/disputes`, opening(batch));
  await api.done(OPERATOR, '/v1/clock/advances', { by: '5d' });
  await api.done(BUYER, `/v1/disputes/${dispute}/escalations`);
  const evidence: string[] = [];
  for (const by of [BUYER, supplier]) {
    const documentId = await picture(api, by, id, 1);
    evidence.push(documentId);
    await api.done(by, `/v1/disputes/${dispute}/evidence`, { documentId });
    await api.done(by, `/v1/disputes/${dispute}/evidence-completions`);
  }
  return { dispute, evidence };
}
