import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { openEventStore, openReadStore, temporaryFolder } from '../support/event-store.js';
import { HttpClient } from '../support/http-client.js';
import { faultsIn } from '../support/integrity.js';
import { loadOrders, type Send } from '../support/order-load.js';
import { OPERATOR } from '../support/api.js';
import { Server } from '../support/server.js';

const APPS = ['command-api', 'query-api', 'projector', 'saga-runner'] as const;
type App = (typeof APPS)[number];

/** Two of each service on the stores of one folder, the way that an orchestrator keeps them: who is killed is started again. */
class Replicas {
  readonly #running = new Map<App, Server[]>();
  readonly #urls = new Map<Server, string>();

  constructor(private readonly dataDir: string) {}

  async start(): Promise<void> {
    await this.#startOne('command-api'); // makes the keys
    await Promise.all(
      APPS.flatMap((app) => [app, app])
        .slice(1)
        .map((app) => this.#startOne(app)),
    );
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

  async #startOne(app: App): Promise<void> {
    const server = Server.start({ DATA_DIR: this.dataDir, CLOCK: 'system', LOG_LEVEL: 'silent' }, app);
    this.#urls.set(server, await server.up());
    this.#running.set(app, [...(this.#running.get(app) ?? []), server]);
  }
}

describe('two replicas of every service, killed in turn under load', () => {
  it('lose nothing, double nothing, and go on', async () => {
    const dataDir = await temporaryFolder();
    const replicas = new Replicas(dataDir);
    await replicas.start();
    let turn = 0;
    const send: Send = async (party, path, body, key) => {
      const urls = replicas.urlsOf('command-api');
      const url = urls[turn++ % urls.length] ?? '';
      return (await HttpClient.of(dataDir, url, url)).post(party, path, body, key);
    };

    const load = { answered: 0 };
    const done = new AbortController();
    const isOver = (): boolean => done.signal.aborted;
    const killing = (async (): Promise<void> => {
      for (let kills = 0; !isOver() && kills < 2 * APPS.length; kills++) {
        const before = load.answered;
        await replicas.killOldest(APPS[kills % APPS.length] ?? 'projector');
        while (!isOver() && load.answered < before + 60) await sleep(20);
      }
    })();
    const onOutcome = (count: number): void => void (load.answered = count);
    const outcomes = await loadOrders(send, { orders: 200, inFlight: 16, onOutcome });
    done.abort();
    await killing;
    expect(outcomes.filter(({ written }) => written !== undefined).length).toBeGreaterThan(600);
    expect(outcomes.filter(({ written }) => written === undefined).length).toBeGreaterThan(150);

    // What the sagas had to do is done, whoever did it.
    const last = outcomes.findLast(({ key, written }) => key.endsWith('early-money') && written !== undefined);
    const [queries = ''] = replicas.urlsOf('query-api');
    const client = await HttpClient.of(dataDir, queries, queries);
    const settled = await client.get(
      OPERATOR,
      `/v1/suppliers/lin-textiles?after=${last?.written?.position ?? ''}&settled=true`,
    );
    expect([settled.status, settled.text]).toEqual([200, expect.stringContaining('lin-textiles')]);
    const [eventStore, readStore] = [await openEventStore(dataDir), await openReadStore(dataDir)];
    expect(await faultsIn({ eventStore, readStore }, outcomes)).toEqual([]);
  }, 240_000);
});
