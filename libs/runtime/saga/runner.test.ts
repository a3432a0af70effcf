import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import {
  position,
  remain,
  send,
  textAt,
  type Position,
  type Reaction,
  type RecordedEvent,
  type Saga,
  type SagaCommand,
} from '#kernel';
import { digestOf, findChainBreak } from '#audit';
import {
  MAX_APPEND_BYTES,
  StoreUnavailable,
  type EventStore,
  type SubscribeOptions,
  type SubscriptionBatch,
} from '#event-store';
import {
  account,
  balances,
  commandId,
  fromOutside,
  TestClock,
  TestLog,
  transfers,
  type BalanceDoc,
} from '../../../test/support/bank.js';
import { BankProcess } from '../../../test/support/bank-sagas.js';
import {
  afterThisTest,
  allOf,
  openEventStore,
  openReadStore,
  temporaryFolder,
  WatchedStore,
} from '../../../test/support/event-store.js';
import type { CommandEnvelope, CommandResult } from '../pipeline/envelope.js';
import { eventAt } from '../recorded.js';
import { untilSettled } from '../waiting.js';
import { deadlines, type DueDoc } from './deadlines.js';
import type { DispatchPort } from './dispatcher.js';
import { INPUTS_CHECKPOINT } from './reactor.js';
import { sagaWork, type SagaWorkDoc } from './work.js';

const PATIENCE_MS = 20_000;

async function bank(
  port?: (to: DispatchPort) => DispatchPort,
  folder?: string,
  sagas?: readonly Saga[],
  over = (store: EventStore): EventStore => store,
) {
  const place = folder ?? (await temporaryFolder());
  const eventStore = over(await openEventStore(place));
  const readStore = await openReadStore(place);
  const clock = new TestClock();
  const log = new TestLog();
  const process = new BankProcess(eventStore, readStore, clock, log, port, sagas);
  await process.start();
  afterThisTest(() => process.stop());
  const settled = async (result: CommandResult) => {
    if (result.kind === 'refused') throw new Error(result.code);
    return untilSettled({ eventStore, readStore }, result.position, PATIENCE_MS);
  };
  const transfer = (from: string, to: string, cents: string) =>
    process.pipeline.run(account, from, { type: 'order-transfer', from, to, cents }, fromOutside());
  const open = async (name: string, cents: string) => {
    await process.pipeline.run(account, name, { type: 'open', account: name }, fromOutside());
    await process.pipeline.run(account, name, { type: 'deposit', account: name, cents }, fromOutside());
  };
  const centsOf = async (name: string) => (await process.pipeline.load(account, name)).state.cents;
  return { place, eventStore, readStore, clock, log, process, settled, transfer, open, centsOf };
}

async function sagaStreams(store: EventStore): Promise<Map<string, string[]>> {
  const streams = new Map<string, string[]>();
  for await (const batch of store.readAll({ filter: { streamPrefixes: ['saga-'] } }))
    for (const { stream, type } of batch) streams.set(stream, [...(streams.get(stream) ?? []), type]);
  return streams;
}

