import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { START } from '#kernel';
import * as refusals from '../../../test/support/eventstoredb/refusals.js';
import type { ScriptedServer } from '../../../test/support/eventstoredb/scripted-server.js';
import { openStore, startServer } from '../../../test/support/eventstoredb/serving.js';
import { newEvents, numbersIn, upTo } from '../contract/subject.js';
import { NotPermitted } from '../errors.js';
import type { EventStore } from '../port.js';
import { pauseAfter } from './patience.js';

/** So rarely that only the server's subscription can have woken a subscriber within the time of a test. */
const NEVER = { lookMs: 3_600_000 };

/** Follows everything; `have` resolves when so many events have come. */
function follow(store: EventStore) {
  const numbers: unknown[] = [];
  const leaving = new AbortController();
  let news = (): void => undefined;
  const ended = (async () => {
    for await (const { events } of store.subscribe({ from: START, signal: leaving.signal })) {
      numbers.push(...numbersIn(events));
      news();
    }
  })();
  const early = ended.then(() => Promise.reject(new Error('the subscription ended')));
  early.catch(() => undefined); // not everybody waits for it
  const have = async (count: number): Promise<unknown[]> => {
    while (numbers.length < count) await Promise.race([new Promise<void>((resolve) => (news = resolve)), early]);
    return numbers;
  };
  return { have, ended, leave: () => leaving.abort() };
}

