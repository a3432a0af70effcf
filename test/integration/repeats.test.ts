import { describe, expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER, type Answer, type Written } from '../support/api.js';
import { temporaryFolder } from '../support/event-store.js';
import { confirmed, contract, drafted, enrolment, usd } from '../support/orders.js';

const same = (answer: Answer) => [answer.status, answer.text, answer.headers['location']];

describe('a write that is sent again with its key', () => {
  it('creates once, and is answered the same: status, place and body', async () => {
    const api = await Api.open();
    const enrol = () => api.post(OPERATOR, '/v1/suppliers', enrolment(), { key: 'enrol' });
    const enrolled = await enrol();
    expect([enrolled.status, enrolled.headers['location']]).toEqual([201, '/v1/suppliers/lin-textiles']);
    expect(same(await enrol())).toEqual(same(enrolled));

    const draft = () => api.post(BUYER, '/v1/orders', contract(), { key: 'draft' });
    const first = await draft();
    const { id } = first.body as Written;
    expect([first.status, first.headers['location']]).toEqual([201, `/v1/orders/${id}/status`]);
    expect(Object.keys(first.body as object)).toEqual(['id', 'revision', 'position']);
    for (const again of await Promise.all([draft(), draft(), draft()])) expect(same(again)).toEqual(same(first));
  });

  it('is answered the same long after, when the order has moved on', async () => {
    const api = await Api.open();
    const order = await drafted(api);
    const submit = () => api.post(BUYER, `/v1/orders/${order.id}/submissions`, undefined, { key: 'submit' });
    const first = await submit();
    const { body } = await api.page(BUYER, order.id, (first.body as Written).position);
    const contractHash = (body as { contract: { hash: string } }).contract.hash;
    await api.done(BUYER, `/v1/orders/${order.id}/confirmations`, { contractHash });
    expect(same(await submit())).toEqual(same(first));
  });

  it('is answered the same by the next process', async () => {
    const folder = await temporaryFolder();
    const before = await Api.start(folder);
    await before.done(OPERATOR, '/v1/suppliers', enrolment());
    const first = await before.post(BUYER, '/v1/orders', contract(), { key: 'draft' });
    await before.close();
    const after = await Api.open(folder);
    expect(same(await after.post(BUYER, '/v1/orders', contract(), { key: 'draft' }))).toEqual(same(first));
  });

  it('records money once', async () => {
    const api = await Api.open();
    const { id } = await confirmed(api, { coverageType: 'pre-shipment' });
    const money = { purpose: 'initial', amount: usd('500.00'), method: 'tt', reference: 'MT103' };
    const pay = () => api.post(OPERATOR, `/v1/orders/${id}/payments`, money, { key: 'pay' });
    const [first, ...again] = await Promise.all([pay(), pay(), pay()]);
    for (const answer of again) expect(same(answer)).toEqual(same(first));
    const { body } = await api.page(OPERATOR, id, (first.body as Written).position);
    expect(body).toMatchObject({ payments: { initial: { arrived: usd('500.00'), complete: false } } });
    expect((body as { arrivals: object[] }).arrivals).toHaveLength(1);
  });

  it('with another key, asking for what is already so, changes nothing and says so', async () => {
    const api = await Api.open();
    const { position } = await api.done(OPERATOR, '/v1/suppliers', enrolment());
    const again = await api.post(OPERATOR, '/v1/suppliers', enrolment());
    expect([again.status, (again.body as Written).position]).toEqual([200, position]);
  });
});

describe('a read', () => {
  it('has a tag that is good until something changes', async () => {
    const api = await Api.open();
    const { id, position } = await drafted(api);
    const page = await api.page(BUYER, id, position);
    const etag = page.headers['etag'] ?? '';
    expect(etag).toContain(position);
    const unchanged = await api.get(BUYER, `/v1/orders/${id}/status`, { 'if-none-match': `"other", W/${etag}` });
    expect([unchanged.status, unchanged.text, unchanged.headers['etag']]).toEqual([304, '', etag]);

    const submitted = await api.done(BUYER, `/v1/orders/${id}/submissions`);
    await api.page(BUYER, id, submitted.position);
    const changed = await api.get(BUYER, `/v1/orders/${id}/status`, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers['etag']).not.toBe(etag);
  });

  it('has another tag for another reader, and when its time is over', async () => {
    const api = await Api.open();
    const { id, position } = await confirmed(api);
    const read = async (party = BUYER) => {
      const { headers, body } = await api.page(party, id, position);
      return { etag: headers['etag'], overdue: (body as { overdue: boolean }).overdue };
    };
    const [mine, theirs] = [await read(), await read(SUPPLIER)];
    expect(theirs.etag).not.toBe(mine.etag);
    await api.done(OPERATOR, '/v1/clock/advances', { by: '61d' });
    const later = await read();
    expect([mine.overdue, later.overdue]).toEqual([false, true]);
    expect(later.etag).not.toBe(mine.etag);
  });

  it('shows, with `after`, what the caller has just written', async () => {
    const api = await Api.open();
    await api.done(OPERATOR, '/v1/suppliers', enrolment());
    for (let round = 0; round < 20; round++) {
      const draft = (await api.post(BUYER, '/v1/orders', contract())).body as Written;
      const { body } = await api.get(BUYER, `/v1/orders/${draft.id}/status?after=${draft.position}`);
      expect(body).toMatchObject({ orderId: draft.id, status: 'Waiting for confirmation', revision: draft.revision });
    }
  });
});

describe('the clock over HTTP', () => {
  it('is moved, and every decision goes by it', async () => {
    const api = await Api.open();
    const now = async () => (await api.get(BUYER, '/v1/clock')).body as { now: string; offsetMillis: number };
    expect(await now()).toMatchObject({ movable: true, offsetMillis: 0 });
    await api.done(OPERATOR, '/v1/clock/settings', { to: '2031-01-01T00:00:00Z' });
    const order = await drafted(api);
    const { body } = await api.page(BUYER, order.id, order.position);
    expect((body as { draftedAt: string }).draftedAt).toMatch(/^2031-01-01T00:00/);

    await api.done(BUYER, `/v1/orders/${order.id}/submissions`);
    const advance = () => api.post(OPERATOR, '/v1/clock/advances', { by: '30d' }, { key: 'advance' });
    expect(same(await advance())).toEqual(same(await advance()));
    expect((await now()).now).toMatch(/^2031-01-31T00:00/);
    const { contract: agreed } = (await api.page(BUYER, order.id)).body as { contract: { hash: string } };
    const late = await api.post(BUYER, `/v1/orders/${order.id}/confirmations`, { contractHash: agreed.hash });
    // Refused by the clock itself, or by the expiry that has been recorded meanwhile.
    expect([late.status, (late.body as { code: string }).code]).toEqual([409, expect.stringMatching(/^order-expired/)]);
  });
});