describe('a saga', () => {
  it('records input, decision, reason and commands before it sends, and then what came back', async () => {
    const { eventStore, open, transfer, settled, centsOf } = await bank();
    await open('a', '100');
    await open('b', '0');
    const ordered = await transfer('a', 'b', '30');
    expect(await settled(ordered)).toMatchObject({ reached: true });
    expect([await centsOf('a'), await centsOf('b')]).toEqual([70n, 30n]);

    const [order] = (await allOf(eventStore, 'account-a')).slice(-1);
    const story = await allOf(eventStore, `saga-transfers-${order?.id ?? ''}`);
    expect(story.map(({ type }) => type)).toEqual(['saga.reacted.v1', 'saga.command-settled.v1', 'saga.reacted.v1']);
    const [credit] = (await allOf(eventStore, 'account-b')).slice(-1);
    expect(story[0]?.data).toEqual({
      saga: 'transfers',
      instance: order?.id,
      input: {
        kind: 'event',
        eventId: order?.id,
        type: 'account.transfer-ordered.v1',
        stream: 'account-a',
        revision: 2,
      },
      reason: '30 are on their way from a to b',
      state: { from: 'a', cents: '30' },
      commands: [
        { id: credit?.metadata['commandId'], type: 'deposit', target: 'b', payload: { account: 'b', cents: '30' } },
      ],
    });
    expect(story[1]?.data).toMatchObject({
      outcome: { kind: 'accepted', stream: 'account-b', revision: 2, position: String(credit?.position) },
    });
    expect(findChainBreak(story)).toBeUndefined();
    const correlations = [...story, credit].map((event) => event?.metadata['correlationId']);
    expect(new Set(correlations)).toEqual(new Set([order?.metadata['correlationId']]));
    expect(credit?.metadata).toMatchObject({
      causationId: story[0]?.id,
      actor: { id: 'saga-transfers', role: 'system' },
    });
  });

  it('reacts to a refusal, which is written into the stream that refused', async () => {
    const { eventStore, open, transfer, settled, centsOf } = await bank();
    await open('a', '100');
    await settled(await transfer('a', 'nobody', '30'));
    expect(await centsOf('a')).toBe(100n);
    expect((await allOf(eventStore, 'account-nobody')).map(({ type }) => type)).toEqual(['command-refused.v1']);
    expect((await allOf(eventStore, 'account-a')).at(-1)?.type).toBe('account.transfer-returned.v1');
  });

  it('is safe with two runners at once: each transfer is credited once', async () => {
    const first = await bank();
    await bank(undefined, first.place);
    await first.open('a', '1000');
    await first.open('b', '0');
    const ordered = await Promise.all(Array.from({ length: 40 }, () => first.transfer('a', 'b', '7')));
    for (const result of ordered) await first.settled(result);
    expect([await first.centsOf('a'), await first.centsOf('b')]).toEqual([720n, 280n]);
    const streams = await sagaStreams(first.eventStore);
    expect(streams.size).toBe(40);
    for (const types of streams.values())
      expect(types).toEqual(['saga.reacted.v1', 'saga.command-settled.v1', 'saga.reacted.v1']);
  });

  it('repeats nothing when its checkpoints are lost', async () => {
    const { place, open, transfer, settled, process, centsOf, eventStore } = await bank();
    await open('a', '100');
    await open('b', '0');
    await settled(await transfer('a', 'b', '30'));
    await process.stop();
    const head = await eventStore.head();
    const elsewhere = await openReadStore(await temporaryFolder()); // as if the read store had been thrown away
    const again = new BankProcess(await openEventStore(place), elsewhere, new TestClock(), new TestLog());
    await again.start();
    afterThisTest(() => again.stop());
    const caughtUp = async (): Promise<Position> => elsewhere.checkpoint('saga-commands');
    while ((await caughtUp()) < head) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await centsOf('b')).toBe(30n);
    expect(await eventStore.head()).toBe(head);
  });
});

