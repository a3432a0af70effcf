import { describe, expect, it } from '@jest/globals';
import type { Position, Projection } from '#kernel';
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
import type { Leadership } from '../leadership.js';
import { CommandPipeline } from '../pipeline/pipeline.js';
import { rebuild } from '../rebuild.js';
import { untilProjected } from '../waiting.js';
import { retryParked } from './parked.js';
import { ProjectionRunner } from './runner.js';

const PATIENCE_MS = 20_000;

/** Takes the opening for a movement, too. */
const newer: Projection<BalanceDoc> = {
  ...balances,
  version: 2,
  project: (doc, event, key) => {
    const next = balances.project(doc, event, key);
    return next && { ...next, movements: (doc?.movements ?? 0) + 1 };
  },
};
const others: Projection<BalanceDoc> = { ...balances, name: 'others' };

async function bank() {
  const folder = await temporaryFolder();
  const eventStore = await openEventStore(folder);
  const readStore = await openReadStore(folder);
  const digestKey = new Uint8Array(32);
  const pipeline = new CommandPipeline({ eventStore, clock: new TestClock(), digestKey, rules: noRules });
  const deposit = async (): Promise<Position> => {
    await pipeline.run(account, 'a', { type: 'open', account: 'a' }, fromOutside());
    await pipeline.run(account, 'a', { type: 'deposit', account: 'a', cents: '1' }, fromOutside());
    return eventStore.head();
  };
  const run = async (projections: readonly Projection[], lead?: Leadership) => {
    const log = new TestLog();
    const runner = new ProjectionRunner({ eventStore, readStore, projections, log, ...(lead && { lead }) });
    await runner.start();
    afterThisTest(() => runner.stop());
    return { runner, log };
  };
  const projected = async (projection: Projection) =>
    untilProjected(readStore, projection, await eventStore.head(), PATIENCE_MS);
  /** Until all of a runner's generations have digested every event but the last two. */
  const depositAndDigest = async (projection: Projection) => {
    for (let batch = 0; batch < 2; batch++) {
      await deposit();
      await projected(projection);
    }
  };
  const movements = async (number: number) =>
    (await (await readStore.generation<BalanceDoc>(balances, number)).get('a'))?.doc?.movements;
  return { eventStore, readStore, deposit, depositAndDigest, run, projected, movements };
}

describe('a runner of another version than what is live', () => {
  it('does not write into it and says so, and everything else goes on', async () => {
    const { depositAndDigest, readStore, run, movements } = await bank();
    await readStore.ensureLive(balances);
    const { runner, log } = await run([newer, others]);
    await depositAndDigest(others);
    expect(await movements(1)).toBeUndefined();
    expect(runner.problems).toMatchObject([
      {
        name: 'AnotherVersionIsLive',
        message: 'balances: live is version 1, this process has version 2; run `ta rebuild balances`',
      },
    ]);
    expect(log.lines.filter((line) => line.includes('ta rebuild balances'))).toHaveLength(1);
  });

  it('names the newer software as the remedy, where a newer version is live', async () => {
    const { depositAndDigest, readStore, run, movements } = await bank();
    await readStore.ensureLive(newer);
    const { runner } = await run([balances, others]);
    await depositAndDigest(others);
    expect(await movements(1)).toBeUndefined();
    expect(runner.problems.map(({ message }) => message)).toEqual([
      'balances: live is version 2, this process has version 1; start the newer software or run `ta rebuild balances`',
    ]);
  });

  it('stops when a rebuild puts the other version in its place, and goes on with its own that is retiring', async () => {
    const { deposit, depositAndDigest, eventStore, readStore, run, projected, movements } = await bank();
    const { runner } = await run([balances, others]);
    await deposit();
    await projected(balances);
    await rebuild({ eventStore, readStore, projection: newer });
    await depositAndDigest(others);
    await untilTrue(async () => (await movements(1)) === 3);
    expect(await movements(2)).toBe(2);
    expect(runner.problems).toMatchObject([{ name: 'AnotherVersionIsLive' }]);
  });

  it('goes on by itself when a rebuild brings its version in, though nothing happens', async () => {
    const { deposit, eventStore, readStore, run, projected, movements } = await bank();
    await readStore.ensureLive(balances);
    const { runner } = await run([newer, others]);
    await deposit();
    await projected(others);
    expect(runner.problems).toHaveLength(1);
    await rebuild({ eventStore, readStore, projection: newer });
    await untilTrue(() => runner.problems.length === 0);
    await deposit();
    await projected(newer);
    expect(await movements(2)).toBe(3);
  });

  it('goes on by itself also when there was nothing else to go on with', async () => {
    const { deposit, eventStore, readStore, run, projected } = await bank();
    await readStore.ensureLive(balances);
    const { runner } = await run([newer]);
    await untilTrue(() => runner.problems.length > 0);
    await rebuild({ eventStore, readStore, projection: newer });
    await deposit();
    expect(await projected(newer)).toMatchObject({ reached: true });
    await untilTrue(() => runner.problems.length === 0);
  });

  it('no longer speaks of it when another process leads', async () => {
    const { readStore, run } = await bank();
    await readStore.ensureLive(balances);
    const term = new AbortController();
    let over = false;
    const { runner } = await run([newer, others], async (_name, signal, work) => {
      await work(term.signal);
      over = true;
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    });
    await untilTrue(() => runner.problems.length === 1);
    term.abort();
    await untilTrue(() => over);
    expect(runner.problems).toEqual([]);
  });
});

describe('a retry of parked keys', () => {
  it('does not bring into a live generation what another version makes of the events', async () => {
    const { deposit, eventStore, readStore, run, projected, movements } = await bank();
    const project = (): never => {
      throw new Error('a defect');
    };
    await run([{ ...balances, project }]);
    await deposit();
    await projected(balances);
    const live = await readStore.live<BalanceDoc>(balances);
    expect(await retryParked(eventStore, newer, live)).toEqual([
      { key: 'a', error: 'balances: live is version 1, this process has version 2; run `ta rebuild balances`' },
    ]);
    expect(await movements(1)).toBeUndefined();
    expect(await retryParked(eventStore, balances, live)).toEqual([{ key: 'a' }]);
  });
});

describe('a runner beside generations of another version that are not live', () => {
  it('leaves the building one to the rebuild of that version', async () => {
    const { deposit, depositAndDigest, readStore, run, projected, movements } = await bank();
    const { runner } = await run([balances, others]);
    const head = await deposit();
    await projected(balances);
    const { number } = await readStore.createGeneration(newer);
    await (await readStore.generation(newer, number)).commit({ checkpoint: head }); // as far as a runner joins one
    await depositAndDigest(balances);
    expect(await movements(number)).toBeUndefined();
    expect(runner.problems).toEqual([]);
  });

  it('leaves the retiring one as it is', async () => {
    const { deposit, depositAndDigest, eventStore, readStore, run, projected, movements } = await bank();
    const older = await run([balances, others]);
    await deposit();
    await projected(balances);
    await older.runner.stop();
    await rebuild({ eventStore, readStore, projection: newer });
    await run([newer, others]);
    await depositAndDigest(newer);
    expect([await movements(1), await movements(2)]).toEqual([1, 4]);
  });
});

async function untilTrue(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (!(await condition()) && Date.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await condition()).toBe(true);
}
