import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Party } from '../support/api.js';
import { HttpClient } from '../support/http-client.js';
import { faultsIn } from '../support/integrity.js';
import { eventStoreUrl, liveStores, mongoUrl, openStores } from '../support/live.js';
import { liveThroughOrder } from '../support/order-life.js';
import { loadOrders } from '../support/order-load.js';
import { APPS, Replicas } from '../support/replicas.js';

/** A server that has a million events takes its time before the test begins. */
const LONGEST_MS = 30 * 60_000;

const name = (): string => `live-${randomUUID().slice(0, 8)}`;
const services = eventStoreUrl === undefined && mongoUrl === undefined ? describe.skip : describe;

services('the services on the production stores', () => {
  it(
    'bring an order from the enrolment to the receipt',
    async () => {
      const { dataDir, env } = await liveStores();
      const replicas = new Replicas(dataDir, env);
      await replicas.start(1);
      await replicas.caughtUp();
      const supplier: Party = ['supplier', name()];
      const [commands = ''] = replicas.urlsOf('command-api');
      const [queries = ''] = replicas.urlsOf('query-api');
      await liveThroughOrder(await HttpClient.of(dataDir, commands, queries, supplier[1]), supplier);
      await replicas.stop();
    },
    LONGEST_MS,
  );

  it(
    'lose nothing and double nothing when their replicas are killed in turn under load',
    async () => {
      const stores = await liveStores();
      const replicas = new Replicas(stores.dataDir, stores.env);
      await replicas.start();
      await replicas.caughtUp();
      const load = name();
      const progress = { answered: 0 };
      const killing = (async (): Promise<void> => {
        for (const [kills, app] of APPS.entries()) {
          while (progress.answered < 60 * (kills + 1)) await sleep(20);
          await replicas.killOldest(app);
        }
      })();
      const onOutcome = (count: number): void => void (progress.answered = count);
      const outcomes = await loadOrders(replicas.send, { orders: 120, inFlight: 16, name: load, onOutcome });
      await killing;
      expect(await replicas.settled(outcomes, load)).toMatchObject({ status: 200 });
      const { close, ...opened } = await openStores(stores);
      expect(await faultsIn(opened, outcomes)).toEqual([]);
      await close();
      await replicas.stop();
    },
    LONGEST_MS,
  );
});