/** What another process writes: this one is not told of it by itself. */
function writeElsewhere({ log }: ScriptedServer, from: number, count = 1): void {
  const events = newEvents(count, from).map(({ id, type, data }) => ({
    ...{ id, type, contentType: 'application/json', metadata: Buffer.from('{}') },
    data: Buffer.from(JSON.stringify(data)),
  }));
  log.append('elsewhere', events, 'any');
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const subscribed = (server: ScriptedServer) => until(() => server.subscriptions.length > 0);

describe('a subscription', () => {
  it("is woken by the server's", async () => {
    const server = await startServer();
    const following = follow(openStore(server.url, NEVER));
    await subscribed(server);
    writeElsewhere(server, 0);
    await following.have(1);
    writeElsewhere(server, 1);
    expect(await following.have(2)).toEqual([0, 1]);
  });

  it.each<readonly [what: string, drop: (server: ScriptedServer) => unknown]>([
    [
      'was dropped with an error',
      ({ subscriptions }) => subscriptions.forEach(({ fail }) => fail(refusals.notReady())),
    ],
    ['came to a clean end', ({ subscriptions }) => subscriptions.forEach(({ end }) => end())],
    ['lost its connection', ({ gate }) => gate.cut()],
    ['was away for a while', ({ gate }) => gate.close().then(() => gate.open())],
  ])("goes on when the server's %s", async (_, drop) => {
    const server = await startServer();
    const following = follow(openStore(server.url, NEVER));
    await subscribed(server);
    for (let n = 0; n < 5; n++) {
      writeElsewhere(server, 2 * n);
      await drop(server);
      writeElsewhere(server, 2 * n + 1);
      expect(await following.have(2 * n + 2)).toEqual(upTo(2 * n + 2));
    }
  });

  it("replaces the server's that fell silent while events come", async () => {
    const server = await startServer();
    const following = follow(openStore(server.url, { lookMs: 20 }));
    await subscribed(server);
    for (const { fallSilent } of server.subscriptions) fallSilent();
    writeElsewhere(server, 0);
    expect(await following.have(1)).toEqual([0]); // from looking
    await until(() => server.reads.subscribe > 1);
    expect(server.subscriptions.length).toBeLessThanOrEqual(2);
    writeElsewhere(server, 1);
    expect(await following.have(2)).toEqual([0, 1]);
  });

  it("does not believe what the server says of its progress, nor sees twice what the server's repeats", async () => {
    const server = await startServer();
    writeElsewhere(server, 0, 1_500);
    const following = follow(openStore(server.url));
    await subscribed(server);
    for (const { checkpoint } of server.subscriptions) checkpoint(2n ** 40n);
    await following.have(1_500);
    for (const { checkpoint, fail } of server.subscriptions) {
      checkpoint(2n ** 40n);
      fail(refusals.notReady());
    }
    writeElsewhere(server, 1_500);
    expect(await following.have(1_501)).toEqual(upTo(1_501));
  });

  it('goes on though the server hangs on the way, at any step', async () => {
    const server = await startServer();
    const following = follow(openStore(server.url, { answerMs: 100, lookMs: 20 }));
    for (let n = 0; n < 4; n++) {
      server.faults.set(n % 2 === 0 ? 'readAll' : 'subscribe', 'silence', 1);
      for (const { fail } of server.subscriptions) fail(refusals.notReady());
      writeElsewhere(server, n);
      expect(await following.have(n + 1)).toEqual(upTo(n + 1));
    }
  });

  it('ends at once when its signal aborts while the server is away', async () => {
    const server = await startServer();
    const store = openStore(server.url, { answerMs: 3_600_000 });
    const following = follow(store);
    await subscribed(server);
    server.gate.freeze();
    following.leave();
    await following.ended;
    const another = follow(store);
    another.leave();
    await another.ended;
    await server.gate.close();
    const third = follow(store);
    await sleep(100);
    third.leave();
    await third.ended;
  });

  it('fails when the server lets nobody in any more', async () => {
    const server = await startServer();
    const following = follow(openStore(server.url, { lookMs: 20 }));
    await subscribed(server);
    server.faults.set('readAll', refusals.unauthenticated());
    writeElsewhere(server, 0);
    await expect(following.ended).rejects.toBeInstanceOf(NotPermitted);
  });

  it("leaves none of the server's behind when it is left", async () => {
    const server = await startServer();
    const following = follow(openStore(server.url, NEVER));
    await subscribed(server);
    following.leave();
    await following.ended;
    await until(() => server.subscriptions.length === 0);
  });

  it("leaves none of the server's behind when its store closes as soon as it has begun", async () => {
    const server = await startServer();
    const another = openStore(server.url, NEVER); // keeps the connection
    for (let n = 0; n < 10; n++) {
      const store = openStore(server.url, NEVER);
      const following = follow(store);
      for (let reads = 0; reads < n; reads++) await another.head();
      await store.close();
      await following.ended;
    }
    await sleep(100);
    expect(server.subscriptions).toEqual([]);
  });

  it("shares one of the server's with the others of its store", async () => {
    const server = await startServer();
    const store = openStore(server.url, NEVER);
    const following = Array.from({ length: 5 }, () => follow(store));
    await subscribed(server);
    writeElsewhere(server, 0);
    await Promise.all(following.map(({ have }) => have(1)));
    expect(server.reads.subscribe).toBe(1);
  });

  it("does not begin the server's again and again without a pause while it is refused", async () => {
    const server = await startServer();
    server.faults.set('subscribe', refusals.notReady());
    const following = follow(openStore(server.url, { lookMs: 20 }));
    await until(() => server.reads.subscribe >= 3);
    expect(server.reads.readAll).toBeLessThan(40); // each try looks where the end is, and wakes who follows
    server.faults.clear();
    writeElsewhere(server, 0);
    expect(await following.have(1)).toEqual([0]);
  });
});

describe('the pause before another try', () => {
  it('doubles up to a second, and differs from one to the next', () => {
    for (let failures = 0; failures < 30; failures++) {
      const longest = Math.min(50 * 2 ** failures, 1_000);
      const pauses = Array.from({ length: 50 }, () => pauseAfter(failures));
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(longest / 2);
      expect(Math.max(...pauses)).toBeLessThanOrEqual(longest);
      expect(new Set(pauses).size).toBeGreaterThan(1);
    }
  });
});
