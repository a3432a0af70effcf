import { describe, expect, it, jest } from '@jest/globals';
import { textAt, type Projection } from '#kernel';
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
import { untilProjected } from '../waiting.js';
import { listParked, retryParked } from './parked.js';
import { ProjectionRunner } from './runner.js';

const PATIENCE_MS = 20_000;

/** A bank in which deposits of 13 cannot be digested, or their keys not be told, until that is mended. */
async function bank(trouble: 'keys' | 'project') {
  const folder = await temporaryFolder();
  const eventStore = await openEventStore(folder);
  const readStore = await openReadStore(folder);
  const digestKey = new Uint8Array(32);
  const pipeline = new CommandPipeline({ eventStore, clock: new TestClock(), digestKey, rules: noRules });
  const broken = { keys: trouble === 'keys', project: trouble === 'project' };
  const check = (part: 'keys' | 'project', { data }: Parameters<Projection['keys']>[0]): void => {
    if (broken[part] && 'cents' in data && textAt(data, 'cents') === '13') throw new Error(`chokes on ${part}`);
  };
  const projection: Projection<BalanceDoc> = {
    ...balances,
    keys: (event) => {
      check('keys', event);
      return [...balances.keys(event), ...balances.keys(event)]; // as where a buyer is his own supplier
    },
    project: (doc, event, key) => {
      check('project', event);
      return balances.project(doc, event, key);
    },
  };
  const runner = new ProjectionRunner({ eventStore, readStore, projections: [projection], log: new TestLog() });
  await runner.start();
  afterThisTest(() => runner.stop());
  const deposit = async (name: string, ...amounts: readonly string[]): Promise<void> => {
    await pipeline.run(account, name, { type: 'open', account: name }, fromOutside());
    for (const cents of amounts)
      await pipeline.run(account, name, { type: 'deposit', account: name, cents }, fromOutside());
    await untilProjected(readStore, balances, await eventStore.head(), PATIENCE_MS);
  };
  const live = await readStore.live<BalanceDoc>(balances);
  const centsOf = async (...keys: readonly string[]) => (await live.getMany(keys)).map((stored) => stored?.doc?.cents);
  const mend = (): void => void Object.assign(broken, { keys: false, project: false });
  const retry = () => retryParked(eventStore, projection, live);
  return { eventStore, live, deposit, centsOf, mend, retry };
}

describe('a retry of parked keys', () => {
  it('takes up each key’s own events, in one pass over all of them', async () => {
    const { eventStore, live, deposit, centsOf, mend, retry } = await bank('project');
    await deposit('a', '1', '13', '3');
    await deposit('b', '7', '13');
    await deposit('c', '2');
    await deposit('a', '13', '5');
    expect(await listParked(live)).toMatchObject([
      { key: 'a', events: 4 },
      { key: 'b', events: 1 },
    ]);
    mend();
    const reading = jest.spyOn(eventStore, 'readAll');
    expect(await retry()).toEqual([{ key: 'a' }, { key: 'b' }]);
    expect(reading.mock.calls.filter(([options]) => options?.direction !== 'backward')).toHaveLength(1);
    expect(await centsOf('a', 'b', 'c')).toEqual([1n + 13n + 3n + 13n + 5n, 7n + 13n, 2n]);
    expect(await listParked(live)).toEqual([]);
  });

  it('leaves to the next one what a runner parks meanwhile', async () => {
    const { live, deposit, centsOf, mend, retry } = await bank('project');
    await deposit('a', '13', '3');
    mend();
    const commit = live.commit.bind(live);
    jest.spyOn(live, 'commit').mockImplementationOnce(async (commits) => {
      await deposit('a', '4');
      return commit(commits);
    });
    expect(await retry()).toEqual([{ key: 'a' }]);
    expect(await centsOf('a')).toEqual([16n]);
    expect(await listParked(live)).toMatchObject([{ key: 'a', events: 3 }]);
    expect(await retry()).toEqual([{ key: 'a' }]);
    expect(await centsOf('a')).toEqual([20n]);
    expect(await listParked(live)).toEqual([]);
  });

  it('writes nothing where other events than those that wait are the key’s now', async () => {
    const { live, deposit, centsOf, mend, retry } = await bank('keys');
    await deposit('a', '1', '13', '2');
    mend();
    expect(await retry()).toEqual([
      { key: 'stream account-a', error: '1 events wait, and 0 are told to be its own now: rebuild the read model' },
    ]);
    expect(await centsOf('a', 'stream account-a')).toEqual([3n, undefined]);
    expect(await listParked(live)).toHaveLength(1);
  });
});
