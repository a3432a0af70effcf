import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Api, BUYER, OPERATOR, type Written } from './api.js';
import { afterThisTest, temporaryFolder } from './event-store.js';
import { freePort } from './free-port.js';
import { confirmed, usd } from './orders.js';
import { Server } from './server.js';

const SECRET = 'a secret that platform and provider share';

/** The platform, and beside it the simulated provider as a process of its own. */
export class Paying {
  private constructor(
    readonly api: Api,
    readonly simulatorUrl: string,
    readonly secret: string,
  ) {}

  static async open(): Promise<Paying> {
    const dataDir = await temporaryFolder();
    const port = await freePort();
    const simulatorUrl = `http://127.0.0.1:${port}`;
    const paymentProvider = { name: 'simulator', url: simulatorUrl, secret: SECRET };
    const api = await Api.start(dataDir, { paymentProvider });
    afterThisTest(() => api.close());
    const { port: listening } = api.application.http.getHttpServer().address() as AddressInfo; // it listens on a port
    const env = {
      ...{ DATA_DIR: dataDir, PORT: String(port), PAYMENT_PROVIDER_SECRET: SECRET },
      CALLBACK_URL: `http://127.0.0.1:${listening}/v1/provider-callbacks/simulator`,
    };
    await Server.start(env, 'payment-provider-simulator').up();
    return new Paying(api, simulatorUrl, SECRET);
  }

  /** A confirmed order with full cover that waits for its initial payment, on a Monday morning in New York. */
  async order(): Promise<string> {
    await this.api.done(OPERATOR, '/v1/clock/settings', { to: '2027-03-01T15:00:00Z' });
    const { id } = await confirmed(this.api, { coverageType: 'pre-shipment' });
    return id;
  }

  /** Of the simulator, which has seen the number and says only this of it. */
  async card(number: string): Promise<object> {
    const { token, scheme, lastFour } = (await this.ask('/v1/card-tokens', { number })) as Record<string, string>;
    return { method: 'card', card: { token, scheme, lastFour } };
  }

  async ask(path: string, body: object): Promise<unknown> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${this.simulatorUrl}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** Begins to pay, and waits until the provider has it: its clock starts then. @returns the payment's id */
  async pay(order: string, how: object, more: object = {}): Promise<string> {
    const id = await this.begin(order, how, more);
    await this.until(id, ({ phase }) => phase !== 'initiated');
    return id;
  }

  /** @returns the payment's id. */
  async begin(order: string, how: object, more: object = {}): Promise<string> {
    const body = { purpose: 'initial', amount: usd('1500.00'), ...how, ...more };
    const { status, body: answer } = await this.api.post(BUYER, `/v1/orders/${order}/payments/initiations`, body);
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(answer)}`);
    return (answer as Written).id;
  }

  async payment(id: string): Promise<PaymentPage> {
    return (await this.api.get(OPERATOR, `/v1/payments/${id}`)).body as PaymentPage;
  }

  /** Waits until the payment looks as it should. @throws with how it looks instead, after 20 seconds */
  async until(id: string, fits: (page: PaymentPage) => boolean): Promise<PaymentPage> {
    for (const giveUpAt = Date.now() + 20_000; ;) {
      const page = await this.payment(id);
      if (fits(page)) return page;
      if (Date.now() > giveUpAt) throw new Error(`The payment stays ${JSON.stringify(page)}`);
      await sleep(50);
    }
  }

  advance(by: string): Promise<Written> {
    return this.api.done(OPERATOR, '/v1/clock/advances', { by });
  }

  /** What happened to the payment, by its stream. */
  async history(id: string): Promise<readonly string[]> {
    const types: string[] = [];
    const { eventStore } = this.api.application.engine;
    for await (const batch of eventStore.readStream(`payment-${id}`)) types.push(...batch.map(({ type }) => type));
    return types.map((type) => type.replace(/^payment\.|\.v1$/g, ''));
  }
}

export interface PaymentPage {
  readonly phase: string;
  readonly attention: string | null;
  readonly fee: { readonly amount: string } | null;
  readonly estimatedArrival: { readonly from: string; readonly to: string } | null;
  readonly returns: readonly { readonly cause: string; readonly status: string; readonly amount: object }[];
}

/** An account at a bank of the United States; the last digits say what the simulator does with it. */
export const checking = (lastTwo = '00') => ({
  method: 'e-checking',
  checkingAccount: {
    ...{ bank: 'First Bank of Ohio', country: 'US', holder: 'Acme Imports', routingNumber: '110000000' },
    accountNumber: `0001234567${lastTwo}`,
  },
});
