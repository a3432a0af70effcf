import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyText, sign, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '#payment-provider';
import { Api, BUYER, OPERATOR, SUPPLIER, type Answer } from '../support/api.js';
import { confirmed, usd } from '../support/orders.js';
import { checking, Paying } from '../support/paying.js';

const VISA = '4111111111111111';
const MASTERCARD = '5555555555554444';
const phase = (word: string) => (page: { phase: string }) => page.phase === word;

describe('e-Checking', () => {
  it('verifies the account, and the money arrives after five working days, over a weekend [seed]', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const id = await paying.pay(order, checking());
    const verifying = await paying.until(id, phase('verifying'));
    expect([verifying.fee?.amount, verifying.estimatedArrival]).toEqual(['15.00', null]); // [seed]
    await paying.advance('2m');
    const processing = await paying.until(id, phase('processing'));
    expect(processing.estimatedArrival).toEqual({ from: '2027-03-05', to: '2027-03-08', calendar: 'us-banking' });
    const why = { code: 'e-checking-processing', expectedBy: '2027-03-08' };
    expect((await paying.api.page(BUYER, order)).body).toMatchObject({
      status: 'Payment processing', // [seed]
      next: { act: 'await-money', whose: 'platform' },
      pendingPayments: [{ paymentId: id, fee: usd('15.00'), explanation: why }],
    });

    await paying.advance('6d'); // Sunday
    await sleep(500);
    expect((await paying.payment(id)).phase).toBe('processing');
    await paying.advance('1d');
    await paying.until(id, phase('allocated'));
    expect(await paying.history(id)).toEqual([
      ...['initiated', 'verification-started', 'authorised', 'processing', 'arrived', 'allocated'],
    ]);
    const { body } = await paying.api.page(BUYER, order);
    expect(body).toMatchObject({
      status: "Waiting for supplier's shipment",
      payments: { initial: { complete: true } },
      pendingPayments: [],
    });
  });

  it('ends where the account is not accepted, or the money is not there', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const [closed, empty] = [await paying.pay(order, checking('02')), await paying.pay(order, checking('03'))];
    await paying.until(closed, phase('verifying'));
    await paying.advance('2m');
    expect(await paying.until(closed, phase('rejected'))).toMatchObject({ reason: 'account-closed' });
    await paying.until(empty, phase('processing'));
    await paying.advance('8d');
    expect(await paying.until(empty, phase('failed'))).toMatchObject({ reason: 'insufficient-funds' });
  });
});

describe('a card', () => {
  it.each([VISA, MASTERCARD])(
    '%s is authorised at once, and the money arrives after three working days',
    async (number) => {
      const paying = await Paying.open();
      const order = await paying.order();
      const id = await paying.pay(order, await paying.card(number));
      await paying.until(id, ({ estimatedArrival }) => estimatedArrival?.to === '2027-03-04'); // [seed]
      await paying.advance('4d');
      await paying.until(id, phase('allocated'));
      const page = await paying.payment(id);
      expect(page).toMatchObject({ card: { lastFour: number.slice(-4) }, fee: usd('0.00') });
      expect(JSON.stringify(page)).not.toContain(number);
    },
  );

  it('of another scheme is not taken, by the provider that alone sees its number', async () => {
    const paying = await Paying.open();
    await expect(paying.card('378282246310005')).rejects.toThrow(/422.*card-scheme-not-taken/);
    await expect(paying.card('4111111111111112')).rejects.toThrow(/422.*card-number-invalid/);
  });
});

