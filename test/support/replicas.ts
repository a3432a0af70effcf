import { randomUUID } from 'node:crypto';
import type { CatchingUp } from '#platform';
import { OPERATOR, type Answer, type Written } from './api.js';
import { HttpClient } from './http-client.js';
import type { Outcome, Send } from './order-load.js';
import { enrolment } from './orders.js';
import { Server } from './server.js';

export const APPS = ['command-api', 'query-api', 'projector', 'saga-runner'] as const;
export type App = (typeof APPS)[number];

/** Several of each service on the same stores, the way that an orchestrator keeps them: who is killed is started again. */
export class Replicas {
  readonly #dataDir: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #running = new Map<App, Server[]>();
  readonly #urls = new Map<Server, string>();
  #turn = 0;

  /** @param dataDir holds the keys, and the stores that `env` gives no address of. */
  constructor(dataDir: string, env: Readonly<Record<string, string>> = {}) {
    this.#dataDir = dataDir;
    this.#env = { DATA_DIR: dataDir, CLOCK: 'system', LOG_LEVEL: 'silent', ...env };
  }

  async start(each = 2): Promise<void> {
    await this.#startOne('command-api'); // makes the keys
    const others = APPS.flatMap((app) => Array.from({ length: each }, () => app)).slice(1);
    await Promise.all(others.map((app) => this.#startOne(app)));
  }

  urlsOf(app: App): readonly string[] {
    return (this.#running.get(app) ?? []).map((server) => this.#urls.get(server) ?? '');
  }

  /** The oldest, which is the one that works where one is elected. */
  async killOldest(app: App): Promise<void> {
    const killed = this.#running.get(app)?.shift();
    killed?.signal('SIGKILL');
    await killed?.exit;
    await this.#startOne(app);
  }

  /** Writes go to the command APIs in turns, as a balancer sends them. */
  readonly send: Send = async (party, path, body, key) => {
    const urls = this.urlsOf('command-api');
    const url = urls[this.#turn++ % urls.length] ?? '';
    return (await HttpClient.of(this.#dataDir, url, url)).post(party, path, body, key);
  };

  async client(): Promise<HttpClient> {
    const [commands = ''] = this.urlsOf('command-api');
    const [queries = ''] = this.urlsOf('query-api');
    return HttpClient.of(this.#dataDir, commands, queries);
  }

  /**
   * Waits until read models and sagas have gone through whatever the event store held before, which takes as long as it holds
   * events; what is tested afterwards meets services that are up to date.
   *
   * @throws Error when they do not come further any more.
   */
  async caughtUp(): Promise<void> {
    const client = await this.client();
    const supplierId = `newest-${randomUUID().slice(0, 8)}`;
    const { position } = (await client.post(OPERATOR, '/v1/suppliers', enrolment(supplierId))).body as Written;
    for (let before: string | undefined; ;) {
      const path = `/v1/suppliers/${supplierId}?after=${position}&settled=true`;
      const { status, text, body } = await client.get(OPERATOR, path);
      if (status === 200) return;
      const { reached } = body as CatchingUp;
      if (status !== 202 || reached === before) throw new Error(`the services stand still: ${status} ${text}`);
      before = reached;
    }
  }

  /** Waits until the sagas have done what the newest of the load's payments led to, whoever does it. @returns the supplier's page */
  async settled(outcomes: readonly Outcome[], supplier: string): Promise<Answer> {
    const last = outcomes.findLast(({ key, written }) => key.endsWith('early-money') && written !== undefined);
    const path = `/v1/suppliers/${supplier}?after=${last?.written?.position ?? ''}&settled=true`;
    return (await this.client()).get(OPERATOR, path);
  }

  async stop(): Promise<void> {
    const servers = [...this.#running.values()].flat();
    for (const server of servers) server.signal('SIGTERM');
    await Promise.all(servers.map((server) => server.exit));
  }

  async #startOne(app: App): Promise<void> {
    const server = Server.start(this.#env, app);
    this.#urls.set(server, await server.up());
    this.#running.set(app, [...(this.#running.get(app) ?? []), server]);
  }
}
