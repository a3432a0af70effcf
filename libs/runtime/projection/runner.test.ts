import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { position, START, type Projection, type RecordedEvent } from '#kernel';
import { StoreUnavailable, type EventStore } from '#event-store';
import { ReadStoreMismatch, type ReadStore } from '#read-store';
import {
  account,
  balances,
  fromOutside,
  noRules,
  TestClock,
  TestLog,
  type BalanceDoc,
} from '../../../test/support/bank.js';
import { afterThisTest, openEventStore, openReadStore, temporaryFolder } from '../../../test/support/event-store.js';
import { CommandPipeline } from '../pipeline/pipeline.js';
import { recorded } from '../recorded.js';
import { untilProjected } from '../waiting.js';
import { Follower } from './follower.js';
import { listParked, retryParked } from './parked.js';
import { ProjectionRunner } from './runner.js';

const PATIENCE_MS = 20_000;

async function bank() {
  const folder = await temporaryFolder();
  const eventStore = await openEventStore(folder);
  const readStore = await openReadStore(folder);
  const pipeline = new CommandPipeline({
    eventStore,
    clock: new TestClock(),
    digestKey: new Uint8Array(32),
    rules: noRules,
  });
  const deposit = async (name: string, cents: string) => {
    await pipeline.run(account, name, { type: 'open', account: name }, fromOutside());
    await pipeline.run(account, name, { type: 'deposit', account: name, cents }, fromOutside());
  };
  return { folder, eventStore, readStore, deposit };
}

async function run(
  eventStore: EventStore,
  readStore: ReadStore,
  projection: Projection = balances,
  maxParkedKeys = 10,
) {
  const log = new TestLog();
  const runner = new ProjectionRunner({ eventStore, readStore, projections: [projection], log, maxParkedKeys });
  await runner.start();
  afterThisTest(() => runner.stop());
  return { runner, log };
}

/** Cannot digest deposits of this amount, until it is mended. */
function choking(cents: string) {
  const state = { mended: false };
  const projection: Projection<BalanceDoc> = {
    ...balances,
    project: (doc, event, key) => {
      if (!state.mended && event.data['cents'] === cents) throw new Error(`chokes on ${cents}`);
      return balances.project(doc, event, key);
    },
  };
  return { projection, mend: () => (state.mended = true) };
}

const projected = async (eventStore: EventStore, readStore: ReadStore, projection: Projection = balances) =>
  expect(await untilProjected(readStore, projection, await eventStore.head(), PATIENCE_MS)).toMatchObject({
    reached: true,
  });

const balanceOf = async (readStore: ReadStore, key: string): Promise<bigint | undefined> =>
  (await (await readStore.live<BalanceDoc>(balances)).get(key))?.doc?.cents;