describe('a command of a saga', () => {
  it('is not sent before it is known whether it has its outcome', async () => {
    const { place, open, transfer, settled, process, eventStore } = await bank();
    await open('a', '100');
    await settled(await transfer('a', 'nobody', '30'));
    await process.stop();
    const head = await eventStore.head();
    const elsewhere = await openReadStore(await temporaryFolder());
    const store = new OneByOne(await openEventStore(place));
    const sent: SagaCommand[] = [];
    const watched = (to: DispatchPort): DispatchPort => ({
      dispatch: (command, envelope) => {
        sent.push(command);
        return to.dispatch(command, envelope);
      },
    });
    const again = new BankProcess(store, elsewhere, new TestClock(), new TestLog(), watched);
    await again.start();
    afterThisTest(() => again.stop());
    await untilTrue(async () => (await elsewhere.checkpoint('saga-commands')) >= head);
    expect(sent).toEqual([]);
  });

  it('is not sent again while it is on its way', async () => {
    const sent: string[] = [];
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const slow = (to: DispatchPort): DispatchPort => ({
      dispatch: async (command, envelope) => {
        sent.push(`${command.type} ${command.target}`);
        if (command.target === 'nobody') await arrived;
        return to.dispatch(command, envelope);
      },
    });
    const { open, transfer, settled } = await bank(slow);
    await open('a', '100');
    await open('b', '0');
    const first = await transfer('a', 'nobody', '30');
    await untilTrue(() => Promise.resolve(sent.length > 0));
    await settled(await transfer('a', 'b', '1')); // of another instance: the open commands are gone through again
    await sleep(50); // until nothing else is new
    arrive();
    await settled(first);
    expect(sent).toEqual(['deposit nobody', 'deposit b', 'return-transfer a']);
  });

  it('is left to the version that has the saga', async () => {
    const sent: string[] = [];
    const watched = (to: DispatchPort): DispatchPort => ({
      dispatch: (command, envelope) => {
        sent.push(`${command.type} ${command.target}`);
        return to.dispatch(command, envelope);
      },
    });
    const { eventStore, open, transfer, settled } = await bank(watched);
    await open('a', '100');
    const ofLater = { saga: 'of-later', instance: 'x', input: { kind: 'event' }, reason: 'because', state: {} };
    const commands = [{ id: commandId('later'), type: 'deposit', target: 'a', payload: { account: 'a', cents: '1' } }];
    const reacted = { id: commandId('reacted'), type: 'saga.reacted.v1', data: { ...ofLater, commands } };
    const metadata = { correlationId: commandId('chain'), commandId: commandId('reacting') };
    await eventStore.append('saga-of-later-x', [{ ...reacted, metadata }], 'no-stream');
    await open('b', '0');
    await settled(await transfer('a', 'b', '1'));
    expect(sent).toEqual(['deposit b']);
  });

  it('waits for those of its instance that were ordered before', async () => {
    const twice: Saga = {
      ...transfers,
      react: (state, input) => {
        const reaction = transfers.react(state, input);
        return { ...reaction, commands: reaction.commands.flatMap((each) => [each, { ...each, target: 'c' }]) };
      },
    };
    const course: string[] = [];
    const slow = (to: DispatchPort): DispatchPort => ({
      dispatch: async (command, envelope) => {
        course.push(`${command.target} begins`);
        if (command.target === 'b') await sleep(50);
        const result = await to.dispatch(command, envelope);
        course.push(`${command.target} ends`);
        return result;
      },
    });
    const { open, transfer, settled } = await bank(slow, undefined, [twice]);
    for (const name of ['a', 'b', 'c']) await open(name, '100');
    await settled(await transfer('a', 'b', '30'));
    expect(course).toEqual(['b begins', 'b ends', 'c begins', 'c ends']);
  });
});

