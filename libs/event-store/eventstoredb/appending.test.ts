import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../../test/support/eventstoredb/faults.js';
import * as refusals from '../../../test/support/eventstoredb/refusals.js';
import type { ScriptedServer } from '../../../test/support/eventstoredb/scripted-server.js';
import { openStore, startServer } from '../../../test/support/eventstoredb/serving.js';
import { eventsOf, newEvents, newStream, numbersIn } from '../contract/subject.js';
import { AppendTooLarge, InvalidAppend, NotPermitted, StoreUnavailable, UnknownOutcome } from '../errors.js';

/** Whether or not it was carried out, the writer cannot tell. */
const UNKNOWN: readonly (readonly [what: string, fault: Fault])[] = [
  ['is not answered', 'silence'],
  ['is not answered after it was done', 'silence after it is done'],
  ['loses its connection', 'cut'],
  ['loses its connection after it was done', 'cut after it is done'],
  ['goes down with an append that is too large for the protocol', refusals.exhausted()],
  ['is reset', refusals.internal()],
  ['meets a server that goes', refusals.notReady()],
  ['takes too long', refusals.deadlineExceeded()],
  ['takes the server too long', { append: 'timeout' }],
  ['comes before the server is ready', { append: 'not-ready' }],
  ['fails in the server', { append: 'unknown' }],
];

/** Before it appends, the client asks what the server can do. */
const CAPABILITIES: readonly (readonly [what: string, fault: Fault])[] = [
  ['silence', 'silence'],
  ['a lost connection', 'cut'],
  ['"not ready"', refusals.notReady()],
  ['an unknown error', refusals.unknown()],
  ['a reset', refusals.internal()],
];

/** The one append came again and again as it was the first time, and is written once. */
function expectWrittenOnce({ received, log }: ScriptedServer, stream: string): void {
  for (const append of received) expect(append).toEqual(received[0]);
  expect(log.stream(stream)?.map(({ id }) => id)).toEqual(received[0]?.events.map(({ id }) => id));
}

describe.each([
  { path: 'as one of a batch', batch: true },
  { path: 'in a call of its own', batch: false },
])('an append, sent $path', ({ batch }) => {
  it.each(UNKNOWN)('that %s is sent again, the very same, and written once', async (_, fault) => {
    const server = await startServer({ batch });
    const store = openStore(server.url);
    const stream = newStream();
    await store.append(stream, newEvents(1), 'no-stream');
    server.faults.set('append', fault, 1);
    const events = newEvents(3, 1);
    const { revision, position } = await store.append(stream, events, 0);
    expect(server.received.length).toBeGreaterThan(2);
    for (const append of server.received.slice(1)) expect(append).toEqual(server.received[1]);
    const stored = await eventsOf(store.readStream(stream));
    expect(numbersIn(stored.slice(1))).toEqual([1, 2, 3]);
    expect({ revision, position }).toEqual({ revision: 3, position: stored.at(-1)?.position });
  });

  it.each(CAPABILITIES)('is sent though the first question what the server can do met %s', async (_, fault) => {
    const server = await startServer({ batch });
    server.faults.set('capabilities', fault, 1);
    const stream = newStream();
    expect((await openStore(server.url).append(stream, newEvents(1), 'no-stream')).revision).toBe(0);
    expectWrittenOnce(server, stream);
  });

  it('is answered with the position of its last event also where the server leaves it out', async () => {
    const server = await startServer({ batch });
    const store = openStore(server.url);
    const stream = newStream();
    server.faults.set('append', 'no position', 1);
    const { position } = await store.append(stream, newEvents(2), 'no-stream');
    expect(position).toBe((await eventsOf(store.readStream(stream))).at(-1)?.position);
  });
});