describe('the projection runner', () => {
  it('projects what is there and then what comes', async () => {
    const { eventStore, readStore, deposit } = await bank();
    await deposit('a', '5');
    await run(eventStore, readStore);
    await deposit('b', '7');
    const { reached } = await untilProjected(readStore, balances, await eventStore.head(), PATIENCE_MS);
    expect(reached).toBe(true);
    expect([await balanceOf(readStore, 'a'), await balanceOf(readStore, 'b')]).toEqual([5n, 7n]);
  });

  it('moves its checkpoint past events that no read model takes', async () => {
    const { eventStore, readStore } = await bank();
    await run(eventStore, readStore);
    const id = '3f0c1f0a-0000-4000-8000-000000000001';
    const { position } = await eventStore.append(
      'other-1',
      [{ id, type: 'other.v1', data: {}, metadata: {} }],
      'no-stream',
    );
    expect(await untilProjected(readStore, balances, position, PATIENCE_MS)).toMatchObject({ reached: true });
  });

  it('makes one generation, however many processes start at once on an empty read store', async () => {
    const { folder, eventStore } = await bank();
    const readStores = await Promise.all(Array.from({ length: 5 }, () => openReadStore(folder)));
    await Promise.all(readStores.map((readStore) => run(eventStore, readStore)));
    for (const readStore of readStores)
      expect(await readStore.generations(balances.name)).toMatchObject([{ number: 1, status: 'live' }]);
  });

  it('sums to the cent when two work at once on one read store', async () => {
    const { folder, eventStore, readStore, deposit } = await bank();
    await run(eventStore, readStore);
    await run(await openEventStore(folder), await openReadStore(folder));
    for (let round = 0; round < 10; round++)
      await Promise.all(Array.from({ length: 10 }, (_, index) => deposit(`a${index}`, String(round + 1))));
    await untilProjected(readStore, balances, await eventStore.head(), PATIENCE_MS);
    const sums = await Promise.all(Array.from({ length: 10 }, (_, index) => balanceOf(readStore, `a${index}`)));
    expect(sums).toEqual(Array(10).fill(55n));
  });

  it('sums to the cent however its batches are cut and wherever it is begun again', async () => {
    const { eventStore, readStore, deposit } = await bank();
    for (let round = 0; round < 12; round++) await deposit(`a${round % 3}`, String(10 + round));
    const events: RecordedEvent[] = [];
    for await (const batch of eventStore.readAll()) events.push(...batch.map(recorded));
    const expected = [10n + 13n + 16n + 19n, 11n + 14n + 17n + 20n, 12n + 15n + 18n + 21n];
    await readStore.createGeneration(balances);
    const cut = fc.record({ to: fc.nat({ max: events.length - 1 }), projector: fc.constantFrom(0, 1) });
    await fc.assert(
      fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 12 }), async (cuts) => {
        const { number } = await readStore.createGeneration(balances);
        const generation = await readStore.generation<BalanceDoc>(balances, number);
        const last = { to: events.length - 1, projector: 0 };
        const projectors = [await Follower.of(balances, generation, 1), await Follower.of(balances, generation, 1)];
        for (const { to, projector } of [...cuts, last]) {
          const upTo = events[to]?.position ?? position(0n);
          await projectors[projector]?.digest(events.slice(0, to + 1), upTo);
          if (to % 4 === 0) projectors[projector] = await Follower.of(balances, generation, 1); // begun again
        }
        const docs = await generation.getMany(['a0', 'a1', 'a2']);
        expect(docs.map((stored) => stored?.doc?.cents)).toEqual(expected);
        await readStore.drop(balances.name, number);
      }),
      { numRuns: 30 },
    );
  });

  it('parks a key that cannot be digested, goes on with the rest, and takes it up again after a retry', async () => {
    const { eventStore, readStore, deposit } = await bank();
    const { projection, mend } = choking('13');
    await run(eventStore, readStore, projection);
    await deposit('a', '1');
    await deposit('a', '13');
    await deposit('a', '3');
    await deposit('b', '2');
    await untilProjected(readStore, balances, await eventStore.head(), PATIENCE_MS);
    const live = await readStore.live<BalanceDoc>(balances);
    expect([await balanceOf(readStore, 'a'), await balanceOf(readStore, 'b')]).toEqual([1n, 2n]);
    expect(await listParked(live)).toMatchObject([{ key: 'a', error: 'chokes on 13', events: 2 }]);

    expect(await retryParked(eventStore, projection, live)).toEqual([{ key: 'a', error: 'chokes on 13' }]);
    mend();
    expect(await retryParked(eventStore, projection, live)).toEqual([{ key: 'a' }]);
    expect(await listParked(live)).toEqual([]);
    await deposit('a', '4');
    await untilProjected(readStore, balances, await eventStore.head(), PATIENCE_MS);
    expect(await balanceOf(readStore, 'a')).toBe(21n);
  });

  it('stops with an alarm when too many keys cannot be digested, and loses none of them', async () => {
    const { eventStore, readStore, deposit } = await bank();
    const { projection, mend } = choking('13');
    const { runner, log } = await run(eventStore, readStore, projection, 2);
    for (const name of ['a', 'b', 'c', 'd']) await deposit(name, '13');
    await untilTrue(() => runner.problems.length > 0);
    expect(log.lines.join()).toContain('a read model is stopped');
    await runner.stop();
    mend();
    const live = await readStore.live<BalanceDoc>(balances);
    await run(eventStore, readStore, projection, 2);
    await untilProjected(readStore, balances, await eventStore.head(), PATIENCE_MS);
    await retryParked(eventStore, projection, live);
    const sums = await Promise.all(['a', 'b', 'c', 'd'].map((key) => balanceOf(readStore, key)));
    expect(sums).toEqual([13n, 13n, 13n, 13n]);
  });

  it('parks the key of a document that the store does not take, and everything else goes on', async () => {
    const { eventStore, readStore, deposit } = await bank();
    let tooLarge = true;
    const project: Projection<BalanceDoc>['project'] = (doc, event, key) => {
      const next = balances.project(doc, event, key);
      return tooLarge && next !== null && event.data['cents'] === '13' ? { ...next, cents: 2n ** 70n } : next;
    };
    const projection = { ...balances, project };
    const { runner } = await run(eventStore, readStore, projection);
    for (const [name, cents] of Object.entries({ a: '13', b: '2', c: '3' })) await deposit(name, cents);
    await deposit('a', '1');
    await untilProjected(readStore, balances, await eventStore.head(), PATIENCE_MS);
    expect(runner.problems).toEqual([]);
    const live = await readStore.live<BalanceDoc>(balances);
    expect([await balanceOf(readStore, 'b'), await balanceOf(readStore, 'c')]).toEqual([2n, 3n]);
    expect(await listParked(live)).toMatchObject([{ key: 'a', error: expect.stringContaining('64 bits') }]);
    expect(await retryParked(eventStore, projection, live)).toMatchObject([
      { error: expect.stringContaining('64 bits') },
    ]);
    tooLarge = false;
    expect(await retryParked(eventStore, projection, live)).toEqual([{ key: 'a' }]);
    expect(await balanceOf(readStore, 'a')).toBe(14n);
  });

  it('parks an event whose keys cannot be told, though it could be projected, and says what brings it in', async () => {
    const { eventStore, readStore, deposit } = await bank();
    let broken = true;
    const keys: Projection<BalanceDoc>['keys'] = (event) => {
      if (broken && event.data['cents'] === '13') throw new Error('no account');
      return balances.keys(event);
    };
    const projection = { ...balances, keys };
    await run(eventStore, readStore, projection);
    await deposit('a', '13');
    await deposit('a', '1');
    await untilProjected(readStore, balances, await eventStore.head(), PATIENCE_MS);
    const live = await readStore.live<BalanceDoc>(balances);
    expect(await listParked(live)).toMatchObject([{ key: 'stream account-a', error: 'no account' }]);
    expect(await live.get('stream account-a')).toBeUndefined();
    expect(await balanceOf(readStore, 'a')).toBe(1n);
    broken = false;
    expect(await retryParked(eventStore, projection, live)).toMatchObject([
      { error: expect.stringContaining('rebuild') },
    ]);
    expect(await live.get('stream account-a')).toBeUndefined();
  });

  it('does not start on a read store that was built from other events', async () => {
    const { readStore, eventStore } = await bank();
    await run(eventStore, readStore);
    const other = await openEventStore(await temporaryFolder());
    await expect(run(other, readStore)).rejects.toBeInstanceOf(ReadStoreMismatch);
  });
});