describe('a command that cannot be carried out yet', () => {
  it('is put off by a deadline, blocks nobody, and is sent again under the same id', async () => {
    const sent: CommandEnvelope[] = [];
    let failing = true;
    const flaky = (direct: DispatchPort): DispatchPort => ({
      dispatch: async (command, envelope) => {
        if (command.target === 'b') {
          sent.push(envelope);
          if (failing) throw new StoreUnavailable('nobody there');
        }
        return direct.dispatch(command, envelope);
      },
    });
    const { eventStore, open, transfer, settled, centsOf, clock } = await bank(flaky);
    for (const name of ['a', 'b', 'c']) await open(name, '100');
    const late = await transfer('a', 'b', '30');
    await untilTrue(async () => (await typesOf(eventStore, 'saga.command-postponed.v1')) === 1);
    await settled(await transfer('a', 'c', '5')); // another instance goes on meanwhile
    expect(await centsOf('c')).toBe(105n);
    failing = false;
    clock.advance(1_000);
    await settled(late);
    expect(await centsOf('b')).toBe(130n);
    expect(new Set(sent.map(({ commandId }) => commandId)).size).toBe(1);
    const story = await sagaStreams(eventStore);
    expect([...story.values()]).toContainEqual([
      'saga.reacted.v1',
      'saga.command-postponed.v1',
      'deadline.scheduled.v1',
      'deadline.passed.v1',
      'saga.command-settled.v1',
      'saga.reacted.v1',
    ]);
  });

  it('because it comes too early is put off until it does not, and never refused', async () => {
    const close = { type: 'close-after', target: 'a', payload: { account: 'a', at: '2026-01-01T00:00:02.000Z' } };
    const closing: Saga = {
      ...transfers,
      react: (state, input) =>
        input.kind === 'event' ? send(state, 'to be closed', close) : remain(state, 'it is known what became of it'),
    };
    const { eventStore, open, transfer, settled, clock } = await bank(undefined, undefined, [closing]);
    await open('a', '100');
    const ordered = await transfer('a', 'b', '1');
    for (const times of [1, 2]) {
      await untilTrue(async () => (await typesOf(eventStore, 'saga.command-postponed.v1')) === times);
      clock.advance(times * 1_000);
    }
    await settled(ordered);
    const key = (await allOf(eventStore, 'account-a')).at(-1)?.id ?? ''; // the order is the last: no refusal is written
    const [settlement] = (await allOf(eventStore, `saga-transfers-${key}`)).slice(-2);
    expect(settlement?.data).toMatchObject({ outcome: { kind: 'accepted', stream: 'account-a' } });
  });

  it('holds up what its instance sends to the same target, and nothing else', async () => {
    const ordering: Saga = {
      ...transfers,
      react: (state, input) => {
        const reaction = transfers.react(state, input);
        return {
          ...reaction,
          commands: reaction.commands.flatMap((each) =>
            ['b', 'b', 'c'].map((target) => ({ ...each, target, payload: { ...each.payload, account: target } })),
          ),
        };
      },
    };
    const course: string[] = [];
    let away = true;
    const flaky = (to: DispatchPort): DispatchPort => ({
      dispatch: async (command, envelope) => {
        const refusing = away && command.target === 'b';
        course.push(`${command.target} ${refusing ? 'is away' : 'takes it'}`);
        if (refusing) throw new StoreUnavailable('nobody there');
        return to.dispatch(command, envelope);
      },
    });
    const { eventStore, clock, open, transfer, settled, centsOf } = await bank(flaky, undefined, [ordering]);
    for (const name of ['a', 'b', 'c']) await open(name, '100');
    const ordered = await transfer('a', 'b', '30');
    await untilTrue(async () => (await centsOf('c')) === 130n);
    await untilTrue(async () => (await typesOf(eventStore, 'saga.command-postponed.v1')) === 1);
    away = false;
    clock.advance(1_000);
    await settled(ordered);
    expect(course).toEqual(['b is away', 'c takes it', 'b takes it', 'b takes it']);
    expect(await centsOf('b')).toBe(160n);
  });

  it('is put off whatever the failure says', async () => {
    const broken = (): DispatchPort => ({ dispatch: () => Promise.reject(new Error('half a pair: \ud800')) });
    const { eventStore, open, transfer } = await bank(broken);
    await open('a', '100');
    await transfer('a', 'b', '1');
    await untilTrue(async () => (await typesOf(eventStore, 'saga.command-postponed.v1')) === 1);
  });
});

