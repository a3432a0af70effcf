import { describe, expect, it } from '@jest/globals';
import {
  catalogue,
  event,
  happened,
  isForgotten,
  nothing,
  personal,
  record,
  refuse,
  text,
  type Decider,
  type EventOf,
  type Personal,
} from '#kernel';
import { findChainBreak } from '#audit';
import { StoreUnavailable, UnknownOutcome, type EventStore } from '#event-store';
import { FileKeyStore } from '#key-store';
import { PersonalData } from '#personal-data';
import {
  account,
  commandId,
  fromOutside,
  noRules,
  TestClock,
  type Account,
  type BankCommand,
  type BankEvent,
} from '../../../test/support/bank.js';
import { allOf, openEventStore, temporaryFolder, WatchedStore } from '../../../test/support/event-store.js';
import { CommandIdReused, InvalidEvent, OutcomeUnknown, RevisionMismatch, UnknownEventType } from './errors.js';
import { CommandPipeline } from './pipeline.js';

const open = (name: string) => ({ type: 'open', account: name }) as const;
const deposit = (name: string, cents: string) => ({ type: 'deposit', account: name, cents }) as const;
const digestKey = new Uint8Array(32).fill(7);

const pipelineOn = (eventStore: EventStore, clock = new TestClock(), cacheBytes?: number) =>
  new CommandPipeline({
    eventStore,
    clock,
    digestKey,
    rules: noRules,
    ...(cacheBytes !== undefined && { cacheBytes }),
  });

async function bank() {
  const store = new WatchedStore(await openEventStore(await temporaryFolder()));
  const clock = new TestClock();
  return { store, clock, pipeline: pipelineOn(store, clock) };
}

