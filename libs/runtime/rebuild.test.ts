import { describe, expect, it, jest } from '@jest/globals';
import { position, textAt, type Projection } from '#kernel';
import {
  account,
  balances,
  fromOutside,
  noRules,
  TestClock,
  TestLog,
  type BalanceDoc,
} from '../../test/support/bank.js';
import { afterThisTest, openEventStore, openReadStore, temporaryFolder } from '../../test/support/event-store.js';
import { CommandPipeline } from './pipeline/pipeline.js';
import { ProjectionRunner } from './projection/runner.js';
import { rebuild, type RebuildProgress } from './rebuild.js';
import { untilProjected } from './waiting.js';

const PATIENCE_MS = 20_000;

async function projectedBank(projection: Projection<BalanceDoc> = balances) {
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
    return pipeline.run(account, name, { type: 'deposit', account: name, cents }, fromOutside());
  };
  for (let i = 0; i < 20; i++) await deposit(`a${i % 5}`, String(i));
  const runner = new ProjectionRunner({ eventStore, readStore, projections: [projection], log: new TestLog() });
  await runner.start();
  afterThisTest(() => runner.stop());
  const projected = async () => untilProjected(readStore, balances, await eventStore.head(), PATIENCE_MS);
  await projected();
  const sum = async (key: string) => (await (await readStore.live<BalanceDoc>(balances)).get(key))?.doc?.cents;
  return { eventStore, readStore, runner, deposit, projected, sum };
}

/** Counts every deposit double. */
const doubling: Projection<BalanceDoc> = {
  ...balances,
  project: (doc, event, key) =>
    balances.project(
      doc,
      { ...event, data: { ...event.data, cents: `${'cents' in event.data ? textAt(event.data, 'cents') : ''}0` } },
      key,
    ),
};

