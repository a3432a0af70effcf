import { setTimeout as sleep } from 'node:timers/promises';
import { BUYER, OPERATOR, SUPPLIER, type Api, type Party, type Written } from './api.js';
import { file, pdf, PNG } from './documents.js';
import { confirmed, usd } from './orders.js';

interface Page {
  readonly status: string;
}

/** One order as its people lead it over HTTP; what each act leads to has happened when it is done. */
export class Purchase {
  readonly path: string;

  private constructor(
    readonly api: Api,
    readonly id: string,
  ) {
    this.path = `/v1/orders/${id}`;
  }

  /** Of a supplier who is enrolled for it; confirmed by both, its reduced cover accepted: it waits for money. */
  static async agreed(api: Api, more: object = {}): Promise<Purchase> {
    const { id } = await confirmed(api, more);
    const purchase = new Purchase(api, id);
    const { status } = await purchase.page();
    if (status === 'Acknowledge reduced cover') await api.done(BUYER, `${purchase.path}/cover-acknowledgements`);
    return purchase;
  }

  async page(by: Party = BUYER): Promise<Page> {
    return (await this.api.page(by, this.id)).body as Page;
  }

  /** An operator has seen money on the designated account. @returns the payment's id */
  async pays(purpose: 'initial' | 'balance', amount = '1500.00'): Promise<string> {
    const money = { purpose, amount: usd(amount), method: 'tt', reference: `MT103 ${purpose}` };
    return (await this.api.done(OPERATOR, `${this.path}/payments`, money)).id;
  }

  /** Everything leaves. @returns the batch's id */
  async ships(): Promise<string> {
    const batch = { lines: [{ line: 1, quantity: 300 }], carrier: 'DHL', trackingNumber: 'JD01' };
    return (await this.api.done(SUPPLIER, `${this.path}/shipments`, batch)).id;
  }

  /** Paid and sent, it waits for its buyer's word. @returns the batch's id */
  async arrives(): Promise<string> {
    await this.pays('initial');
    const batch = await this.ships();
    await this.api.done(SUPPLIER, `/v1/shipments/${batch}/deliveries`);
    await this.pays('balance');
    return batch;
  }

  /** A document that belongs to the order. @returns its id */
  async keeps(by: Party, purpose: string, text?: string): Promise<string> {
    const [content, headers] =
      text === undefined ? [PNG, file('picture.png', 'image/png')] : [pdf(text), file('paper.pdf', 'application/pdf')];
    const { status, body } = await this.api.upload(by, `${this.path}/documents?purpose=${purpose}`, content, {
      headers,
    });
    if (status !== 201) throw new Error(`it was not stored: ${JSON.stringify(body)}`);
    return (body as Written).id;
  }

  waits(by: string): Promise<Written> {
    return this.api.done(OPERATOR, '/v1/clock/advances', { by });
  }

  /** Asks until it is so: what the clock does takes the sagas a moment. @throws with what was seen last */
  async until<T>(path: string, is: (seen: T) => boolean): Promise<T> {
    for (let tries = 0; ; tries++) {
      const { body } = await this.api.get(OPERATOR, path);
      if (is(body as T)) return body as T;
      if (tries > 200) throw new Error(`it never came to that: ${JSON.stringify(body)}`);
      await sleep(50);
    }
  }
}
