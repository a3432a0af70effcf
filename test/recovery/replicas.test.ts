import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { SUPPLIER } from '../support/api.js';
import { openEventStore, openReadStore, temporaryFolder } from '../support/event-store.js';
import { faultsIn } from '../support/integrity.js';
import { loadOrders } from '../support/order-load.js';
import { APPS, Replicas } from '../support/replicas.js';

describe('two replicas of every service, killed in turn under load', () => {
  it('lose nothing, double nothing, and go on', async () => {
    const dataDir = await temporaryFolder();
    const replicas = new Replicas(dataDir);
    await replicas.start();

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
    const outcomes = await loadOrders(replicas.send, { orders: 200, inFlight: 16, onOutcome });
    done.abort();
    await killing;
    expect(outcomes.filter(({ written }) => written !== undefined).length).toBeGreaterThan(600);
    expect(outcomes.filter(({ written }) => written === undefined).length).toBeGreaterThan(150);

    // What the sagas had to do is done, whoever did it.
    expect(await replicas.settled(outcomes, SUPPLIER[1])).toMatchObject({ status: 200 });
    const stores = { eventStore: await openEventStore(dataDir), readStore: await openReadStore(dataDir) };
    expect(await faultsIn(stores, outcomes)).toEqual([]);
  }, 240_000);
});
