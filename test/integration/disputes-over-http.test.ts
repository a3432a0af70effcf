import { describe, expect, it } from '@jest/globals';
import { Api, ARBITER, BUYER, OPERATOR, SUPPLIER, type Party } from '../support/api.js';
import { heard, opening, picture, shipped, verdict } from '../support/disputed-orders.js';
import { usd } from '../support/orders.js';
import { PayOuts } from '../support/pay-outs.js';

const STRANGER: Party = ['buyer', 'another-buyer'];

/** The page of a dispute, with everything that came of the last write. */
async function pageOf(api: Api, by: Party, dispute: string): Promise<unknown> {
  const { status, body } = await api.get(by, `/v1/disputes/${dispute}`);
  expect(status).toBe(200);
  return body;
}

async function determined(api: Api, more: object = {}): Promise<string> {
  const { dispute, evidence } = await heard(api);
  await api.done(ARBITER, `/v1/disputes/${dispute}/determinations`, verdict(evidence, more));
  return dispute;
}

describe('a dispute over HTTP', () => {
  it('the seed’s flow to a refund: five days of silence, both sides’ evidence, the covered amount', async () => {
    const bank = await PayOuts.open();
    const api = await Api.open(undefined, { paymentProvider: bank.access });
    const { id, batch } = await shipped(api);
    const { id: dispute } = await api.done(BUYER, `/v1/orders/${id}/disputes`, opening(batch));
    expect(dispute).toBe(`${id}-1`);
    expect((await api.page(BUYER, id)).body).toMatchObject({ status: 'Dispute open' });
    const early = await api.post(BUYER, `/v1/disputes/${dispute}/escalations`);
    expect(early.body).toMatchObject({ code: 'escalation-too-early' });
    await api.done(OPERATOR, '/v1/clock/advances', { by: '5d' });
    expect(await pageOf(api, BUYER, dispute)).toMatchObject({ you: { mayEscalate: true } });
    await api.done(BUYER, `/v1/disputes/${dispute}/escalations`);
    const documentId = await picture(api, BUYER, id, 1);
    const answer = await picture(api, SUPPLIER, id, 2);
    await api.done(BUYER, `/v1/disputes/${dispute}/evidence`, { documentId });
    await api.done(SUPPLIER, `/v1/disputes/${dispute}/evidence`, { documentId: answer });
    const unheard = await api.post(ARBITER, `/v1/disputes/${dispute}/determinations`, verdict([documentId]));
    expect(unheard.body).toMatchObject({ code: 'determination-too-early' });
    await api.done(OPERATOR, '/v1/clock/advances', { by: '7d' });
    const none = await api.post(ARBITER, `/v1/disputes/${dispute}/determinations`, verdict([]));
    expect(none.body).toMatchObject({ code: 'no-evidence-cited' });
    await api.done(ARBITER, `/v1/disputes/${dispute}/determinations`, verdict([documentId, answer]));
    expect(bank.paid).toMatchObject([{ key: `${dispute}-1`, kind: 'refund', amount: { minor: '200000' } }]);
    expect(await pageOf(api, SUPPLIER, dispute)).toMatchObject({
      phase: 'determined',
      determination: { fault: 'supplier', amount: usd('2000.00'), reasons: 'The pictures of both sides show it.' },
      refunds: [{ refundId: `${dispute}-1`, status: 'succeeded', amount: usd('2000.00') }],
      you: { mayAppeal: true },
    });
    const { position } = await api.done(OPERATOR, '/v1/clock/advances', { by: '10d' });
    await finalOf(api, dispute);
    expect((await api.page(BUYER, id, position)).body).toMatchObject({ status: 'Refunded' });
    await api.done(OPERATOR, `/v1/recourse/${dispute}-1/recoveries`, { amount: usd('1200.00') });
    const { body } = await api.get(OPERATOR, `/v1/suppliers/${SUPPLIER[1]}`);
    expect(body).toMatchObject({ remaining: usd('1200.00') });
  });

  it('a settlement with money is paid as agreed', async () => {
    const bank = await PayOuts.open();
    const api = await Api.open(undefined, { paymentProvider: bank.access });
    const { id, batch } = await shipped(api);
    const { id: dispute } = await api.done(BUYER, `/v1/orders/${id}/disputes`, opening(batch));
    const offer = (amount: string) => ({ kind: 'refund', amount: usd(amount), note: 'For your trouble.' });
    const tooMuch = await api.post(SUPPLIER, `/v1/disputes/${dispute}/offers`, offer('2000.01'));
    expect(tooMuch.body).toMatchObject({ code: 'offer-exceeds-cover', facts: { payable: usd('2000.00') } });
    await api.done(SUPPLIER, `/v1/disputes/${dispute}/offers`, offer('400.00'));
    await api.done(SUPPLIER, `/v1/disputes/${dispute}/offers`, offer('800.00'));
    const old = await api.post(BUYER, `/v1/disputes/${dispute}/acceptances`, { offer: 1 });
    expect(old.body).toMatchObject({ code: 'offer-superseded' });
    await api.done(BUYER, `/v1/disputes/${dispute}/acceptances`, { offer: 2 });
    expect(bank.paid).toMatchObject([{ key: `${dispute}-1`, amount: { minor: '80000' } }]);
    expect(await pageOf(api, BUYER, dispute)).toMatchObject({
      phase: 'settled',
      offers: [
        { number: 1, status: 'superseded' },
        { number: 2, status: 'accepted', note: 'For your trouble.' },
      ],
      refunded: usd('800.00'),
    });
  });

  it('an appeal that raises it is paid the difference, one that lowers it is claimed from the buyer', async () => {
    const bank = await PayOuts.open();
    const api = await Api.open(undefined, { paymentProvider: bank.access });
    const dispute = await determined(api, { amount: usd('700.00') });
    const order = dispute.slice(0, 36);
    const documentId = await picture(api, BUYER, order, 7);
    await api.done(BUYER, `/v1/disputes/${dispute}/appeals`, { statement: 'Look again.', documents: [documentId] });
    for (const by of [BUYER, SUPPLIER]) await api.done(by, `/v1/disputes/${dispute}/evidence-completions`);
    const waiting = await api.get(ARBITER, '/v1/disputes?phase=appealed');
    expect(waiting.body).toMatchObject({ disputes: [{ disputeId: dispute }], next: null });
    const decision = verdict([documentId], { amount: usd('1900.00') });
    await api.done(ARBITER, `/v1/disputes/${dispute}/appeal-decisions`, decision);
    expect(bank.paid.map(({ amount }) => amount.minor)).toStrictEqual(['70000', '120000']);
    expect(await pageOf(api, BUYER, dispute)).toMatchObject({ phase: 'final', refunded: usd('1900.00') });
  });

  it('one that lowers it is a claim on the buyer', async () => {
    const bank = await PayOuts.open();
    const api = await Api.open(undefined, { paymentProvider: bank.access });
    const dispute = await determined(api);
    const documentId = await picture(api, SUPPLIER, dispute.slice(0, 36), 7);
    await api.done(SUPPLIER, `/v1/disputes/${dispute}/appeals`, { statement: 'Look again.', documents: [documentId] });
    for (const by of [BUYER, SUPPLIER]) await api.done(by, `/v1/disputes/${dispute}/evidence-completions`);
    const decision = verdict([documentId], { amount: usd('500.00') });
    await api.done(ARBITER, `/v1/disputes/${dispute}/appeal-decisions`, decision);
    expect(bank.paid).toHaveLength(1);
    await api.done(OPERATOR, `/v1/recourse/${dispute}-1-excess/recoveries`, { amount: usd('1500.00') });
    const order = dispute.slice(0, 36);
    const claims = async (by: Party, query = '') => {
      const { body } = await api.get(by, `/v1/recourse-claims${query}`);
      return body as { claims: readonly { recourseId: string }[]; next: string | null };
    };
    const [of, excess] = [{ recourseId: `${dispute}-1` }, { recourseId: `${dispute}-1-excess` }];
    expect(await claims(BUYER)).toMatchObject({ claims: [excess], next: null });
    expect(await claims(SUPPLIER)).toMatchObject({ claims: [of], next: null });
    for (const party of [STRANGER, ['supplier', BUYER[1]] as const])
      expect(await claims(party)).toEqual({ claims: [], next: null });
    const first = await claims(OPERATOR, `?order=${order}&limit=1`);
    expect(first).toMatchObject({ claims: [of] });
    expect(await claims(OPERATOR, `?order=${order}&limit=1&cursor=${first.next}`)).toMatchObject({ claims: [excess] });
    expect(await claims(ARBITER, `?supplier=${SUPPLIER[1]}&state=recovered`)).toMatchObject({ claims: [excess] });
    expect(await claims(ARBITER, '?supplier=another-mill')).toEqual({ claims: [], next: null });
    expect((await api.get(SUPPLIER, `/v1/recourse-claims/${dispute}-1`)).body).toMatchObject({
      ...{ state: 'claimed', basis: 'refund', debtor: SUPPLIER[1], outstanding: usd('2000.00') },
    });
    for (const party of [BUYER, STRANGER, ['supplier', BUYER[1]] as const])
      expect((await api.get(party, `/v1/recourse-claims/${dispute}-1`)).body).toMatchObject({
        code: 'unknown-recourse',
      });
  });

  it('lapses after thirty days of silence, and may then be opened again', async () => {
    const api = await Api.open();
    const { id, batch } = await shipped(api);
    const { id: dispute } = await api.done(BUYER, `/v1/orders/${id}/disputes`, opening(batch));
    const again = await api.post(BUYER, `/v1/orders/${id}/disputes`, opening(batch));
    expect(again.body).toMatchObject({ code: 'dispute-already-open' });
    await api.done(OPERATOR, '/v1/clock/advances', { by: '45d' });
    await phaseOf(api, dispute, 'lapsed');
    const { id: next } = await api.done(BUYER, `/v1/orders/${id}/disputes`, opening(batch));
    expect(next).toBe(`${id}-2`);
  });

  it('the same request opens one dispute, also when it is repeated after its end', async () => {
    const api = await Api.open();
    const { id, batch } = await shipped(api);
    const path = `/v1/orders/${id}/disputes`;
    const first = await api.post(BUYER, path, opening(batch), { key: 'the-dispute' });
    await api.done(BUYER, `/v1/disputes/${id}-1/withdrawals`, { reason: 'It was my mistake.' });
    const repeated = await api.post(BUYER, path, opening(batch), { key: 'the-dispute' });
    expect(repeated.body).toStrictEqual(first.body);
  });

  it('is not there for others', async () => {
    const api = await Api.open();
    const { id, batch } = await shipped(api);
    const foreign = await api.post(STRANGER, `/v1/orders/${id}/disputes`, opening(batch));
    expect(foreign.body).toMatchObject({ status: 404, code: 'unknown-order' });
    await api.done(BUYER, `/v1/orders/${id}/disputes`, opening(batch));
    for (const answer of [
      await api.get(STRANGER, `/v1/disputes/${id}-1`),
      await api.post(STRANGER, `/v1/disputes/${id}-1/withdrawals`, {}),
      await api.get(BUYER, `/v1/disputes/${id}-7`),
    ])
      expect(answer.body).toMatchObject({ status: 404, code: 'unknown-dispute' });
  });

  it('the provider paid, its answer was lost: asked by the refund id; never paid twice', async () => {
    const bank = await PayOuts.open('pays and says nothing');
    const api = await Api.open(undefined, { paymentProvider: bank.access });
    const dispute = await determined(api);
    await refundIs(api, dispute, 'succeeded');
    expect(bank.paid).toHaveLength(1);
  });

  it('what the bank cannot pay goes to an operator, who may try again or pay himself', async () => {
    const bank = await PayOuts.open('fails');
    const api = await Api.open(undefined, { paymentProvider: bank.access });
    const dispute = await determined(api);
    await refundIs(api, dispute, 'manual-review');
    const tasks = async (query = '') => (await api.get(OPERATOR, `/v1/operator-tasks${query}`)).body;
    const task = { kind: 'refund-review', subject: `${dispute}-1`, reason: 'account-closed' };
    expect(await tasks()).toMatchObject({ tasks: [{ ...task, state: 'open', doneAt: null }], next: null });
    expect(await tasks('?kind=late-hold')).toEqual({ tasks: [], next: null });
    expect((await api.get(SUPPLIER, '/v1/operator-tasks')).status).toBe(403);
    await api.done(OPERATOR, `/v1/refunds/${dispute}-1/retries`);
    await refundIs(api, dispute, 'manual-review'); // the bank says the same of the same key
    await api.done(OPERATOR, `/v1/refunds/${dispute}-1/manual-payments`, { transaction: 'MT103 17' });
    await refundIs(api, dispute, 'succeeded');
    expect(await tasks()).toEqual({ tasks: [], next: null });
    expect(await tasks('?state=done')).toMatchObject({ tasks: [{ ...task, state: 'done' }] });
  });
});

const finalOf = (api: Api, dispute: string) => phaseOf(api, dispute, 'final');

/** Deadlines are passed by a process of their own, a moment after the clock has moved. */
async function phaseOf(api: Api, dispute: string, phase: string): Promise<void> {
  await until(
    async () => (await pageOf(api, OPERATOR, dispute)) as { phase: string },
    (page) => page.phase === phase,
  );
}

async function refundIs(api: Api, dispute: string, status: string): Promise<void> {
  await until(
    async () => (await pageOf(api, OPERATOR, dispute)) as { refunds: readonly { status: string }[] },
    ({ refunds }) => refunds.some((refund) => refund.status === status),
  );
}

async function until<T>(look: () => Promise<T>, is: (seen: T) => boolean): Promise<void> {
  for (let tries = 0; ; tries++) {
    const seen = await look();
    if (is(seen)) return;
    if (tries > 100) throw new Error(`it never came to that: ${JSON.stringify(seen)}`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
}
