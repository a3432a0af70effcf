import { describe, expect, it } from '@jest/globals';
import { START } from '#kernel';
import { afterThisTest } from '../../../test/support/event-store.js';
import * as refusals from '../../../test/support/eventstoredb/refusals.js';
import { openStore, startCluster, startServer } from '../../../test/support/eventstoredb/serving.js';
import { eventsOf, newEvents, newStream, numbersIn, upTo } from '../contract/subject.js';
import { InvalidAddress, InvalidAppend, UnknownOutcome } from '../errors.js';
import { EventStoreDbEventStore } from './index.js';
import { withDefaults } from './settings.js';

describe('stores of one address in one process', () => {
  it('share a connection, and the last one to close ends it', async () => {
    const server = await startServer();
    const [first, second] = [openStore(server.url), openStore(server.url)];
    await Promise.all([first, second].map((store) => store.append(newStream(), newEvents(1), 'no-stream')));
    expect(server.gate.accepted).toBe(1);
    const stream = newStream();
    const appending = Array.from({ length: 50 }, (_, n) => second.append(`${stream}-${n}`, newEvents(1), 'no-stream'));
    await first.close();
    await Promise.all(appending);
    await second.append(newStream(), newEvents(1), 'no-stream');
    expect(server.gate.accepted).toBe(1);
    await second.close();
    while (server.gate.connections > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('do not disturb each other when one closes while the next opens', async () => {
    const server = await startServer();
    let last = openStore(server.url);
    for (let n = 0; n < 20; n++) {
      const next = openStore(server.url);
      const appended = last.append(newStream(), newEvents(1), 'no-stream');
      const closing = last.close();
      const another = openStore(server.url);
      await Promise.all([another.append(newStream(), newEvents(1), 'no-stream'), appended, closing]);
      await Promise.all([next.close(), another.close()]);
      last = openStore(server.url);
      await last.append(newStream(), newEvents(1), 'no-stream');
      await Promise.all([last.close(), (last = openStore(server.url)).head()]);
    }
    expect(server.received).toHaveLength(60); // none of them was sent twice
    expect(server.log.events).toHaveLength(60);
  });

  it('are both helped when the client is given up', async () => {
    const server = await startServer();
    const [first, second] = [openStore(server.url), openStore(server.url, { answerMs: 3_600_000 })];
    await first.append(newStream(), newEvents(1), 'no-stream');
    server.gate.silence();
    await Promise.all([first.head(), second.append(newStream(), newEvents(1), 'no-stream')]);
    expect(server.log.events).toHaveLength(2);
  });
});

describe('stores of two addresses in one process', () => {
  it('may both be read, and appended to one after the other, not at once', async () => {
    const [one, other] = [await startServer(), await startServer()];
    const [first, second] = [openStore(one.url), openStore(other.url)];
    await first.append(newStream(), newEvents(1), 'no-stream');
    expect(await eventsOf(second.readAll())).toEqual([]);
    expect(await second.identity()).not.toBe(await first.identity());
    await expect(second.append(newStream(), newEvents(1), 'no-stream')).rejects.toBeInstanceOf(InvalidAppend);
    expect(await eventsOf(second.readAll())).toEqual([]);
    await first.close();
    await second.append(newStream(), newEvents(1), 'no-stream');
    expect(await eventsOf(second.readAll())).toHaveLength(1);
  });
});

describe('a cluster', () => {
  const found = (servers: readonly { readonly gate: { readonly port: number } }[]): string =>
    `esdb://${servers.map(({ gate }) => `127.0.0.1:${gate.port}`).join(',')}?tls=false`;

  it('is read and written at its leader, whichever node was asked first', async () => {
    const [leader, follower] = await startCluster(2);
    const store = openStore(follower?.url ?? '');
    const stream = newStream();
    await store.append(stream, newEvents(2), 'no-stream');
    expect(numbersIn(await eventsOf(store.readStream(stream)))).toEqual([0, 1]);
    expect(leader.reads.readStream).toBe(1);
    expect(leader.received).toHaveLength(1);
  });

  it.each(['killed', 'stopped'])('goes on when its leader is %s', async (how) => {
    const cluster = await startCluster(3);
    const [leader, next] = cluster;
    const store = openStore(found(cluster));
    const stream = newStream();
    await store.append(stream, newEvents(1), 'no-stream');
    const seen: unknown[] = [];
    const following = (async () => {
      for await (const { events } of store.subscribe({ from: START })) {
        seen.push(...numbersIn(events));
        if (seen.length >= 3) return;
      }
    })();
    if (how === 'killed') await leader.gate.close();
    else leader.gate.freeze();
    const appending = store.append(stream, newEvents(1, 1), 0);
    next?.lead();
    await appending;
    await store.append(stream, newEvents(1, 2), 1);
    await following;
    expect(seen).toEqual(upTo(3));
    expect(leader.log.events).toHaveLength(3);
  });

  it('is found again after none of its nodes could be', async () => {
    const cluster = await startCluster(2);
    for (const { faults } of cluster) faults.set('gossip', refusals.notReady(), 1);
    const store = openStore(found(cluster));
    await store.append(newStream(), newEvents(1), 'no-stream');
    expect(await eventsOf(store.readAll())).toHaveLength(1);
  });

  it('is unavailable, not unknown, to who finds none of its nodes', async () => {
    const cluster = await startCluster(2);
    for (const { gate } of cluster) await gate.close();
    const store = openStore(found(cluster), { patienceMs: 500, answerMs: 5_000 });
    await expect(store.append(newStream(), newEvents(1), 'no-stream')).rejects.toMatchObject({
      name: 'StoreUnavailable',
    });
  });

  it('that answers nobody is given up in time', async () => {
    const cluster = await startCluster(2);
    for (const { gate } of cluster) gate.freeze();
    const store = openStore(found(cluster), { answerMs: 100, patienceMs: 500 });
    await expect(store.append(newStream(), newEvents(1), 'no-stream')).rejects.toBeInstanceOf(UnknownOutcome);
  });

  it('whose node answers late does not get an append twice', async () => {
    const [leader, follower] = await startCluster(2);
    const store = openStore(found([leader, ...(follower ? [follower] : [])]));
    leader.faults.set('append', refusals.notLeader({ host: '127.0.0.1', port: leader.gate.port }), 2);
    await store.append(newStream(), newEvents(1), 'no-stream');
    expect(leader.log.events).toHaveLength(1);
  });
});

describe('an address', () => {
  it.each([
    'esdb://admin:secret@',
    'esdb://admin:secret',
    'admin:secret@127.0.0.1:2113',
    'http://admin:secret@127.0.0.1:2113',
    'esdb://admin:sec?ret@127.0.0.1:2113?tls=maybe',
    'esdb://admin:sec/ret@127.0.0.1:no-port',
    'esdb://admin:secret@127.0.0.1:2113?tls=true&tlsCAFile=/not/there.crt',
  ])('that is of no use is refused without its credentials: %s', (url) => {
    const open = (): unknown => {
      const store = EventStoreDbEventStore.open(url);
      afterThisTest(() => store.close());
      return store;
    };
    expect(open).toThrow(InvalidAddress);
    expect(open).not.toThrow(/secret|sec\b|ret\b/);
    expect(open).not.toThrow(/admin/);
  });

  it.each([
    ['esdb://h:1', 'esdb://h:1?keepAliveInterval=10000&keepAliveTimeout=5000&gossipTimeout=2&maxDiscoverAttempts=1'],
    [
      'esdb://u:p?w@h:1,i:2?tls=false&keep-alive-interval=-1',
      'esdb://u:p?w@h:1,i:2?tls=false&keep-alive-interval=-1&keepAliveTimeout=5000&gossipTimeout=2&maxDiscoverAttempts=1',
    ],
  ])('says what it says, and our defaults beside: %s', (url, full) => {
    expect(withDefaults(url)).toBe(full);
  });
});