describe('a deadline', () => {
  /** A command is put off until one second from now. */
  async function putOff() {
    const store = { watched: undefined as WatchedStore | undefined };
    let away = true;
    const busy = (to: DispatchPort): DispatchPort => ({
      dispatch: (command, envelope) => (away ? Promise.reject(new Error('away')) : to.dispatch(command, envelope)),
    });
    const made = await bank(busy, undefined, undefined, (inner) => (store.watched = new WatchedStore(inner)));
    await made.open('a', '10');
    await made.open('b', '10');
    const ordered = await made.transfer('a', 'b', '3');
    await untilTrue(async () => (await typesOf(made.eventStore, 'saga.command-postponed.v1')) === 1);
    away = false;
    return { ...made, store: store.watched!, ordered };
  }

  it('disturbs nobody before its moment', async () => {
    const { store } = await putOff();
    await sleep(100);
    store.reads.length = 0;
    await sleep(500);
    expect(store.reads).toEqual([]);
  });

  it('shows in the health of its watch when the store is away, and comes when that is back', async () => {
    const { store, process, clock, settled, ordered, centsOf } = await putOff();
    store.beforeAppend = () => {
      throw new StoreUnavailable('nobody there');
    };
    clock.advance(1_000);
    await untilTrue(() => Promise.resolve(process.sagas.problems.length > 0));
    expect(process.sagas.problems).toEqual([expect.any(StoreUnavailable)]);
    store.beforeAppend = () => undefined;
    await settled(ordered);
    expect(await centsOf('b')).toBe(13n);
    await untilTrue(() => Promise.resolve(process.sagas.problems.length === 0));
  });

  it('comes though a hundred others stand before it that nobody can pass', async () => {
    let away = true;
    const busy = (to: DispatchPort): DispatchPort => ({
      dispatch: (command, envelope) =>
        away && command.target === 'b' ? Promise.reject(new Error('away')) : to.dispatch(command, envelope),
    });
    const { readStore, clock, open, transfer, settled, centsOf } = await bank(busy);
    const due = await readStore.live<DueDoc>(deadlines);
    await due.commit({ documents: [...upTo(100, ofNoSaga), ...upTo(100, ofNoInstance)] });
    await open('a', '10');
    await open('b', '10');
    const ordered = await transfer('a', 'b', '3');
    await sleep(300); // it is put off meanwhile
    away = false;
    clock.advance(60_000);
    expect((await settled(ordered)).reached).toBe(true);
    expect([await centsOf('a'), await centsOf('b')]).toEqual([7n, 13n]);
  });

  const upTo = <T>(count: number, each: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => each(n));
  const before = { name: 'x', dueAt: '2025-01-01T00:00:00.000Z', correlationId: 'c', causationId: 'c' };
  const entry = (saga: string, instance: string) => ({
    id: `${saga} ${instance} x`,
    position: position(0n),
    doc: { saga, instance, ...before },
  });
  /** Of a saga that another version has. */
  const ofNoSaga = (n: number) => entry('elsewhere', `i${n}`);
  /** Of a moment that the instance does not wait for; it stays on the list. */
  const ofNoInstance = (n: number) => entry(transfers.name, `i${n}`);
});

describe('an input that a saga cannot take', () => {
  it('is parked with what follows for its instance, and taken in order after a retry', async () => {
    let broken = true;
    const breakable: Saga = {
      ...transfers,
      react: (state, input) => {
        if (broken) throw new Error('a defect');
        return transfers.react(state, input);
      },
    };
    const { eventStore, open, transfer, settled, centsOf, process } = await bank(undefined, undefined, [breakable]);
    await open('a', '100');
    await open('b', '0');
    const ordered = await transfer('a', 'b', '30');
    await untilTrue(async () => (await typesOf(eventStore, 'saga.input-parked.v1')) === 1);
    const order = (await allOf(eventStore, 'account-a')).at(-1);
    const key = order?.id ?? '';
    expect(await process.sagas.retryParked('transfers', key, 'one')).toEqual({ taken: 0, error: 'a defect' });
    broken = false;
    expect(await process.sagas.retryParked('transfers', key, 'two')).toEqual({ taken: 1 });
    await settled(ordered);
    expect(await centsOf('b')).toBe(30n);
  });
});