describe('a transfer', () => {
  it('is declared by the buyer, and has arrived when the provider sees it on the designated account', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const told = { purpose: 'initial', amount: usd('1500.00'), reference: 'S-1', bank: 'Citi', sentOn: '2027-02-26' };
    const { id } = await paying.api.done(BUYER, `/v1/orders/${order}/payments/declarations`, told);
    expect(await paying.payment(id)).toMatchObject({ phase: 'declared', transfer: { reference: 'S-1' } });
    expect((await paying.api.page(BUYER, order)).body).toMatchObject({
      status: 'Pending payment', // [seed]
      pendingPayments: [{ method: 'tt', declared: { reference: 'S-1' }, explanation: { expectedBy: '2027-03-10' } }],
      waysToPay: [{ method: 'e-checking', fee: usd('15.00') }, { method: 'card' }, { feeAdvice: 'ask-your-bank' }],
    });
    const amount = { minor: '150000', currency: 'USD' };
    await paying.ask('/v1/test/transfers', { reference: id, amount, account: 'CN-4400-1182' });
    await paying.until(id, phase('allocated'));
  });

  it('that went elsewhere is not covered; one that names nothing waits for an operator, who says what it was', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const told = { purpose: 'initial', amount: usd('1500.00'), reference: 'S-1', bank: 'Citi', sentOn: '2027-02-26' };
    const { id } = await paying.api.done(BUYER, `/v1/orders/${order}/payments/declarations`, told);
    const amount = { minor: '150000', currency: 'USD' };
    await paying.ask('/v1/test/transfers', { reference: id, amount, account: 'another' });
    await paying.until(id, phase('arrived-elsewhere'));
    await paying.ask('/v1/test/transfers', { reference: 'for the lamps', amount, account: 'CN-4400-1182' });

    const tasks = async () => {
      const { body } = await paying.api.get(OPERATOR, '/v1/payment-tasks');
      return (body as { payments: { paymentId: string; attention: string }[] }).payments;
    };
    for (let tries = 0; tries < 100 && (await tasks()).length < 2; tries++) await sleep(50);
    expect((await tasks()).map(({ attention }) => attention)).toEqual(['arrived-elsewhere', 'stray']);
    const stray = (await tasks())[1]!.paymentId;
    expect((await paying.api.get(BUYER, `/v1/payments/${stray}`)).status).toBe(404);
    await paying.api.done(OPERATOR, `/v1/payments/${stray}/arrivals`, {
      ...{ orderId: order, purpose: 'initial', amount: usd('1500.00'), method: 'tt', reference: 'lamps' },
    });
    await paying.until(stray, phase('allocated'));
    expect((await tasks()).map(({ attention }) => attention)).toEqual(['arrived-elsewhere']);
  });

  it('counts on every account that was designated when another one was: before and after the change', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const amount = { minor: '75000', currency: 'USD' };
    const told = { purpose: 'initial', amount: usd('750.00'), reference: 'S-1', bank: 'Citi', sentOn: '2027-02-26' };
    const declare = () => paying.api.done(BUYER, `/v1/orders/${order}/payments/declarations`, told);
    const before = await declare();
    const designatedAccount = { bank: 'HSBC', holder: 'Lin Textiles Co.', number: 'HK-0001' };
    await paying.api.done(OPERATOR, `/v1/suppliers/${SUPPLIER[1]}/accounts`, { designatedAccount });
    const after = await declare(); // he is told the new one, and has sent it to the old one
    for (const { id } of [before, after]) {
      await paying.ask('/v1/test/transfers', { reference: id, amount, account: 'CN-4400-1182' });
      await paying.until(id, phase('allocated'));
    }
    const elsewhere = { purpose: 'initial', amount: usd('750.00'), method: 'tt', reference: 'S-2' };
    const { body } = await paying.api.post(OPERATOR, `/v1/orders/${order}/payments/elsewhere`, {
      ...{ ...elsewhere, account: 'CN-4400-1182' },
    });
    expect(body).toMatchObject({ status: 409, code: 'account-was-designated' });
  });

  it('that does not come is let go after 30 days', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const told = { purpose: 'initial', amount: usd('1500.00'), reference: 'S-1', bank: 'Citi', sentOn: '2027-02-26' };
    const { id } = await paying.api.done(BUYER, `/v1/orders/${order}/payments/declarations`, told);
    await paying.advance('30d');
    await paying.until(id, phase('expired'));
  });
});

