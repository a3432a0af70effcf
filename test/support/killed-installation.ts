import { setTimeout as sleep } from 'node:timers/promises';
import type { Party, Written } from './api.js';
import { freePort } from './free-port.js';
import { HttpClient } from './http-client.js';
import { Server } from './server.js';

type App = 'standalone' | 'payment-provider-simulator';

const SECRET = 'a secret that platform and provider share';
const PAUSE_MS = 50;
const PATIENCE_MS = 30_000;

/** The platform in one process and the simulated provider in another, on one data folder; who is killed is started again. */
export class KilledInstallation {
  readonly #running = new Map<App, Server>();

  private constructor(
    readonly dataDir: string,
    private readonly ports: Readonly<Record<App, number>>,
  ) {}

  static async start(dataDir: string): Promise<KilledInstallation> {
    const ports = { standalone: await freePort(), 'payment-provider-simulator': await freePort() };
    const installation = new KilledInstallation(dataDir, ports);
    await installation.#start('standalone'); // makes the keys
    await installation.#start('payment-provider-simulator');
    return installation;
  }

  /** With SIGKILL, wherever it is, and starts it again. */
  async kill(app: App): Promise<void> {
    const killed = this.#running.get(app);
    killed?.signal('SIGKILL');
    await killed?.exit;
    await this.#start(app);
  }

  async stop(): Promise<void> {
    for (const server of this.#running.values()) server.signal('SIGTERM');
    await Promise.all([...this.#running.values()].map((server) => server.exit));
  }

  /** Sends a write until it is answered, under one key. @throws Error when it is refused, or nobody answers for too long */
  async send(party: Party, path: string, body: object, key: string): Promise<Written> {
    return this.#untilAnswered(async (client) => {
      const { status, text, body: answer } = await client.post(party, path, body, key);
      if (status === 200 || status === 201) return answer as Written;
      if (status < 500) throw new Refused(`POST ${path}: ${status} ${text}`);
      return undefined;
    });
  }

  /** Waits until a page looks as it should. @throws Error with how it looks instead */
  async until(party: Party, path: string, fits: (page: unknown) => boolean): Promise<void> {
    await this.#untilAnswered(async (client) => {
      const { status, body } = await client.get(party, path);
      return status === 200 && fits(body) ? true : undefined;
    });
  }

  async #untilAnswered<T>(ask: (client: HttpClient) => Promise<T | undefined>): Promise<T> {
    const url = this.#urlOf('standalone');
    const client = await HttpClient.of(this.dataDir, url, url);
    for (const giveUpAt = performance.now() + PATIENCE_MS; performance.now() < giveUpAt;) {
      try {
        const answer = await ask(client);
        if (answer !== undefined) return answer;
      } catch (error) {
        if (error instanceof Refused) throw error; // otherwise nobody is there at the moment
      }
      await sleep(PAUSE_MS);
    }
    throw new Error(`it does not come to that: ${this.#running.get('standalone')?.stderr ?? ''}`);
  }

  async #start(app: App): Promise<void> {
    const common = { DATA_DIR: this.dataDir, PAYMENT_PROVIDER_SECRET: SECRET, LOG_LEVEL: 'silent' };
    const own =
      app === 'standalone'
        ? {
            DEMO: 'off',
            PAYMENT_PROVIDER_NAME: 'simulator',
            PAYMENT_PROVIDER_URL: this.#urlOf('payment-provider-simulator'),
          }
        : { CALLBACK_URL: `${this.#urlOf('standalone')}/v1/provider-callbacks/simulator` };
    const server = Server.start({ ...common, ...own, PORT: String(this.ports[app]) }, app);
    this.#running.set(app, server);
    await server.up();
  }

  #urlOf(app: App): string {
    return `http://127.0.0.1:${this.ports[app]}`;
  }
}

class Refused extends Error {}
