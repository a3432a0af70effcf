import { describe, expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER, type Answer, type Party } from '../support/api.js';
import { usd } from '../support/orders.js';
import { Purchase } from '../support/purchase.js';

const STRANGER: Party = ['buyer', 'another-buyer'];
const AUDITOR: Party = ['auditor', 'trade-assurance'];
const claimed = { amount: usd('1500.00'), sentOn: '2026-01-05', reference: 'SWIFT-9', bank: 'Deutsche Bank' };
const codeOf = ({ status, body }: Answer): unknown[] => [status, (body as { code?: string }).code];

async function opened(api: Api): Promise<{ readonly purchase: Purchase; readonly inquiry: string }> {
  const purchase = await Purchase.agreed(api);
  const { id } = await api.done(BUYER, `${purchase.path}/inquiries`, claimed);
  return { purchase, inquiry: `/v1/inquiries/${id}` };
}

describe('a payment inquiry over HTTP', () => {
  it('is opened by either side, and seen by both and by the platform’s people', async () => {
    const api = await Api.open();
    const { purchase, inquiry } = await opened(api);
    for (const by of [BUYER, SUPPLIER, OPERATOR, AUDITOR])
      expect((await api.get(by, inquiry)).body).toMatchObject({ ...claimed, by: 'buyer', phase: 'open' });
    const { id } = await api.done(SUPPLIER, `${purchase.path}/inquiries`, { ...claimed, note: 'He says he has paid.' });
    expect((await api.get(BUYER, `/v1/inquiries/${id}`)).body).toMatchObject({ by: 'supplier' });
  });

  it('is not there for others', async () => {
    const api = await Api.open();
    const { purchase, inquiry } = await opened(api);
    expect(codeOf(await api.get(STRANGER, inquiry))).toEqual([404, 'unknown-inquiry']);
    expect(codeOf(await api.post(STRANGER, `${inquiry}/withdrawals`))).toEqual([404, 'unknown-inquiry']);
    expect(codeOf(await api.get(STRANGER, `${purchase.path}/inquiries`))).toEqual([404, 'unknown-order']);
    expect(codeOf(await api.post(STRANGER, `${purchase.path}/inquiries`, claimed))).toEqual([404, 'unknown-order']);
    expect((await api.get(BUYER, '/v1/inquiries')).status).toBe(403);
    for (const act of ['work', 'matches', 'answers'])
      expect((await api.post(BUYER, `${inquiry}/${act}`)).status).toBe(403);
  });

  it('is worked on before it is matched, with money that has arrived for its own order', async () => {
    const api = await Api.open();
    const { purchase, inquiry } = await opened(api);
    const paymentId = await purchase.pays('initial');
    const match = (payment: string) => api.post(OPERATOR, `${inquiry}/matches`, { paymentId: payment });
    expect(codeOf(await match(paymentId))).toEqual([409, 'inquiry-not-in-work']);
    await api.done(OPERATOR, `${inquiry}/work`);
    expect(codeOf(await match('00000000-0000-5000-8000-000000000000'))).toEqual([409, 'payment-not-arrived']);
    await api.done(OPERATOR, `${inquiry}/matches`, { paymentId });
    expect((await api.get(BUYER, inquiry)).body).toMatchObject({ phase: 'matched', paymentId, answer: null });
    const answer = { answer: 'It is not here.' };
    expect(codeOf(await api.post(OPERATOR, `${inquiry}/answers`, answer))).toEqual([409, 'inquiry-matched']);
  });

  it('is taken back by who opened it, and then waits for nobody', async () => {
    const api = await Api.open();
    const { inquiry } = await opened(api);
    expect(codeOf(await api.post(SUPPLIER, `${inquiry}/withdrawals`))).toEqual([
      ...[403, 'only-who-opened-it-withdraws-an-inquiry'],
    ]);
    await api.done(BUYER, `${inquiry}/withdrawals`);
    expect((await api.get(BUYER, inquiry)).body).toMatchObject({ phase: 'withdrawn' });
    expect((await api.get(OPERATOR, '/v1/inquiries?phase=open')).body).toEqual({ inquiries: [], next: null });
  });

  it('the longest waiting come first, a page at a time', async () => {
    const api = await Api.open();
    const { purchase, inquiry } = await opened(api);
    const { id: second } = await api.done(BUYER, `${purchase.path}/inquiries`, claimed);
    const first = inquiry.slice('/v1/inquiries/'.length);
    const page = async (cursor: string) => {
      const { body } = await api.get(OPERATOR, `/v1/inquiries?limit=1${cursor}`);
      return body as { inquiries: { inquiryId: string }[]; next: string | null };
    };
    const one = await page('');
    expect(one.inquiries.map(({ inquiryId }) => inquiryId)).toEqual([first]);
    const two = await page(`&cursor=${encodeURIComponent(one.next ?? '')}`);
    expect([two.inquiries.map(({ inquiryId }) => inquiryId), two.next]).toEqual([[second], null]);
  });
});