describe('callbacks', () => {
  it('that are repeated, reordered or late make no difference', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const half = { amount: usd('750.00') };
    const [repeated, reordered] = [
      await paying.pay(order, checking('04'), half),
      await paying.pay(order, checking('05'), half),
    ];
    await paying.advance('2m');
    await paying.advance('8d');
    for (const id of [repeated, reordered]) await paying.until(id, phase('allocated'));
    await paying.advance('1d');
    for (let tries = 0; tries < 100 && (await paying.history(reordered)).length < 6; tries++) await sleep(50);
    expect(await paying.history(repeated)).toEqual([
      ...['initiated', 'verification-started', 'authorised', 'processing', 'arrived', 'allocated'],
    ]);
    const told = (await paying.history(reordered)).filter((type) => type !== 'allocated'); // by the order, at its own time
    expect(told).toEqual(['initiated', 'verification-started', 'arrived', 'report-kept', 'report-kept']);
  });

  it('of an amount or account that does not match are looked at by an operator', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const half = { amount: usd('750.00') };
    const [less, elsewhere] = [
      await paying.pay(order, checking('13'), half),
      await paying.pay(order, checking('14'), half),
    ];
    await paying.advance('2m');
    for (const id of [less, elsewhere]) await paying.until(id, phase('processing'));
    await paying.advance('8d');
    await paying.until(less, ({ attention }) => attention === 'report-mismatched');
    await paying.until(elsewhere, phase('arrived-elsewhere'));
    const { body } = await paying.api.page(BUYER, order);
    // Half is still on its way, and half has gone elsewhere, which pays nothing.
    expect(body).toMatchObject({ status: 'Payment processing', next: { act: 'pay-initial', whose: 'buyer' } });
  });

  it('that the bank took the money back make the order owe it again', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const id = await paying.pay(order, checking('07'));
    await paying.advance('2m');
    await paying.until(id, phase('processing'));
    await paying.advance('8d');
    await paying.until(id, phase('allocated'));
    await paying.advance('5d');
    expect(await paying.until(id, phase('reversed'))).toMatchObject({ reason: 'chargeback' });
  });

  it('are believed with a good signature in its time only, and once for each event', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const id = await paying.pay(order, checking());
    await paying.until(id, phase('verifying'));
    const path = '/v1/provider-callbacks/simulator';
    const send = async (body: object, secret = paying.secret, at = Date.now(), to = path): Promise<Answer> => {
      const text = bodyText(body);
      const { timestamp, signature } = sign(secret, text, at);
      const headers = {
        'content-type': 'application/json',
        [TIMESTAMP_HEADER]: timestamp,
        [SIGNATURE_HEADER]: signature,
      };
      return paying.api.raw().post(to).set(headers).send(text);
    };
    const payment = { transaction: `txn_${id}`, sequence: 9, kind: 'failed', reason: 'none' };
    const news = { eventId: 'made-up', reference: id, payment };
    const code = ({ status, body }: Answer) => [status, (body as { code?: string }).code];
    expect(code(await send(news, 'another secret of the same length'))).toEqual([403, 'signature-invalid']);
    expect(code(await send(news, undefined, Date.now() - 600_000))).toEqual([403, 'timestamp-stale']);
    expect(code(await paying.api.raw().post(path).send(news))).toEqual([403, 'signature-invalid']);
    expect(code(await send(news, undefined, undefined, '/v1/provider-callbacks/other'))).toEqual([
      404,
      'unknown-provider',
    ]);
    expect(code(await send({ eventId: 'e', reference: id }))).toEqual([400, 'invalid-request']);

    expect((await send(news)).status).toBe(200);
    expect((await send(news)).status).toBe(200);
    await paying.until(id, phase('failed'));
    const other = { ...news, payment: { ...payment, reason: 'another' } };
    expect(code(await send(other))).toEqual([409, 'callback-content-differs']);
    expect(await paying.history(id)).toEqual(['initiated', 'verification-started', 'failed']);
  });
});

describe('an answer that is lost', () => {
  it('to the payment is looked up, and the money is taken once', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const id = await paying.begin(order, checking('09'));
    await sleep(500);
    await paying.advance('2m'); // the command is sent again, and callbacks come
    await paying.until(id, phase('processing'));
    await paying.advance('8d');
    await paying.until(id, phase('allocated'));
    expect((await paying.history(id)).filter((type) => type === 'arrived')).toHaveLength(1);
  });

  it('to a return is looked up, and the money goes once', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const first = await paying.pay(order, checking());
    await paying.advance('1d');
    const second = await paying.pay(order, checking('06')); // and arrives a day later
    await paying.advance('2m');
    await paying.until(second, phase('processing'));
    await paying.advance('8d');
    await paying.until(first, phase('allocated'));
    await paying.until(second, ({ returns }) => returns.length === 1);
    await sleep(500);
    await paying.advance('2m');
    await paying.until(second, ({ returns: [back] }) => back?.status === 'submitted');
    await paying.advance('4d');
    const page = await paying.until(second, ({ returns: [back] }) => back?.status === 'returned');
    expect(page.returns).toEqual([{ cause: 'unmatched', amount: usd('1500.00'), status: 'returned', reason: null }]);
    expect((await paying.history(second)).slice(-3)).toEqual(['return-authorised', 'return-submitted', 'returned']);
  });
});