describe('a command', () => {
  it('is recorded with who, when, why and under which rules, linked into a chain', async () => {
    const { store, clock, pipeline } = await bank();
    const envelope = fromOutside(commandId('first'));
    const opened = await pipeline.run(account, 'a', open('a'), envelope);
    clock.advance(5);
    const deposited = await pipeline.run(account, 'a', deposit('a', '100'), fromOutside());
    const [first, second] = await allOf(store, 'account-a');
    expect(opened).toEqual({
      kind: 'accepted',
      stream: 'account-a',
      revision: 0,
      position: first?.position,
      repeated: false,
    });
    expect(deposited).toMatchObject({ kind: 'accepted', revision: 1, position: second?.position });
    expect(first?.metadata).toEqual({
      actor: envelope.actor,
      causationId: null,
      commandDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      commandId: envelope.commandId,
      correlationId: envelope.correlationId,
      occurredAt: null,
      previousHash: null,
      recordedAt: '2026-01-01T00:00:00.000Z',
      ruleSet: 'none/1',
    });
    expect(findChainBreak(await allOf(store, 'account-a'))).toBeUndefined();
  });

  it('gets the first answer again when it is repeated, whatever happened since', async () => {
    const { store, pipeline } = await bank();
    const first = await pipeline.run(account, 'a', open('a'), fromOutside(commandId('open')));
    await pipeline.run(account, 'a', deposit('a', '1'), fromOutside());
    const again = await pipeline.run(account, 'a', open('a'), fromOutside(commandId('open')));
    const elsewhere = await pipelineOn(store).run(account, 'a', open('a'), fromOutside(commandId('open')));
    expect(again).toEqual({ ...first, repeated: true });
    expect(elsewhere).toEqual(again);
    expect(await allOf(store, 'account-a')).toHaveLength(2);
  });

  it('that wrote several events answers with the last of them, also when it is repeated', async () => {
    const { store, pipeline } = await bank();
    const generous: typeof account = {
      ...account,
      decide: () =>
        happened<BankEvent>(
          { type: 'account.opened.v1', data: { account: 'a' } },
          { type: 'account.deposited.v1', data: { account: 'a', cents: '5' } },
        ),
    };
    const envelope = fromOutside();
    const first = await pipeline.run(generous, 'a', open('a'), envelope);
    const last = (await allOf(store, 'account-a')).at(-1);
    expect(first).toMatchObject({ kind: 'accepted', revision: 1, position: last?.position });
    for (const asked of [pipeline, pipelineOn(store)])
      expect(await asked.run(generous, 'a', open('a'), envelope)).toEqual({ ...first, repeated: true });
  });

  it('is judged by the rules that its instance is pinned to, and by the current ones where there are none', async () => {
    const { store } = await bank();
    const rules = { current: 'new', version: (name: string) => name };
    const pipeline = new CommandPipeline({ eventStore: store, clock: new TestClock(), digestKey, rules });
    const judged: unknown[] = [];
    const pinned: typeof account = {
      ...account,
      pinnedRules: (state) => (state.open ? 'old' : undefined),
      decide: (state, command, context) => {
        judged.push(context.rules);
        return account.decide(state, command, context);
      },
    };
    await pipeline.run(pinned, 'a', open('a'), fromOutside());
    await pipeline.run(pinned, 'a', deposit('a', '1'), fromOutside());
    expect(judged).toEqual(['new', 'old']);
    expect((await allOf(store, 'account-a')).map(({ metadata }) => metadata['ruleSet'])).toEqual(['new', 'old']);
  });

  it('is judged by the rules that its facts name, before its own stream has any', async () => {
    const { store } = await bank();
    const rules = { current: 'new', version: (name: string) => name };
    const pipeline = new CommandPipeline({ eventStore: store, clock: new TestClock(), digestKey, rules });
    const ofAnOrder: Decider<Account, BankCommand, BankEvent, string, { readonly ruleSet: string }> = {
      ...account,
      decide: (state, command, context) => account.decide(state, command, { ...context, facts: undefined }),
      pinnedRules: (_, order) => order.ruleSet,
    };
    await pipeline.run(ofAnOrder, 'a', open('a'), fromOutside(), () => Promise.resolve({ ruleSet: 'old' }));
    expect((await allOf(store, 'account-a')).map(({ metadata }) => metadata['ruleSet'])).toEqual(['old']);
  });

  it('has a salt of its own, the same wherever it is decided, that nobody can make without the key', async () => {
    const salts: string[] = [];
    const salting: typeof account = {
      ...account,
      decide: (state, command, context) => {
        salts.push(context.salt);
        return account.decide(state, command, context);
      },
    };
    const run = async (name: string, key: Uint8Array) => {
      const { store, clock } = await bank();
      const pipeline = new CommandPipeline({ eventStore: store, clock, digestKey: key, rules: noRules });
      await pipeline.run(salting, 'a', open('a'), fromOutside(commandId(name)));
    };
    await run('one', digestKey);
    await run('one', digestKey);
    await run('two', digestKey);
    await run('one', new Uint8Array(32).fill(8));
    const [first, again, another, elsewhere] = salts;
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(again).toBe(first);
    expect(new Set([first, another, elsewhere]).size).toBe(3);
  });

  it('has a digest that nobody can make without the key', async () => {
    const digests = [digestKey, new Uint8Array(32).fill(8)].map(async (key) => {
      const { store, clock } = await bank();
      const pipeline = new CommandPipeline({ eventStore: store, clock, digestKey: key, rules: noRules });
      await pipeline.run(account, 'a', open('a'), fromOutside(commandId('same')));
      return (await allOf(store, 'account-a'))[0]?.metadata['commandDigest'];
    });
    const [one, other] = await Promise.all(digests);
    expect(one).not.toEqual(other);
  });

  it('is refused when its id was used for another content, before anything else is looked at', async () => {
    const { pipeline } = await bank();
    await pipeline.run(account, 'a', open('a'), fromOutside(commandId('x')));
    const other = pipeline.run(account, 'a', deposit('a', '5'), fromOutside(commandId('x'), { ifMatch: 99 }));
    await expect(other).rejects.toBeInstanceOf(CommandIdReused);
  });

  it('is checked for a repeat before ifMatch, and for ifMatch before the rules', async () => {
    const { pipeline } = await bank();
    await pipeline.run(account, 'a', open('a'), fromOutside(commandId('x'), { ifMatch: -1 }));
    const repeated = await pipeline.run(account, 'a', open('a'), fromOutside(commandId('x'), { ifMatch: -1 }));
    expect(repeated).toMatchObject({ kind: 'accepted', repeated: true });
    const order = { type: 'order-transfer', from: 'a', to: 'b', cents: '5' } as const;
    await expect(pipeline.run(account, 'a', order, fromOutside(undefined, { ifMatch: 7 }))).rejects.toEqual(
      new RevisionMismatch('account-a', 7, 0),
    );
    const refused = await pipeline.run(account, 'a', order, fromOutside(undefined, { ifMatch: 0 }));
    expect(refused).toEqual({ kind: 'refused', code: 'not-enough-money', facts: { cents: '0' } });
  });

  it('that was refused is not remembered, and is decided anew', async () => {
    const { pipeline } = await bank();
    const envelope = fromOutside(commandId('early'));
    expect(await pipeline.run(account, 'a', deposit('a', '5'), envelope)).toMatchObject({ code: 'account-not-open' });
    await pipeline.run(account, 'a', open('a'), fromOutside());
    expect(await pipeline.run(account, 'a', deposit('a', '5'), envelope)).toMatchObject({ kind: 'accepted' });
  });

  it('that asks for what is already so writes nothing', async () => {
    const { store, pipeline } = await bank();
    await pipeline.run(account, 'a', open('a'), fromOutside());
    expect(await pipeline.run(account, 'a', open('a'), fromOutside())).toMatchObject({
      kind: 'unchanged',
      revision: 0,
    });
    expect(await allOf(store, 'account-a')).toHaveLength(1);
  });

  it('never stands before its predecessor in time, whatever the clock does', async () => {
    const { store, clock, pipeline } = await bank();
    await pipeline.run(account, 'a', open('a'), fromOutside());
    clock.advance(-60_000);
    await pipeline.run(account, 'a', deposit('a', '1'), fromOutside());
    const times = (await allOf(store, 'account-a')).map(({ metadata }) => metadata['recordedAt']);
    expect(times).toEqual(['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z']);
  });
});