describe('a runner and the generations of a read model', () => {
  it('begins again for one that is swapped in behind it', async () => {
    const { eventStore, readStore, deposit } = await bank();
    await run(eventStore, readStore);
    await deposit('a', '1');
    await projected(eventStore, readStore);
    const live = await readStore.live<BalanceDoc>(balances);
    const generations = readStore.generations.bind(readStore);
    jest.spyOn(readStore, 'generations').mockImplementationOnce(async (model) => {
      const seen = await generations(model); // the runner digests its next batch with this, while it is over already
      const { number } = await readStore.createGeneration(balances);
      const next = await readStore.generation<BalanceDoc>(balances, number);
      await next.commit({ documents: [(await live.get('a'))!], checkpoint: await live.checkpoint() });
      await readStore.swap(model, number, Date.now() + PATIENCE_MS);
      return seen;
    });
    await deposit('a', '2');
    const head = await eventStore.head();
    await untilTrue(async () => (await live.checkpoint()) === head);
    await deposit('a', '4');
    await projected(eventStore, readStore);
    expect(await balanceOf(readStore, 'a')).toBe(7n);
  });

  it('joins a building one only once that has caught up', async () => {
    const { eventStore, readStore, deposit } = await bank();
    await run(eventStore, readStore);
    await deposit('a', '1');
    await projected(eventStore, readStore);
    const { number } = await readStore.createGeneration(balances);
    const building = await readStore.generation<BalanceDoc>(balances, number);
    for (const cents of ['2', '3']) {
      await deposit('a', cents);
      await projected(eventStore, readStore);
    }
    expect(await building.checkpoint()).toBe(START);
    const live = await readStore.live<BalanceDoc>(balances);
    await building.commit({ documents: [(await live.get('a'))!], checkpoint: await eventStore.head() });
    await deposit('a', '4');
    const head = await eventStore.head();
    await untilTrue(async () => (await building.checkpoint()) === head);
    expect((await building.get('a'))?.doc).toEqual({ cents: 10n, movements: 4 });
  });

  it('drops a retiring one when its time is over, and not before', async () => {
    const { eventStore, readStore, deposit } = await bank();
    for (const retireAt of [0, Date.now() + PATIENCE_MS, 0]) {
      await readStore.ensureLive(balances);
      const { number } = await readStore.createGeneration(balances);
      await readStore.swap(balances.name, number, retireAt);
    }
    await run(eventStore, readStore);
    await deposit('a', '1');
    await projected(eventStore, readStore);
    expect(await readStore.generations(balances.name)).toMatchObject([
      { number: 2, status: 'retiring' },
      { number: 4, status: 'live' },
    ]);
  });

  it('starts where the one stands that is furthest behind', async () => {
    const { eventStore, readStore, deposit } = await bank();
    const others = { ...balances, name: 'others' };
    const { runner } = await run(eventStore, readStore, others);
    await deposit('a', '1');
    await projected(eventStore, readStore, others);
    await runner.stop();
    const both = new ProjectionRunner({
      eventStore,
      readStore,
      projections: [others, balances],
      log: new TestLog(),
      lead: async (_name, signal, work) => {
        await sleep(1); // one that began again for ever would let nothing else run, this test neither
        await work(signal);
      },
    });
    await both.start();
    afterThisTest(() => both.stop());
    await projected(eventStore, readStore);
    expect(await balanceOf(readStore, 'a')).toBe(1n);
  });

  it('has nothing to complain of once another process leads', async () => {
    const { eventStore, readStore } = await bank();
    const runner = new ProjectionRunner({
      ...{ eventStore, readStore, projections: [balances], log: new TestLog() },
      lead: (_name, signal, _work, standingBy) => {
        if (runner.problems.length === 0) throw new StoreUnavailable('gone for a moment');
        standingBy();
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
      },
    });
    await runner.start();
    afterThisTest(() => runner.stop());
    await untilTrue(() => runner.problems.length > 0);
    await untilTrue(() => runner.problems.length === 0);
  });

  it('finishes the batch under way before it is stopped', async () => {
    const { eventStore, readStore, deposit } = await bank();
    await deposit('a', '1');
    let begun = false;
    const generation = readStore.generation.bind(readStore);
    jest.spyOn(readStore, 'generation').mockImplementation(async (...which) => {
      const slow = await generation(...which);
      const commit = slow.commit.bind(slow);
      slow.commit = async (commits) => {
        begun = true;
        await sleep(100);
        return commit(commits);
      };
      return slow;
    });
    const { runner } = await run(eventStore, readStore);
    await untilTrue(() => begun);
    await runner.stop();
    expect(await balanceOf(readStore, 'a')).toBe(1n);
    expect(await (await readStore.live(balances)).checkpoint()).toBe(await eventStore.head());
  });
});

async function untilTrue(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (!(await condition()) && Date.now() < giveUpAt) await sleep(5);
  expect(await condition()).toBe(true);
}
