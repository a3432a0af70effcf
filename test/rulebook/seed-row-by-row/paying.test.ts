import { expect, it } from '@jest/globals';
import { Api, BUYER, OPERATOR, SUPPLIER, type Written } from '../../support/api.js';
import { afterThisTest } from '../../support/event-store.js';
import { takingProvider, type TakingProvider } from '../../support/every-event/provider.js';
import { enrolment, usd } from '../../support/orders.js';
import { checking } from '../../support/paying.js';
import { Purchase } from '../../support/purchase.js';

const DESIGNATED = enrolment().designatedAccount;
const visa = { method: 'card', card: { token: 'tok_1', scheme: 'visa', lastFour: '1111' } };
const mastercard = { method: 'card', card: { token: 'tok_2', scheme: 'mastercard', lastFour: '4444' } };

interface Payment {
  readonly paymentId: string;
  readonly phase: string;
}

/** A purchase, and the provider that a test speaks for. */
class Paying {
  #events = 0;

  private constructor(
    readonly purchase: Purchase,
    private readonly provider: TakingProvider,
  ) {}

  static async open(more: object = {}, limit?: string): Promise<Paying> {
    const provider = await takingProvider();
    afterThisTest(provider.close);
    const api = await Api.open(undefined, { paymentProvider: provider.access });
    await api.done(OPERATOR, '/v1/clock/settings', { to: '2027-03-01T15:00:00Z' }); // a Monday morning in New York
    const purchase = await Purchase.agreed(api, more);
    if (limit !== undefined) await api.done(OPERATOR, `/v1/suppliers/${SUPPLIER[1]}/limits`, { limit: usd(limit) });
    return new Paying(purchase, provider);
  }

  asks(how: object, amount = '1500.00', purpose = 'initial') {
    const body = { purpose, amount: usd(amount), ...how };
    return this.purchase.api.post(BUYER, `${this.purchase.path}/payments/initiations`, body);
  }

  /** @returns the payment's id. */
  async begins(how: object, amount?: string, purpose?: string): Promise<string> {
    const { status, body } = await this.asks(how, amount, purpose);
    if (status !== 201) throw new Error(JSON.stringify(body));
    const { id } = body as Written;
    await this.is(id, 'verifying'); // the provider has it
    return id;
  }

  async declares(amount = '1500.00', purpose = 'initial'): Promise<string> {
    const told = { purpose, amount: usd(amount), reference: 'SWIFT-1', bank: 'Deutsche Bank', sentOn: '2027-02-26' };
    return (await this.purchase.api.done(BUYER, `${this.purchase.path}/payments/declarations`, told)).id;
  }

  /** Of money that arrives the provider says where: by default on the designated account. */
  async hears(id: string, kind: string, amount?: string, account = DESIGNATED.number): Promise<void> {
    const sequence = 10 + ++this.#events;
    const news = { transaction: `txn_${id}`, sequence, kind };
    const money = amount === undefined ? {} : { amount: { minor: amount.replace('.', ''), currency: 'USD' }, account };
    const payment = { ...news, ...money };
    await this.provider.callBack(this.purchase.api, { eventId: `evt-${this.#events}`, reference: id, payment });
  }

  is(id: string, phase: string): Promise<Payment> {
    return this.purchase.until<Payment>(`/v1/payments/${id}`, (payment) => payment.phase === phase);
  }
}

it("pay to the supplier's designated account", async () => {
  const paying = await Paying.open();
  const { purchase } = paying;
  const { api } = purchase;
  expect(await purchase.page()).toMatchObject({ designatedAccount: DESIGNATED });
  const elsewhere = await paying.begins(checking());
  await paying.hears(elsewhere, 'arrived', '1500.00', 'another');
  await paying.is(elsewhere, 'arrived-elsewhere');
  expect(await purchase.page()).toMatchObject({
    status: 'Pending payment',
    payments: { initial: { arrived: usd('0.00'), complete: false } },
  });
  const tasks = await api.get(OPERATOR, '/v1/payment-tasks');
  expect(tasks.body).toMatchObject({ payments: [{ paymentId: elsewhere, attention: 'arrived-elsewhere' }] });

  const designated = await paying.begins(checking());
  await paying.hears(designated, 'arrived', '1500.00');
  await paying.is(designated, 'allocated');
  expect(await purchase.page()).toMatchObject({ payments: { initial: { arrived: usd('1500.00'), complete: true } } });
});