describe('several instances', () => {
  it('get the same command with clocks 1 ms apart: one event, the same answer, and the next event links on', async () => {
    for (let round = 0; round < 20; round++) {
      const folder = await temporaryFolder();
      const stores = [await openEventStore(folder), await openEventStore(folder)];
      const pipelines = stores.map((store, index) =>
        pipelineOn(store, new TestClock(`2026-01-01T00:00:00.00${index}Z`)),
      );
      const envelope = fromOutside(commandId('same'));
      const answers = await Promise.all(pipelines.map((pipeline) => pipeline.run(account, 'a', open('a'), envelope)));
      const [one, two] = answers.map((answer) => ({ ...answer, repeated: undefined }));
      expect(one).toEqual(two);
      await pipelines[round % 2]?.run(account, 'a', deposit('a', '1'), fromOutside());
      const events = await allOf(stores[0]!, 'account-a');
      expect(events.map(({ type }) => type)).toEqual(['account.opened.v1', 'account.deposited.v1']);
      expect(findChainBreak(events)).toBeUndefined();
    }
  });

  it('lose no money between them when both write one stream', async () => {
    const folder = await temporaryFolder();
    const [one, two] = [pipelineOn(await openEventStore(folder)), pipelineOn(await openEventStore(folder))];
    await one.run(account, 'a', open('a'), fromOutside());
    const half = (pipeline: typeof one) =>
      Array.from({ length: 50 }, () => pipeline.run(account, 'a', deposit('a', '1'), fromOutside()));
    await Promise.all([...half(one), ...half(two)]);
    const { state } = await pipelineOn(await openEventStore(folder)).load(account, 'a');
    expect(state.cents).toBe(100n);
  });

  it('do not answer out of a state that the other has changed', async () => {
    const folder = await temporaryFolder();
    const [mine, theirs] = [pipelineOn(await openEventStore(folder)), pipelineOn(await openEventStore(folder))];
    await mine.run(account, 'a', open('a'), fromOutside());
    await theirs.run(account, 'a', deposit('a', '10'), fromOutside());
    const order = { type: 'order-transfer', from: 'a', to: 'b', cents: '10' } as const;
    expect(await mine.run(account, 'a', order, fromOutside())).toMatchObject({ kind: 'accepted', revision: 2 });
  });
});

describe('the state cache', () => {
  it('keeps a hot stream from being read again', async () => {
    const { store, pipeline } = await bank();
    await pipeline.run(account, 'a', open('a'), fromOutside());
    const before = store.reads.length;
    for (let i = 0; i < 50; i++) await pipeline.run(account, 'a', deposit('a', '1'), fromOutside());
    expect(store.reads).toHaveLength(before);
  });

  it('reads nothing before the first attempt at an instance that the command itself creates', async () => {
    const { store, pipeline } = await bank();
    await pipeline.run(account, 'a', open('a'), fromOutside(undefined, { creates: true }));
    expect(store.reads).toEqual([]);
  });

  it('is bounded in bytes: what falls out is read again and is right', async () => {
    const store = new WatchedStore(await openEventStore(await temporaryFolder()));
    const pipeline = pipelineOn(store, new TestClock(), 4_000);
    for (let i = 0; i < 20; i++) await pipeline.run(account, `n${i}`, open(`n${i}`), fromOutside());
    const before = store.reads.length;
    await pipeline.run(account, 'n0', deposit('n0', '7'), fromOutside());
    expect(store.reads.slice(before)).toEqual(['account-n0']);
    expect((await pipeline.load(account, 'n0')).state).toEqual({ open: true, cents: 7n });
  });

  it('does not let a reader of the state disturb a command that is under way', async () => {
    const { store, pipeline } = await bank();
    await pipeline.run(account, 'a', open('a'), fromOutside());
    store.afterAppend = async () => {
      await pipeline.load(account, 'a');
    };
    await pipeline.run(account, 'a', deposit('a', '1'), fromOutside());
    store.afterAppend = () => undefined;
    await pipeline.run(account, 'a', deposit('a', '1'), fromOutside());
    expect((await pipeline.load(account, 'a')).state.cents).toBe(2n);
    expect(findChainBreak(await allOf(store, 'account-a'))).toBeUndefined();
  });
});