describe('a return', () => {
  it('that fails is tried again; one that is refused for good is made by hand', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const paid = await paying.pay(order, checking());
    await paying.advance('1d');
    const [once, refused] = [await paying.pay(order, checking('12')), await paying.pay(order, checking('10'))];
    await paying.advance('2m');
    for (const id of [once, refused]) await paying.until(id, phase('processing'));
    await paying.advance('8d');
    await paying.until(paid, phase('allocated'));
    const isBack = (status: string) => (page: { returns: readonly { status: string }[] }) =>
      page.returns[0]?.status === status;
    await paying.until(refused, isBack('in-manual-review'));
    const byHand = { cause: 'unmatched', transaction: 'CITI-OUT-1' };
    await paying.api.done(OPERATOR, `/v1/payments/${refused}/returns-by-hand`, byHand);
    expect(await paying.until(refused, isBack('returned'))).toMatchObject({ attention: null });

    await paying.until(once, isBack('submitted'));
    await paying.advance('2m');
    await paying.until(once, isBack('failed'));
    await paying.advance('2h');
    await paying.until(once, isBack('submitted'));
    await paying.advance('4d');
    await paying.until(once, isBack('returned'));
  });
});

describe('who may pay', () => {
  it('is the buyer, and nobody else learns of it', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const body = { purpose: 'initial', amount: usd('1500.00'), ...checking() };
    const path = `/v1/orders/${order}/payments/initiations`;
    const stranger = ['buyer', 'somebody-else'] as const;
    expect((await paying.api.post(stranger, path, body)).status).toBe(404);
    expect((await paying.api.post(SUPPLIER, path, body)).status).toBe(403);
    const id = await paying.pay(order, checking());
    await paying.until(id, phase('verifying'));
    expect((await paying.api.get(stranger, `/v1/payments/${id}`)).status).toBe(404);
    expect((await paying.api.get(stranger, `/v1/orders/${order}/payments`)).status).toBe(404);
    const { body: list } = await paying.api.get(SUPPLIER, `/v1/orders/${order}/payments`);
    expect(list).toMatchObject({ payments: [{ paymentId: id }], next: null });
  });

  it('shows the supplier that he pays, and not from where', async () => {
    const paying = await Paying.open();
    const order = await paying.order();
    const account = await paying.pay(order, checking());
    const card = await paying.pay(order, await paying.card(VISA), { amount: usd('1.00') });
    const sent = { reference: 'SWIFT-9', bank: 'Deutsche Bank', sentOn: '2027-02-27' };
    const declaration = { purpose: 'initial', amount: usd('1.00'), ...sent };
    const { id: transfer } = await paying.api.done(BUYER, `/v1/orders/${order}/payments/declarations`, declaration);
    const from = {
      [account]: { checkingAccount: { bank: 'First Bank of Ohio' } },
      [card]: { card: { lastFour: '1111' } },
      [transfer]: { transfer: sent },
    };
    const hidden = {
      [account]: { checkingAccount: null },
      [card]: { card: null },
      [transfer]: { transfer: { ...sent, reference: null, bank: null } },
    };
    for (const [who, seen] of [[BUYER, from] as const, [OPERATOR, from] as const, [SUPPLIER, hidden] as const]) {
      const { body: list } = await paying.api.get(who, `/v1/orders/${order}/payments`);
      const inOrderOfBegin = [account, card, transfer].map((id) => ({ paymentId: id, ...seen[id] }));
      expect(list).toMatchObject({ payments: inOrderOfBegin });
      for (const one of inOrderOfBegin)
        expect((await paying.api.get(who, `/v1/payments/${one.paymentId}`)).body).toMatchObject(one);
    }
  });

  it('is nobody, by card or account, where no provider is connected', async () => {
    const api = await Api.open();
    const { id } = await confirmed(api, { coverageType: 'pre-shipment' });
    const body = { purpose: 'initial', amount: usd('1500.00'), ...checking() };
    const { status, body: problem } = await api.post(BUYER, `/v1/orders/${id}/payments/initiations`, body);
    expect([status, (problem as { code: string }).code]).toEqual([503, 'no-payment-provider']);
  });
});