it('e-Checking, card, T/T and their fees, limits, times', async () => {
  const dear = { lines: [{ product: 'Looms', quantity: 1, unitPrice: '60000', amount: usd('60000.00') }] };
  const paying = await Paying.open({ ...dear, total: usd('60000.00'), initialPayment: usd('50000.00') });
  const { purchase } = paying;
  const { api } = purchase;
  await api.done(OPERATOR, '/v1/transfer-terms/calendars', { calendar: 'weekdays' });
  await api.done(OPERATOR, '/v1/transfer-terms/fees', { country: 'DE', fee: usd('25.00') });
  const shown = async (id: string) => (await api.get(BUYER, `/v1/payments/${id}`)).body;

  // From a checking account in the United States, 15 dollars, 4 to 5 working days from the authorisation.
  const abroad = { method: 'e-checking', checkingAccount: { ...checking().checkingAccount, country: 'CA' } };
  expect((await paying.asks(abroad)).body).toMatchObject({ status: 409, code: 'account-country-not-taken' });
  const eChecking = await paying.begins(checking(), '10000.00');
  expect(await shown(eChecking)).toMatchObject({ fee: usd('15.00'), estimatedArrival: null });
  await paying.hears(eChecking, 'authorised');
  await paying.is(eChecking, 'authorised');
  expect(await shown(eChecking)).toMatchObject({ estimatedArrival: { from: '2027-03-05', to: '2027-03-08' } });

  // Visa and Mastercard, 20,000.00 at most and inclusive, 2 to 3 working days.
  const tooMuch = await paying.asks(visa, '20000.01');
  expect(tooMuch.body).toMatchObject({ status: 409, code: 'card-limit-exceeded', facts: { limit: usd('20000.00') } });
  expect((await paying.asks({ ...visa, card: { ...visa.card, scheme: 'amex' } })).status).toBe(400);
  for (const card of [visa, mastercard]) {
    const id = await paying.begins(card, '20000.00');
    await paying.hears(id, 'authorised');
    await paying.is(id, 'authorised');
    expect(await shown(id)).toMatchObject({
      fee: usd('0.00'),
      estimatedArrival: { from: '2027-03-03', to: '2027-03-04' },
    });
  }

  // A transfer: 3 to 7 working days from when it was declared; what it costs, the sending bank knows, or an operator has said.
  expect(await shown(await paying.declares('10.00'))).toMatchObject({
    fee: null,
    estimatedArrival: { from: '2027-03-04', to: '2027-03-10', calendar: 'weekdays' },
  });
  const preview = async (country: string) => {
    const query = `total=3000.00&initialPayment=1500.00&currency=USD&country=${country}`;
    const { body } = await api.get(BUYER, `/v1/suppliers/${SUPPLIER[1]}/previews?${query}`);
    return (body as { methods: object[] }).methods;
  };
  expect(await preview('FR')).toMatchObject([
    { method: 'e-checking', fee: usd('15.00'), limitPerTransaction: null },
    { method: 'card', limitPerTransaction: usd('20000.00') },
    { method: 'tt', fee: null, feeAdvice: 'ask-your-bank' },
  ]);
  expect((await preview('DE'))[2]).toMatchObject({ method: 'tt', fee: usd('25.00'), feeAdvice: null });
});