describe('an unknown outcome', () => {
  const lostOnce = (store: WatchedStore): void => {
    store.afterAppend = () => {
      store.afterAppend = () => undefined;
      throw new UnknownOutcome('the answer was lost');
    };
  };

  it('is resolved by repeating the very same append', async () => {
    const { store, pipeline } = await bank();
    lostOnce(store);
    expect(await pipeline.run(account, 'a', open('a'), fromOutside())).toMatchObject({ kind: 'accepted', revision: 0 });
    expect(store.appends).toHaveLength(2);
    expect(store.appends[1]).toEqual(store.appends[0]);
    expect(await allOf(store, 'account-a')).toHaveLength(1);
  });

  it('that stays unknown is said so; the same command later finds what it wrote', async () => {
    const { store, pipeline } = await bank();
    store.afterAppend = () => {
      throw new UnknownOutcome('the answer was lost');
    };
    const envelope = fromOutside();
    await expect(pipeline.run(account, 'a', open('a'), envelope)).rejects.toBeInstanceOf(OutcomeUnknown);
    store.afterAppend = () => undefined;
    expect(await pipeline.run(account, 'a', open('a'), envelope)).toMatchObject({ kind: 'accepted', repeated: true });
    expect(await allOf(store, 'account-a')).toHaveLength(1);
  });

  it('drops what was known of the stream, which is read again before anything is decided on it', async () => {
    const { store, pipeline } = await bank();
    await pipeline.run(account, 'a', open('a'), fromOutside());
    store.afterAppend = () => {
      throw new UnknownOutcome('the answer was lost');
    };
    await expect(pipeline.run(account, 'a', deposit('a', '1'), fromOutside())).rejects.toBeInstanceOf(OutcomeUnknown);
    store.afterAppend = () => undefined;
    const before = store.appends.length;
    await pipeline.run(account, 'a', deposit('a', '2'), fromOutside());
    expect(store.appends.slice(before)).toMatchObject([{ expected: 1 }]);
    expect((await pipeline.load(account, 'a')).state.cents).toBe(3n);
  });

  it('stays unknown when the store cannot be reached afterwards: it may have been written', async () => {
    const { store, pipeline } = await bank();
    let appends = 0;
    store.afterAppend = () => {
      appends += 1;
      throw appends === 1 ? new UnknownOutcome('the answer was lost') : new StoreUnavailable('gone');
    };
    await expect(pipeline.run(account, 'a', open('a'), fromOutside())).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(await allOf(store, 'account-a')).toHaveLength(1);
  });
});

describe('a refusal of a saga’s command', () => {
  it('is written into the target stream, so that the id answers the same for ever', async () => {
    const { store, pipeline } = await bank();
    const envelope = fromOutside(commandId('saga'), { recordRefusal: true });
    const refused = await pipeline.run(account, 'a', deposit('a', '5'), envelope);
    await pipeline.run(account, 'a', open('a'), fromOutside());
    expect(refused).toEqual({ kind: 'refused', code: 'account-not-open', facts: {} });
    expect(await pipeline.run(account, 'a', deposit('a', '5'), envelope)).toEqual(refused);
    expect(await pipelineOn(store).run(account, 'a', deposit('a', '5'), envelope)).toEqual(refused);
    const types = (await allOf(store, 'account-a')).map(({ type }) => type);
    expect(types).toEqual(['command-refused.v1', 'account.opened.v1']);
  });

  it('that only says "not yet" is not written', async () => {
    const { store, clock, pipeline } = await bank();
    const close = { type: 'close-after', account: 'a', at: '2026-01-01T00:00:01.000Z' } as const;
    const envelope = fromOutside(commandId('saga'), { recordRefusal: true });
    expect(await pipeline.run(account, 'a', close, envelope)).toMatchObject({ code: 'closing-too-early' });
    expect(await allOf(store, 'account-a')).toEqual([]);
    clock.advance(1_000);
    expect(await pipeline.run(account, 'a', close, envelope)).toMatchObject({ kind: 'unchanged' });
  });
});