describe('an input whose reaction cannot be recorded', () => {
  const spoilt: readonly [string, (reaction: Reaction) => object][] = [
    ['a number that JSON has not', (reaction) => ({ ...reaction, state: { at: NaN } })],
    ['a payload that JSON has not', (reaction) => ({ ...reaction, commands: [{ ...CREDIT, payload: { cents: 1n } }] })],
    ['a value that comes back as another', (reaction) => ({ ...reaction, state: { at: new Date(0) } })],
    ['a state that the catalogue does not allow', (reaction) => ({ ...reaction, state: 'moved' })],
    ['more than an append holds', (reaction) => ({ ...reaction, state: { text: 'x'.repeat(MAX_APPEND_BYTES) } })],
    [
      'a command too large to be recorded twice when it is settled',
      (reaction) => ({ ...reaction, commands: [{ ...CREDIT, payload: { text: 'x'.repeat(0.6 * MAX_APPEND_BYTES) } }] }),
    ],
  ];
  const CREDIT = { type: 'deposit', target: 'b' };
  const ofBad = ({ data }: RecordedEvent): boolean => data['from'] === 'bad';

  async function bankWith(sagaWhile: (broken: () => boolean) => Saga) {
    let broken = true;
    const { open, ...rest } = await bank(undefined, undefined, [sagaWhile(() => broken)]);
    for (const name of ['bad', 'a', 'b']) await open(name, '100');
    return { ...rest, mend: () => (broken = false) };
  }

  it.each(spoilt)('is parked, and the others go on: %s', async (_, spoil) => {
    const { eventStore, transfer, settled, centsOf, process, mend } = await bankWith((broken) => ({
      ...transfers,
      react: (state, input) => {
        const reaction = transfers.react(state, input);
        // what the types forbid, and a defect does all the same
        return broken() && input.kind === 'event' && ofBad(input.event) ? (spoil(reaction) as Reaction) : reaction;
      },
    }));
    const ordered = await transfer('bad', 'b', '1');
    await settled(await transfer('a', 'b', '30'));
    expect([await centsOf('b'), await typesOf(eventStore, 'saga.input-parked.v1')]).toEqual([130n, 1]);
    const key = (await allOf(eventStore, 'account-bad')).at(-1)?.id ?? '';
    expect(await process.sagas.retryParked('transfers', key, 'one')).toEqual({ taken: 0, error: expect.any(String) });
    mend();
    expect(await process.sagas.retryParked('transfers', key, 'two')).toEqual({ taken: 1 });
    await settled(ordered);
    expect(await centsOf('b')).toBe(131n);
  });

  it('is parked under its stream when its instance cannot be told, and handed over by a retry', async () => {
    const { eventStore, transfer, settled, centsOf, process, mend } = await bankWith((broken) => ({
      ...transfers,
      key: (event) => {
        if (broken() && ofBad(event)) throw new Error(`no key \ud800${'.'.repeat(2_000)}`);
        return transfers.key(event);
      },
    }));
    const ordered = await transfer('bad', 'b', '1');
    await settled(await transfer('a', 'b', '30'));
    const parked = async () => (await sagaStreams(eventStore)).get('saga-transfers-stream-account-bad');
    expect([await centsOf('b'), await parked()]).toEqual([130n, ['saga.input-parked.v1']]);
    const key = 'stream-account-bad';
    expect((await process.sagas.retryParked('transfers', key, 'one')).error).toMatch(/^no key \ufffd\.{900,1000}$/);
    mend();
    expect(await process.sagas.retryParked('transfers', key, 'two')).toEqual({ taken: 1 });
    await settled(ordered);
    expect(await centsOf('b')).toBe(131n);
    expect(await parked()).toEqual(['saga.input-parked.v1', 'saga.reacted.v1']);
  });

  const alien = (n: number) => ({
    id: `00000000-0000-4000-8000-00000000000${n}`,
    ...{ type: 'account.transfer-ordered.v1', data: { from: 'bad', n }, metadata: {} },
  });

  it('is parked when another hand wrote it, under a name that its stream has room for', async () => {
    const { eventStore, transfer, settled, centsOf, process } = await bankWith(() => ({
      ...transfers,
      key: (event) => (event.data['n'] === undefined ? transfers.key(event) : (event.data['key'] as string)),
    }));
    const longest = 's'.repeat(500);
    const { position: at } = await eventStore.append('elsewhere', [alien(1)], 'no-stream');
    await eventStore.append(longest, [alien(2), { ...alien(3), data: { n: 3, key: 'with a blank' } }], 'no-stream');
    await settled(await transfer('a', 'b', '30'));
    const parkedAt = ['stream-elsewhere', `stream-${digestOf(longest)}`];
    const streams = await sagaStreams(eventStore);
    expect(parkedAt.map((key) => streams.get(`saga-transfers-${key}`))).toEqual([
      ['saga.input-parked.v1'],
      ['saga.input-parked.v1', 'saga.input-parked.v1'],
    ]);
    expect(await centsOf('b')).toBe(130n);
    const { error } = await process.sagas.retryParked('transfers', 'stream-elsewhere', 'one');
    expect(error).toBe('the event does not say which instance of transfers it is for');
    const [own] = await allOf(eventStore, 'saga-transfers-stream-elsewhere');
    expect(own?.metadata['correlationId']).toBe(alien(1).id); // a chain of causes that begins with it
    expect(await eventAt(eventStore, at)).toMatchObject({ metadata: { correlationId: alien(1).id } });
  });
});

