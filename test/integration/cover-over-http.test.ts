import { expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER } from '../support/api.js';
import { contract, enrolment, usd } from '../support/orders.js';
import { Purchase } from '../support/purchase.js';

const supplier = `/v1/suppliers/${SUPPLIER[1]}`;

interface Amended {
  readonly proposedAmendment: { readonly contract: { readonly hash: string } };
}

/** So many at 10.00, half of it first. */
const shirts = (quantity: number) => {
  const [line] = contract().lines;
  const total = usd(`${quantity * 10}.00`);
  return { lines: [{ ...line, quantity, amount: total }], total, initialPayment: usd(`${quantity * 5}.00`) };
};

/** Proposed by the supplier, and accepted by the buyer. */
async function amend(purchase: Purchase, more: object): Promise<void> {
  const { api, path } = purchase;
  await api.done(SUPPLIER, `${path}/amendments`, contract(more));
  const { proposedAmendment } = (await api.page(BUYER, purchase.id)).body as Amended;
  await api.done(BUYER, `${path}/amendments/acceptances`, { contractHash: proposedAmendment.contract.hash });
}

it('an accepted amendment adjusts the cover: down at once, and up as far as the limit has it', async () => {
  const api = await Api.open();
  const purchase = await Purchase.agreed(api); // 2,000 of 3,000
  const standing = async () => (await api.get(OPERATOR, supplier)).body;
  expect(await standing()).toMatchObject({ reserved: usd('2000.00'), remaining: usd('0.00') });

  await amend(purchase, shirts(120));
  expect(await purchase.page()).toMatchObject({
    cover: { base: usd('1200.00'), granted: usd('1200.00'), reduced: false },
  });
  expect(await standing()).toMatchObject({ reserved: usd('1200.00'), remaining: usd('800.00') });

  await api.done(OPERATOR, `${supplier}/limits`, { limit: usd('2500.00') });
  await amend(purchase, shirts(300));
  expect(await purchase.page()).toMatchObject({
    status: 'Acknowledge reduced cover', // it is less than the contract says now
    cover: { base: usd('3000.00'), granted: usd('2500.00'), reduced: true, acknowledged: false },
  });
  expect(await standing()).toMatchObject({ reserved: usd('2500.00'), remaining: usd('0.00') });
});

it('an agreed cap is all that is reserved', async () => {
  const api = await Api.open();
  const purchase = await Purchase.agreed(api, { agreedCap: usd('700.00') });
  expect(await purchase.page()).toMatchObject({ cover: { requested: usd('700.00'), granted: usd('700.00') } });
  await amend(purchase, { agreedCap: usd('900.00') });
  expect(await purchase.page()).toMatchObject({ cover: { requested: usd('900.00'), granted: usd('900.00') } });
});

it('a preview is a look at this moment: it reserves nothing, and says what it cannot tell', async () => {
  const api = await Api.open();
  await api.done(OPERATOR, '/v1/suppliers', enrolment());
  await api.done(OPERATOR, '/v1/clock/settings', { to: '2027-03-01T15:00:00Z' }); // a Monday morning in New York
  const ask = (query: string, of = supplier) => api.get(BUYER, `${of}/previews?${query}`);
  const { status, body } = await ask('total=50000.00&initialPayment=45000.00&currency=USD');
  expect([status, body]).toStrictEqual([
    200,
    {
      ...{ supplierId: SUPPLIER[1], remaining: usd('2000.00'), platformFee: 'none', ruleSet: 'trade-assurance/1' },
      at: expect.any(String),
      cover: [
        { coverageType: 'pre-shipment', base: usd('45000.00'), covered: usd('2000.00'), reduced: true },
        { coverageType: 'post-delivery', base: usd('50000.00'), covered: usd('2000.00'), reduced: true },
      ],
      methods: [
        {
          ...{ method: 'e-checking', fee: usd('15.00'), feeAdvice: null, limitPerTransaction: null, transactions: 1 },
          estimatedArrival: { from: '2027-03-05', to: '2027-03-08', calendar: 'us-banking' },
        },
        {
          ...{ method: 'card', fee: usd('0.00'), feeAdvice: null, limitPerTransaction: usd('20000.00') },
          ...{ transactions: 3, estimatedArrival: { from: '2027-03-03', to: '2027-03-04', calendar: 'us-banking' } },
        },
        {
          ...{ method: 'tt', fee: null, feeAdvice: 'ask-your-bank', limitPerTransaction: null, transactions: 1 },
          estimatedArrival: { from: '2027-03-04', to: '2027-03-10', calendar: 'us-banking' },
        },
      ],
    },
  ]);
  expect((await api.get(BUYER, supplier)).body).toMatchObject({ reserved: usd('0.00'), remaining: usd('2000.00') });

  const example = 'total=3000.00&initialPayment=1500.00';
  expect((await ask(`${example}&currency=USD`, '/v1/suppliers/nobody')).body).toMatchObject({
    ...{ status: 404, code: 'unknown-supplier' },
  });
  expect((await ask(`${example}&currency=EUR`)).body).toMatchObject({
    ...{ status: 409, code: 'currency-mismatch', facts: { expected: 'USD', stated: 'EUR' } },
  });
  for (const [query, field] of [
    ['total=1500.00&initialPayment=1500.01&currency=USD', 'initialPayment'],
    ['total=1500.00&initialPayment=0.00&currency=USD', 'initialPayment'],
    ['total=1500.001&initialPayment=1.00&currency=USD', 'total'],
    ['total=1500.00&initialPayment=1.00&currency=usd', 'currency'],
  ] as const)
    expect((await ask(query)).body).toMatchObject({ status: 400, code: 'invalid-request', errors: [{ field }] });

  // Beyond the years of which the bank holidays are known nothing is guessed.
  await api.done(OPERATOR, '/v1/clock/settings', { to: '2036-01-02T15:00:00Z' });
  const { methods } = (await ask(`${example}&currency=USD`)).body as { methods: object[] };
  expect(methods[0]).toMatchObject({ method: 'e-checking', estimatedArrival: null });
});