describe('what is not in the catalogue', () => {
  it('is not decided upon: an event of a type that this version does not know', async () => {
    const { store, pipeline } = await bank();
    await pipeline.run(account, 'a', open('a'), fromOutside());
    const older = { ...account, events: catalogue({}) };
    await expect(pipelineOn(store).run(older, 'a', deposit('a', '1'), fromOutside())).rejects.toBeInstanceOf(
      UnknownEventType,
    );
  });

  it('is not written: data of another shape', async () => {
    const { store, pipeline } = await bank();
    const careless = {
      ...account,
      decide: () => happened({ type: 'account.opened.v1', data: { account: 5 as unknown as string } } as const),
    };
    await expect(pipeline.run(careless, 'a', open('a'), fromOutside())).rejects.toBeInstanceOf(InvalidEvent);
    expect(store.appends).toEqual([]);
  });
});

describe('what is personal', () => {
  const events = catalogue({
    'account.named.v1': event(
      'An account has a holder.',
      record({ account: text(), holder: personal(text(), 'account') }),
    ),
  });
  type Named = EventOf<typeof events>;
  interface Holder {
    readonly holder: Personal<string> | null;
  }
  const named: Decider<Holder, { type: 'name'; account: string; holder: string }, Named, unknown> = {
    category: 'holder',
    events,
    initialState: { holder: null },
    decide: ({ holder }, command) => {
      if (holder === command.holder) return nothing();
      if (isForgotten(holder)) return refuse('holder-forgotten');
      return happened({ type: 'account.named.v1', data: { account: command.account, holder: command.holder } });
    },
    evolve: (_, { data }) => ({ holder: data.holder }),
  };
  const name = (holder: string) => ({ type: 'name', account: 'a', holder }) as const;
  const withKeys = (eventStore: EventStore, personalData: PersonalData, cacheBytes?: number) =>
    new CommandPipeline({
      eventStore,
      clock: new TestClock(),
      digestKey,
      rules: noRules,
      personalData,
      ...(cacheBytes !== undefined && { cacheBytes }),
    });

  it('is sealed in the store, within the chain, and in the clear for a decision, also in another process', async () => {
    const { store } = await bank();
    const keys = await FileKeyStore.open(await temporaryFolder());
    const pipelines = [withKeys(store, new PersonalData(keys)), withKeys(store, new PersonalData(keys))];
    await pipelines[0]!.run(named, 'a', name('Ann'), fromOutside());
    for (const pipeline of pipelines)
      expect(await pipeline.run(named, 'a', name('Ann'), fromOutside())).toMatchObject({ kind: 'unchanged' });
    const stored = await allOf(store, 'holder-a');
    expect(stored.map(({ data }) => data)).toEqual([
      { account: 'a', holder: { sealed: expect.any(String), subject: 'a', key: expect.any(String) } },
    ]);
    expect(findChainBreak(stored)).toBeUndefined();
  });

  it('is not there any more for a decision once it is forgotten, and the chain holds', async () => {
    const { store } = await bank();
    const personalData = new PersonalData(await FileKeyStore.open(await temporaryFolder()));
    const pipeline = withKeys(store, personalData, 1); // keeps nothing
    await pipeline.run(named, 'a', name('Ann'), fromOutside());
    await personalData.forget('a');
    expect(await pipeline.run(named, 'a', name('Ann'), fromOutside())).toMatchObject({ code: 'holder-forgotten' });
    expect(findChainBreak(await allOf(store, 'holder-a'))).toBeUndefined();
  });

  it('is not written in the clear by whoever has no keys, nor decided upon', async () => {
    const { store, pipeline } = await bank();
    await expect(pipeline.run(named, 'a', name('Ann'), fromOutside())).rejects.toThrow('no keys to seal');
    expect(store.appends).toEqual([]);
    const keys = await FileKeyStore.open(await temporaryFolder());
    await withKeys(store, new PersonalData(keys)).run(named, 'a', name('Ann'), fromOutside());
    await expect(pipelineOn(store).run(named, 'a', name('Ann'), fromOutside())).rejects.toThrow('no keys to open');
  });
});
