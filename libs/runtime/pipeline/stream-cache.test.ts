import { describe, expect, it } from '@jest/globals';
import { PersistentMap } from '#kernel';
import { account, fromOutside, noRules, TestClock } from '../../../test/support/bank.js';
import { openEventStore, temporaryFolder, WatchedStore } from '../../../test/support/event-store.js';
import { CommandPipeline } from './pipeline.js';
import { grown, NO_STATE } from './state-size.js';

describe('the state cache', () => {
  it('keeps a stream whose events are many times what it remembers of them', async () => {
    const store = new WatchedStore(await openEventStore(await temporaryFolder()));
    const pipeline = new CommandPipeline({
      ...{ eventStore: store, clock: new TestClock(), rules: noRules },
      ...{ digestKey: new Uint8Array(32), cacheBytes: 1024 * 1024 },
    });
    const name = 'a'.repeat(50_000);
    await pipeline.run(account, 'a', { type: 'open', account: name }, fromOutside());
    const before = store.reads.length;
    for (let i = 0; i < 30; i++)
      await pipeline.run(account, 'a', { type: 'deposit', account: name, cents: '1' }, fromOutside());
    expect(store.reads).toHaveLength(before);
  });

  it('makes room for others when what it knows of one stream has grown', async () => {
    const store = new WatchedStore(await openEventStore(await temporaryFolder()));
    const pipeline = new CommandPipeline({
      ...{ eventStore: store, clock: new TestClock(), rules: noRules },
      ...{ digestKey: new Uint8Array(32), cacheBytes: 20_000 },
    });
    const deposit = (id: string): Promise<unknown> =>
      pipeline.run(account, id, { type: 'deposit', account: id, cents: '1' }, fromOutside());
    const others = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const id of [...others, 'z']) await pipeline.run(account, id, { type: 'open', account: id }, fromOutside());
    const before = store.reads.length;
    for (const id of ['z', ...others]) await deposit(id);
    expect(store.reads).toHaveLength(before); // there was room for all
    for (let i = 0; i < 30; i++) await deposit('z');
    expect(store.reads).toHaveLength(before);
    for (const id of others) await deposit(id);
    expect(store.reads.length).toBeGreaterThan(before);
  });

  it('reads a stream once for all who want it at the same time', async () => {
    const store = new WatchedStore(await openEventStore(await temporaryFolder()));
    const digestKey = new Uint8Array(32);
    const pipeline = new CommandPipeline({ eventStore: store, clock: new TestClock(), rules: noRules, digestKey });
    await pipeline.run(account, 'a', { type: 'open', account: 'a' }, fromOutside());
    const before = store.reads.length;
    const loaded = await Promise.all(Array.from({ length: 50 }, () => pipeline.load(account, 'a')));
    expect(new Set(loaded.map(({ revision }) => revision))).toEqual(new Set([0]));
    expect(store.reads.length - before).toBe(2); // the first one's, and one that begins after all others asked
  });
});

describe('the size of a state', () => {
  const MUCH = 1024 * 1024;

  it('is what its events brought, until that is much', () => {
    expect(grown(grown(NO_STATE, 100, 'state'), 200, 'state')).toEqual({ measured: 0, since: 300 });
  });

  it('is measured then, and again when as much has come in', () => {
    const measured = grown(NO_STATE, MUCH, 'x'.repeat(100_000));
    expect(measured.since).toBe(0);
    expect(measured.measured).toBeGreaterThan(100_000);
    expect(measured.measured).toBeLessThan(MUCH);
    expect(grown(measured, 100_000, '')).toEqual({ ...measured, since: 100_000 });
    expect(grown(measured, MUCH, '').measured).toBeLessThan(100);
  });

  it('counts what stands in a persistent map', () => {
    let map = PersistentMap.empty<string, string>();
    for (let i = 0; i < 1_000; i++) map = map.with(`key-${i}`, 'x'.repeat(100));
    expect(grown(NO_STATE, MUCH, { map }).measured).toBeGreaterThan(100_000);
  });
});