describe('waiting until all is settled', () => {
  it('includes what follows from what the sagas’ commands wrote', async () => {
    const { readStore, open, transfer, settled } = await bank();
    await open('a', '100');
    const { position } = await settled(await transfer('a', 'nobody', '30'));
    const live = await readStore.live<BalanceDoc>(balances);
    while ((await live.checkpoint()) < position) await new Promise((resolve) => setTimeout(resolve, 2));
    expect((await live.get('a'))?.doc).toEqual({ cents: 100n, movements: 3 });
  });

  it('waits until the sagas have taken the event itself, and then what was written because of it', async () => {
    const { eventStore, readStore, process, open } = await bank();
    await process.stop(); // what the sagas would do is told by hand, step by step
    await open('a', '100');
    const [opened, deposited] = await allOf(eventStore, 'account-a');
    const [from, effect] = [opened!.position, deposited!.position];
    const correlationId = textAt(opened!.metadata, 'correlationId');
    const settled = () => untilSettled({ eventStore, readStore }, from, 50);
    const work = await readStore.live<SagaWorkDoc>(sagaWork);
    await work.commit({ checkpoint: await eventStore.head() });
    expect(await settled()).toMatchObject({ reached: false });

    await readStore.moveCheckpoint(INPUTS_CHECKPOINT, from);
    expect(await settled()).toEqual({ reached: true, position: effect });
    const doc = { pending: [], effectsUpTo: String(effect) };
    await work.commit({ documents: [{ id: correlationId, position: effect, doc }] });
    expect(await settled()).toEqual({ reached: false, position: from });
    await readStore.moveCheckpoint(INPUTS_CHECKPOINT, effect);
    expect(await settled()).toEqual({ reached: true, position: effect });
  });

  it.each(['event', 'outcome'] as const)('is not over while an %s is parked that it led to', async (kind) => {
    let broken = true;
    const breakable: Saga = {
      ...transfers,
      react: (state, input) => {
        if (broken && input.kind === kind) throw new Error('a defect');
        return transfers.react(state, input);
      },
    };
    const { eventStore, readStore, open, transfer, settled, centsOf, process } = await bank(undefined, undefined, [
      breakable,
    ]);
    await open('a', '100');
    const ordered = await transfer('a', 'nobody', '30');
    await untilTrue(async () => (await typesOf(eventStore, 'saga.input-parked.v1')) === 1);
    if (ordered.kind !== 'accepted') throw new Error('not accepted');
    const waited = await untilSettled({ eventStore, readStore }, ordered.position, 200);
    expect(waited).toEqual({ reached: false, position: await eventStore.head() });
    broken = false;
    const key = (await allOf(eventStore, 'account-a')).at(-1)?.id ?? '';
    expect(await process.sagas.retryParked('transfers', key, 'one')).toEqual({ taken: 1 });
    expect((await settled(ordered)).reached).toBe(true);
    expect(await centsOf('a')).toBe(100n);
  });

  it('says so when the time is over first', async () => {
    const stuck = (): DispatchPort => ({ dispatch: () => Promise.reject(new StoreUnavailable('nobody there')) });
    const { eventStore, readStore, open, transfer } = await bank(stuck);
    await open('a', '100');
    const result = await transfer('a', 'b', '1');
    if (result.kind !== 'accepted') throw new Error('not accepted');
    expect(await untilSettled({ eventStore, readStore }, result.position, 200)).toMatchObject({ reached: false });
  });
});

/** A store that hands out one event at a time, and says that the end is reached with the last one. */
class OneByOne extends WatchedStore {
  override subscribe = async function* (this: OneByOne, options: SubscribeOptions): AsyncIterable<SubscriptionBatch> {
    for await (const { events, upTo, caughtUp } of this.inner.subscribe(options)) {
      for (const event of events) yield { events: [event], upTo: event.position, caughtUp: false };
      yield { events: [], upTo, caughtUp };
    }
  };
}

async function typesOf(store: EventStore, type: string): Promise<number> {
  let count = 0;
  for await (const batch of store.readAll({ filter: { types: [type] } })) count += batch.length;
  return count;
}

async function untilTrue(condition: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (!(await condition()) && Date.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await condition()).toBe(true);
}
