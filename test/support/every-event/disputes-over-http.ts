import { ARBITER, BUYER, OPERATOR, SUPPLIER, type Api, type Party, type Written } from '../api.js';
import { file, pdf } from '../documents.js';
import { usd } from '../orders.js';

/**
 * Every act of a dispute as its people do it. Without a provider the refund is the operators' to pay.
 *
 * @param paidOrder makes another order of which all is paid and all has left.
 */
export async function disputesOverHttp(api: Api, paidOrder: () => Promise<PaidOrder>): Promise<void> {
  await determinedAndAppealed(api, await paidOrder());
  await settledOrWithdrawn(api, await paidOrder());
}

export interface PaidOrder {
  readonly path: string;
  readonly batch: string;
}

const claim = ({ batch }: PaidOrder) => ({
  reasons: ['quality'],
  batches: [batch],
  statement: 'The seams are torn.',
  demand: { kind: 'refund', amount: usd('700.00') },
});
const offer = (amount: string) => ({ kind: 'refund', amount: usd(amount), note: 'For your trouble.' });

async function determinedAndAppealed(api: Api, order: PaidOrder): Promise<void> {
  const { id } = await api.done(BUYER, `${order.path}/disputes`, claim(order));
  const dispute = `/v1/disputes/${id}`;
  const counter = { kind: 'counter', statement: 'They left our works whole.', offer: offer('100.00') };
  await api.done(SUPPLIER, `${dispute}/responses`, counter);
  await api.done(BUYER, `${dispute}/rejections`, { offer: 2, reason: 'It does not pay the repair.' });
  await api.done(OPERATOR, '/v1/clock/advances', { by: '15d' });
  await api.done(BUYER, `${dispute}/escalations`);
  const shown = [await submitted(api, BUYER, order, dispute), await submitted(api, SUPPLIER, order, dispute)];
  await bothAreDone(api, dispute);
  const verdict = {
    fault: 'supplier',
    reasons: 'The pictures of both sides show it.',
    evidence: shown.map((documentId) => ({ id: documentId })),
    goods: 'keep',
    order: 'continues',
  };
  await api.done(ARBITER, `${dispute}/determinations`, { ...verdict, amount: usd('700.00') });
  const documents = [await stored(api, BUYER, order, 'An expert’s opinion.')];
  await api.done(BUYER, `${dispute}/appeals`, { statement: 'An expert has looked.', documents });
  await bothAreDone(api, dispute);
  await api.done(ARBITER, `${dispute}/appeal-decisions`, { ...verdict, amount: usd('1000.00') });
  for (const refund of [`/v1/refunds/${id}-1`, `/v1/refunds/${id}-2`]) {
    await api.done(OPERATOR, `${refund}/retries`);
    await api.done(OPERATOR, `${refund}/manual-payments`, { transaction: 'MT103 20270301-0017' });
  }
  await api.done(OPERATOR, `/v1/recourse/${id}-1/recoveries`, { amount: usd('100.00') });
  await api.done(OPERATOR, `/v1/recourse/${id}-1/write-offs`, { reason: 'The firm is insolvent.' });
}

async function settledOrWithdrawn(api: Api, order: PaidOrder): Promise<void> {
  const first = await api.done(BUYER, `${order.path}/disputes`, claim(order));
  await api.done(BUYER, `/v1/disputes/${first.id}/withdrawals`, { reason: 'It was my mistake.' });
  const { id } = await api.done(BUYER, `${order.path}/disputes`, claim(order));
  await api.done(SUPPLIER, `/v1/disputes/${id}/offers`, offer('50.00'));
  await api.done(BUYER, `/v1/disputes/${id}/acceptances`, { offer: 2 });
}

async function submitted(api: Api, by: Party, order: PaidOrder, dispute: string): Promise<string> {
  const documentId = await stored(api, by, order, `What the ${by[0]} has seen.`);
  await api.done(by, `${dispute}/evidence`, { documentId });
  return documentId;
}

async function bothAreDone(api: Api, dispute: string): Promise<void> {
  for (const by of [BUYER, SUPPLIER]) await api.done(by, `${dispute}/evidence-completions`);
}

/** @returns the document's id. */
async function stored(api: Api, by: Party, { path }: PaidOrder, text: string): Promise<string> {
  const headers = file('evidence.pdf', 'application/pdf');
  const { body } = await api.upload(by, `${path}/documents?purpose=evidence`, pdf(text), { headers });
  return (body as Written).id;
}