it('"Why does my status still say pending payment?"', async () => {
  const paying = await Paying.open();
  const { purchase } = paying;
  const [eChecking, card] = [await paying.begins(checking(), '500.00'), await paying.begins(visa, '500.00')];
  for (const id of [eChecking, card]) {
    await paying.hears(id, 'authorised');
    await paying.is(id, 'authorised');
  }
  await paying.declares('500.00');
  const { body } = await purchase.api.get(BUYER, `${purchase.path}/payments`);
  const { payments } = body as {
    payments: readonly { method: string; explanation: string; estimatedArrival: object }[];
  };
  const why = (method: string) => {
    const { explanation, estimatedArrival } = payments.find((payment) => payment.method === method)!;
    return { explanation, estimatedArrival };
  };
  expect(why('e-checking')).toStrictEqual({
    explanation:
      'The order says "Payment processing", because the money takes 4 to 5 working days to reach the designated account.',
    estimatedArrival: { from: '2027-03-05', to: '2027-03-08', calendar: 'us-banking' },
  });
  expect(why('card')).toStrictEqual({
    explanation:
      'The order shows the payment within 30 minutes; the money reaches the designated account in 2 to 3 working days.',
    estimatedArrival: { from: '2027-03-03', to: '2027-03-04', calendar: 'us-banking' },
  });
  expect(why('tt')).toMatchObject({
    explanation: expect.stringContaining('usually 3 to 7 working days after it was sent'),
  });

  // The status page says the same by itself, with the day.
  const status = await purchase.api.get(BUYER, `${purchase.path}/status`);
  const { pendingPayments } = status.body as {
    pendingPayments: readonly { method: string; explanation: { code: string; text: string; expectedBy: string } }[];
  };
  expect(status.body).toMatchObject({ status: 'Payment processing' });
  expect(pendingPayments.map(({ method, explanation: { code, expectedBy } }) => [method, code, expectedBy])).toEqual([
    ['e-checking', 'e-checking-processing', '2027-03-08'],
    ['card', 'card-processing', '2027-03-04'],
    ['tt', 'transfer-awaited', expect.stringMatching(/^2027-03-/)],
  ]);
  for (const { method, explanation } of pendingPayments) expect(explanation.text).toBe(why(method).explanation);
});

it('"the supplier has received it but the status still says waiting for payment"', async () => {
  const api = await Api.open();
  const purchase = await Purchase.agreed(api);
  const claimed = { amount: usd('1500.00'), sentOn: '2026-01-05', reference: 'SWIFT-9', bank: 'Deutsche Bank' };
  const open = async (): Promise<string> => {
    const note = 'The supplier says that he has it.';
    return (await api.done(BUYER, `${purchase.path}/inquiries`, { ...claimed, note })).id;
  };
  const [found, lost] = [await open(), await open()];
  const waiting = async () => (await api.get(OPERATOR, '/v1/inquiries?phase=open')).body;
  expect(await waiting()).toMatchObject({
    inquiries: [{ inquiryId: found, ...claimed, by: 'buyer', phase: 'open' }, { inquiryId: lost }],
  });

  await api.done(OPERATOR, `/v1/inquiries/${found}/work`);
  const paymentId = await purchase.pays('initial'); // it was there, under another name
  await api.done(OPERATOR, `/v1/inquiries/${found}/matches`, { paymentId });
  await api.done(OPERATOR, `/v1/inquiries/${lost}/work`);
  await api.done(OPERATOR, `/v1/inquiries/${lost}/answers`, { answer: 'It went back to the sender.' });
  expect(await waiting()).toMatchObject({ inquiries: [] });
  const { body } = await api.get(BUYER, `${purchase.path}/inquiries`);
  expect(body).toMatchObject({
    inquiries: [
      { inquiryId: found, phase: 'matched', paymentId },
      { inquiryId: lost, phase: 'answered', answer: 'It went back to the sender.' },
    ],
  });
  expect(await purchase.page()).toMatchObject({ status: "Waiting for supplier's shipment" });
});

it('Pay the Balance, three methods again', async () => {
  const paying = await Paying.open();
  const { purchase } = paying;
  expect((await paying.asks(visa, '500.00', 'balance')).body).toMatchObject({ status: 409 });
  await purchase.pays('initial');
  await purchase.ships();
  expect(await purchase.page()).toMatchObject({ status: 'Balance due', next: { act: 'pay-balance', whose: 'buyer' } });
  const payments = [
    await paying.begins(checking(), '500.00', 'balance'),
    await paying.begins(visa, '500.00', 'balance'),
    await paying.declares('500.00', 'balance'),
  ];
  for (const id of payments) {
    await paying.hears(id, 'arrived', '500.00');
    await paying.is(id, 'allocated');
  }
  expect(await purchase.page()).toMatchObject({
    status: 'Waiting for Delivery Confirmation',
    payments: { balance: { due: usd('1500.00'), arrived: usd('1500.00'), complete: true } },
  });
});
