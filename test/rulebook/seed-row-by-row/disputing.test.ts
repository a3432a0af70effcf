import { expect, it } from '@jest/globals';
import { Api, ARBITER, BUYER, OPERATOR, SUPPLIER } from '../../support/api.js';
import { usd } from '../../support/orders.js';
import { PayOuts } from '../../support/pay-outs.js';
import { Purchase } from '../../support/purchase.js';

const claim = (batches: readonly string[], reasons = ['quality']) => ({
  ...{ reasons, batches, statement: 'The seams are torn.' },
});

it('dispute once the initial payment is complete; time or quality', async () => {
  const api = await Api.open();
  await api.done(OPERATOR, '/v1/clock/settings', { to: '2027-03-01T09:00:00Z' });
  const purchase = await Purchase.agreed(api, { shipBy: '2027-03-10' });
  const disputes = `${purchase.path}/disputes`;
  const notShipped = claim([], ['not-shipped']);
  const unpaid = await api.post(BUYER, disputes, notShipped);
  expect(unpaid.body).toMatchObject({ status: 409, code: 'initial-payment-incomplete' });
  await purchase.pays('initial');

  // On time: not before the ship-by day is over.
  const early = await api.post(BUYER, disputes, notShipped);
  expect(early.body).toMatchObject({ code: 'claim-too-early', facts: { opensAt: '2027-03-11T00:00:00.000Z' } });
  await purchase.waits('10d');
  const late = await api.done(BUYER, disputes, notShipped);
  expect((await api.get(SUPPLIER, `/v1/disputes/${late.id}`)).body).toMatchObject({
    phase: 'awaiting-supplier',
    windows: [{ reason: 'not-shipped', closesAt: '2027-05-10T00:00:00.000Z' }],
  });
  await api.done(BUYER, `/v1/disputes/${late.id}/withdrawals`, {});

  // On quality: for 180 days from the dispatch [seed].
  const batch = await purchase.ships();
  const { id } = await api.done(BUYER, disputes, claim([batch], ['quality', 'late-shipment']));
  const documentId = await purchase.keeps(BUYER, 'evidence');
  await api.done(BUYER, `/v1/disputes/${id}/evidence`, { documentId });
  const { body } = await api.get(SUPPLIER, `/v1/disputes/${id}`);
  expect(body).toMatchObject({
    windows: [
      { reason: 'quality', shipmentId: batch },
      { reason: 'late-shipment', shipmentId: batch },
    ],
    evidence: [{ documentId, side: 'buyer' }],
  });
  const { windows } = body as { windows: readonly { opensAt: string; closesAt: string }[] };
  const days = windows.map(({ opensAt, closesAt }) => (Date.parse(closesAt) - Date.parse(opensAt)) / 86_400_000);
  expect(days).toStrictEqual([180, 180]);
  expect(await purchase.page()).toMatchObject({ status: 'Dispute open' });
});

it('no response in five days, no solution in 15, escalate', async () => {
  const escalated = async (days: number, answered: boolean) => {
    const api = await Api.open();
    const purchase = await Purchase.agreed(api);
    const { id } = await api.done(BUYER, `${purchase.path}/disputes`, claim([await purchase.arrives()]));
    const dispute = `/v1/disputes/${id}`;
    if (answered) await api.done(SUPPLIER, `${dispute}/responses`, { kind: 'contest', statement: 'They left whole.' });
    await purchase.waits(`${days * 24 - 1}h`);
    const early = await api.post(BUYER, `${dispute}/escalations`);
    expect(early.body).toMatchObject({ status: 409, code: 'escalation-too-early' });
    await purchase.waits('1h');
    await api.done(BUYER, `${dispute}/escalations`);
    expect(await purchase.page()).toMatchObject({ status: 'Escalated' });
    return (await api.get(SUPPLIER, dispute)).body;
  };
  expect(await escalated(5, false)).toMatchObject({ phase: 'escalated', escalation: { cause: 'no-response' } });
  expect(await escalated(15, true)).toMatchObject({ phase: 'escalated', escalation: { cause: 'no-solution' } });
});

it("determination on both sides' evidence; refund of the covered amount", async () => {
  const bank = await PayOuts.open();
  const api = await Api.open(undefined, { paymentProvider: bank.access });
  const purchase = await Purchase.agreed(api);
  const { id } = await api.done(BUYER, `${purchase.path}/disputes`, claim([await purchase.arrives()]));
  const dispute = `/v1/disputes/${id}`;
  await purchase.waits('5d');
  await api.done(BUYER, `${dispute}/escalations`);
  const evidence: { id: string }[] = [];
  const verdict = () => ({
    ...{ fault: 'supplier', reasons: 'The pictures show it.', evidence, goods: 'keep', order: 'continues' },
  });
  for (const by of [BUYER, SUPPLIER]) {
    const documentId = await purchase.keeps(by, 'evidence', `What the ${by[0]} has seen.`);
    await api.done(by, `${dispute}/evidence`, { documentId });
    evidence.push({ id: documentId });
    const unheard = await api.post(ARBITER, `${dispute}/determinations`, verdict());
    expect(unheard.body).toMatchObject({ status: 409, code: 'determination-too-early' });
    await api.done(by, `${dispute}/evidence-completions`);
  }
  await api.done(ARBITER, `${dispute}/determinations`, verdict());

  const covered = { minor: '200000', currency: 'USD' }; // 2,000 of 3,000 [seed]
  expect(bank.paid).toMatchObject([{ key: `${id}-1`, kind: 'refund', amount: covered }]);
  expect((await api.get(BUYER, dispute)).body).toMatchObject({
    determination: { fault: 'supplier', amount: usd('2000.00'), evidence: evidence.map(({ id: each }) => each) },
    refunds: [{ refundId: `${id}-1`, status: 'succeeded', amount: usd('2000.00') }],
  });
  const { body } = await api.get(OPERATOR, `/v1/suppliers/${SUPPLIER[1]}`);
  expect(body).toMatchObject({ reserved: usd('0.00'), remaining: usd('0.00') }); // it is consumed
});