describe('a rebuild', () => {
  it('builds beside the live generation, compares, swaps, and the runner goes on with the new one', async () => {
    const { eventStore, readStore, deposit, projected, sum } = await projectedBank();
    const seen: RebuildProgress[] = [];
    const result = await rebuild({
      eventStore,
      readStore,
      projection: balances,
      onProgress: (each) => seen.push(each),
    });
    expect(result).toEqual({
      swapped: true,
      generation: 2,
      events: 25,
      sameVersion: true,
      compared: 5,
      differences: 0,
      examples: [],
    });
    expect(seen.at(-1)).toMatchObject({ events: 25, position: await eventStore.head() });
    await deposit('a0', '1000');
    await projected();
    expect(await sum('a0')).toBe(0n + 5n + 10n + 15n + 1000n);
    const statuses = (await readStore.generations(balances.name)).map(({ number, status }) => [number, status]);
    expect(statuses).toEqual([
      [1, 'retiring'],
      [2, 'live'],
    ]);
  });

  it('keeps the retiring generation up, for those who still read it', async () => {
    const { eventStore, readStore, deposit, projected } = await projectedBank();
    const before = await readStore.live<BalanceDoc>(balances);
    await rebuild({ eventStore, readStore, projection: balances });
    await deposit('a1', '500');
    await projected();
    const head = await eventStore.head();
    while ((await before.checkpoint()) < head) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await before.get('a1'))?.doc?.cents).toBe(1n + 6n + 11n + 16n + 500n);
  });

  it('does not swap when the same version gives other documents, unless told to', async () => {
    const { eventStore, readStore, sum } = await projectedBank();
    const refused = await rebuild({ eventStore, readStore, projection: doubling });
    expect(refused).toMatchObject({ swapped: false, sameVersion: true, compared: 5, differences: 5 });
    expect(refused.examples[0]).toEqual({
      id: 'a0',
      live: { cents: 30n, movements: 4 },
      rebuilt: { cents: 300n, movements: 4 },
    });
    expect(await sum('a0')).toBe(30n);
    // What was refused is gone: mended code of the same version begins anew and agrees.
    expect(await rebuild({ eventStore, readStore, projection: balances })).toMatchObject({
      swapped: true,
      differences: 0,
    });
    const accepted = await rebuild({ eventStore, readStore, projection: doubling, acceptDifferences: true });
    expect(accepted).toMatchObject({ swapped: true, differences: 5 });
    expect(await sum('a0')).toBe(300n);
  });

  it('reports a document that only the live generation has', async () => {
    const { eventStore, readStore } = await projectedBank();
    const live = await readStore.live<BalanceDoc>(balances);
    const ghost = { id: 'ghost', position: position(3n), doc: { cents: 1n, movements: 1 } };
    await live.commit({ documents: [ghost] });
    expect(await rebuild({ eventStore, readStore, projection: balances })).toMatchObject({
      swapped: false,
      compared: 6,
      differences: 1,
      examples: [{ id: 'ghost', live: ghost.doc, rebuilt: null }],
    });
  });

  it('reports a document that holds another last event, though it says the same', async () => {
    const { eventStore, readStore } = await projectedBank();
    const live = await readStore.live<BalanceDoc>(balances);
    const stored = (await live.get('a0'))!;
    await live.commit({ documents: [{ ...stored, position: position(stored.position + 1n) }] });
    expect(await rebuild({ eventStore, readStore, projection: balances })).toMatchObject({
      swapped: false,
      differences: 1,
      examples: [{ id: 'a0', live: stored.doc, rebuilt: stored.doc }],
    });
  });

  it('takes no document for a difference that only one of the two has brought further', async () => {
    const { eventStore, readStore, runner, deposit } = await projectedBank();
    await runner.stop();
    await deposit('a0', '7'); // only the new one takes it
    const live = await readStore.live<BalanceDoc>(balances);
    const further = { id: 'a1', position: position((await eventStore.head()) + 1n), doc: { cents: 0n, movements: 9 } };
    await live.commit({ documents: [further, { ...further, id: 'a9' }] });
    expect(await rebuild({ eventStore, readStore, projection: balances })).toMatchObject({
      swapped: true,
      compared: 3,
      differences: 0,
    });
  });

  it('swaps to what another version makes of the events, and reports the differences', async () => {
    const { eventStore, readStore, sum } = await projectedBank();
    const result = await rebuild({ eventStore, readStore, projection: { ...doubling, version: 2 } });
    expect(result).toMatchObject({ swapped: true, sameVersion: false, differences: 5 });
    expect(await sum('a0')).toBe(300n);
  });

  it('that was stopped goes on where it was', async () => {
    const { eventStore, readStore } = await projectedBank();
    const stopping = new AbortController();
    const stopped = rebuild({ eventStore, readStore, projection: doubling, signal: AbortSignal.abort() });
    await expect(stopped).rejects.toThrow('the next one goes on from here');
    const result = await rebuild({ eventStore, readStore, projection: balances, signal: stopping.signal });
    expect(result).toMatchObject({ generation: 2, swapped: true });
  });

  it('begins anew where another version of the code left one unfinished', async () => {
    const { eventStore, readStore, sum } = await projectedBank();
    const newer = { ...doubling, version: 2 };
    const { number } = await readStore.createGeneration(newer);
    const left = await readStore.generation(newer, number);
    await left.commit({ checkpoint: await eventStore.head() }); // as if it had brought all of its own documents in
    expect(await rebuild({ eventStore, readStore, projection: balances })).toMatchObject({ generation: 3, events: 25 });
    expect(await sum('a0')).toBe(30n);
    expect((await readStore.generations(balances.name)).map((each) => each.number)).toEqual([1, 3]);
  });

  it('swaps in what has taken the events that came while documents were compared', async () => {
    const { eventStore, readStore, runner, deposit, sum } = await projectedBank();
    await runner.stop(); // nobody else brings either of them up
    const live = readStore.live.bind(readStore);
    jest.spyOn(readStore, 'live').mockImplementation(async (model) => {
      const generation = await live(model);
      const scan = generation.scan.bind(generation);
      generation.scan = async function* () {
        await deposit('a0', '1000');
        yield* scan();
      };
      return generation;
    });
    expect(await rebuild({ eventStore, readStore, projection: balances })).toMatchObject({ swapped: true, events: 26 });
    expect(await sum('a0')).toBe(1030n);
  });

  it('catches up once more when the live generation moves on just before the swap', async () => {
    const { eventStore, readStore, deposit, projected, sum } = await projectedBank();
    const swap = readStore.swap.bind(readStore);
    const swapping = jest.spyOn(readStore, 'swap').mockImplementationOnce(async (...args) => {
      await deposit('a3', '7');
      await projected();
      return swap(...args);
    });
    const newer = { ...doubling, version: 2 }; // which the runner does not bring up
    expect(await rebuild({ eventStore, readStore, projection: newer })).toMatchObject({ swapped: true, events: 26 });
    expect(swapping).toHaveBeenCalledTimes(2);
    expect(await sum('a3')).toBe(10n * (3n + 8n + 13n + 18n + 7n));
  });

  it('misses no command that arrives meanwhile', async () => {
    const { eventStore, readStore, deposit, projected, sum } = await projectedBank();
    const arriving = Promise.all(Array.from({ length: 50 }, () => deposit('a2', '1')));
    await rebuild({ eventStore, readStore, projection: balances });
    await arriving;
    await projected();
    expect(await sum('a2')).toBe(2n + 7n + 12n + 17n + 50n);
  });
});