describe('an append', () => {
  it.each<readonly [what: string, fault: Fault, failure: new (...args: never[]) => Error]>([
    ['whom the server does not let write', { append: 'access-denied' }, NotPermitted],
    ['whom the server does not let in', refusals.accessDenied(), NotPermitted],
    ['whom the server does not know', refusals.unauthenticated(), NotPermitted],
    ['who writes more than the server takes', { append: 'too-large' }, AppendTooLarge],
    ['who writes to a stream that was deleted', { append: 'stream-deleted' }, InvalidAppend],
  ])('of one %s fails at once', async (_, fault, failure) => {
    const server = await startServer();
    server.faults.set('append', fault);
    await expect(openStore(server.url).append(newStream(), newEvents(1), 'no-stream')).rejects.toBeInstanceOf(failure);
    expect(server.received).toHaveLength(1);
  });

  it('takes those that come at the same time down with it, and all are written once', async () => {
    const server = await startServer();
    const store = openStore(server.url);
    server.faults.set('append', refusals.exhausted(), 1);
    const streams = Array.from({ length: 50 }, () => newStream());
    await Promise.all(streams.map((stream) => store.append(stream, newEvents(1), 'no-stream')));
    expect(server.log.events.map(({ stream }) => stream).toSorted()).toEqual(streams.toSorted());
  });

  it('is unknown when no answer comes for as long as there is patience', async () => {
    const server = await startServer();
    server.faults.set('append', 'silence');
    const store = openStore(server.url, { answerMs: 100, patienceMs: 500 });
    await expect(store.append(newStream(), newEvents(1), 'no-stream')).rejects.toBeInstanceOf(UnknownOutcome);
    expect(server.received.length).toBeGreaterThan(1);
  });

  it.each<Fault>(['silence', { append: 'timeout' }, refusals.notReady()])(
    'stays unknown when the server goes away for good after %p',
    async (fault) => {
      const server = await startServer();
      server.faults.set('append', fault, 1);
      const appending = openStore(server.url, { answerMs: 100, patienceMs: 800 }).append(
        ...[newStream(), newEvents(1), 'no-stream' as const],
      );
      while (server.received.length === 0) await new Promise(setImmediate);
      await server.gate.close();
      await expect(appending).rejects.toBeInstanceOf(UnknownOutcome);
    },
  );

  it('stays unknown when the server lets nobody in any more', async () => {
    const server = await startServer();
    const store = openStore(server.url);
    server.faults.set('append', 'silence after it is done', 1);
    const appending = store.append(newStream(), newEvents(1), 'no-stream');
    while (server.received.length === 0) await new Promise(setImmediate);
    server.faults.set('append', refusals.accessDenied());
    await expect(appending).rejects.toBeInstanceOf(UnknownOutcome);
  });

  it('has left nothing behind when the server was away all the time', async () => {
    const server = await startServer();
    await server.gate.close();
    const store = openStore(server.url, { patienceMs: 500 });
    await expect(store.append(newStream(), newEvents(1), 'no-stream')).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('waits for a server that comes back', async () => {
    const server = await startServer();
    const store = openStore(server.url);
    await store.append(newStream(), newEvents(1), 'no-stream');
    await server.gate.close();
    const stream = newStream();
    const appending = store.append(stream, newEvents(1), 'no-stream');
    await server.gate.open();
    await appending;
    expect(server.log.stream(stream)).toHaveLength(1);
  });

  it('finds a way around a connection that fell silent', async () => {
    const server = await startServer();
    const store = openStore(server.url);
    await store.append(newStream(), newEvents(1), 'no-stream');
    server.gate.silence();
    const stream = newStream();
    await store.append(stream, newEvents(1), 'no-stream');
    expect(server.log.stream(stream)).toHaveLength(1);
  });

  it('that was given up is not sent later on behind the back of its writer', async () => {
    const server = await startServer();
    const store = openStore(server.url, { answerMs: 100, patienceMs: 300 });
    server.gate.freeze(); // it waits for what the server can do
    await expect(store.append(newStream(), newEvents(1), 'no-stream')).rejects.toBeInstanceOf(UnknownOutcome);
    server.gate.thaw();
    await store.append(newStream(), newEvents(1), 'no-stream');
    expect(server.received).toHaveLength(1);
  });

  it('whose outcome is unknown when the store closes is tried once more, and not said to have left nothing', async () => {
    const server = await startServer();
    const store = openStore(server.url, { answerMs: 100 });
    server.faults.set('append', 'silence');
    const appending = store.append(newStream(), newEvents(1), 'no-stream');
    while (server.received.length < 2) await new Promise(setImmediate);
    const closing = store.close();
    await expect(appending).rejects.toBeInstanceOf(UnknownOutcome);
    await closing;
  });
});
