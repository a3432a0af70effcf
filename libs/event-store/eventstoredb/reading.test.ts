import { describe, expect, it } from '@jest/globals';
import { START } from '#kernel';
import type { Fault } from '../../../test/support/eventstoredb/faults.js';
import type { SentEvent } from '../../../test/support/eventstoredb/log.js';
import * as refusals from '../../../test/support/eventstoredb/refusals.js';
import { openStore, startServer } from '../../../test/support/eventstoredb/serving.js';
import { batchesOf, eventsOf, fill, newEvent, newEvents, newStream, numbersIn, upTo } from '../contract/subject.js';
import { NotPermitted, StoreUnavailable } from '../errors.js';
import { MAX_BATCH_EVENTS } from '../port.js';

const PASSING: readonly (readonly [what: string, fault: Fault])[] = [
  ['silence', 'silence'],
  ['a lost connection', 'cut'],
  ['"not ready"', refusals.notReady()],
  ['an unknown error', refusals.unknown()],
  ['a reset', refusals.internal()],
  ['a deadline', refusals.deadlineExceeded()],
];

/** As another program, or the server itself, may have written it. */
const foreign = (type: string, content: string | Uint8Array, contentType = 'application/json'): SentEvent => {
  const data = Buffer.from(content);
  return { id: newEvent().id, type, contentType, data, metadata: data };
};

describe('a read', () => {
  it.each(PASSING)('begins again after %s, and gives all that is there', async (_, fault) => {
    const server = await startServer();
    const store = openStore(server.url);
    const stream = newStream();
    await store.append(stream, newEvents(3), 'no-stream');
    server.faults.set('readStream', fault, 1);
    expect(numbersIn(await eventsOf(store.readStream(stream)))).toEqual([0, 1, 2]);
    server.faults.set('readAll', fault, 1);
    expect(numbersIn(await eventsOf(store.readAll()))).toEqual([0, 1, 2]);
    server.faults.set('readAll', fault, 1);
    expect(await store.head()).toBe(server.log.events.at(-1)?.position);
    server.faults.set('readStream', fault, 1);
    expect(await store.identity()).toBe(await store.identity());
  });

  it('that hangs when the store closes does not look like the end of the stream', async () => {
    const server = await startServer();
    const store = openStore(server.url);
    const stream = newStream();
    await store.append(stream, newEvents(3), 'no-stream');
    server.faults.set('readStream', 'silence');
    const reading = eventsOf(store.readStream(stream));
    const outcome = expect(reading).rejects.toBeInstanceOf(StoreUnavailable);
    while (server.reads.readStream === 0) await new Promise(setImmediate);
    await store.close();
    await outcome;
  });

  it('of a server that takes connections and says nothing is given up', async () => {
    const server = await startServer();
    server.gate.freeze();
    const store = openStore(server.url, { answerMs: 100, patienceMs: 300 });
    await expect(eventsOf(store.readStream(newStream()))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
    server.gate.thaw();
    expect(await store.head()).toBe(START);
  });

  it.each([refusals.accessDenied(), refusals.unauthenticated()])('is not tried again after $details', async (fault) => {
    const server = await startServer();
    server.faults.set('readStream', fault);
    await expect(eventsOf(openStore(server.url).readStream(newStream()))).rejects.toBeInstanceOf(NotPermitted);
    expect(server.reads.readStream).toBe(1);
  });
});

describe('events', () => {
  it('of the server itself are not seen', async () => {
    const server = await startServer();
    const store = openStore(server.url);
    const stream = newStream();
    const statistics = () =>
      server.log.append(
        '$stats-127.0.0.1:2113',
        Array(700).fill(foreign('$statsCollected', '{}')) as SentEvent[],
        'any',
      );
    statistics();
    await store.append(stream, newEvents(2), 'no-stream');
    for (let n = 0; n < 5; n++) statistics();
    server.log.append(stream, [foreign('$>', '0@elsewhere')], 'any');
    expect(numbersIn(await eventsOf(store.readAll()))).toEqual([0, 1]);
    expect(numbersIn(await eventsOf(store.readAll({ direction: 'backward' })))).toEqual([1, 0]);
    const seen: unknown[] = [];
    for await (const { events, upTo, caughtUp } of store.subscribe({ from: START })) {
      seen.push(...numbersIn(events));
      if (caughtUp) {
        expect((await store.head()) >= upTo).toBe(true);
        break;
      }
    }
    expect(seen).toEqual([0, 1]);
  });

  it('of other programs are shown, whatever they hold', async () => {
    const server = await startServer();
    const binary = Uint8Array.from([0, 255, 128]);
    const contents = ['{"a":1}', '[1,2]', '"text"', '7', 'null', 'no JSON {', ''];
    server.log.append(
      'foreign-1',
      [
        ...contents.map((content) => foreign('foreign', content)),
        foreign('foreign', binary, 'application/octet-stream'),
      ],
      'no-stream',
    );
    const store = openStore(server.url);
    const events = await eventsOf(store.readAll());
    expect(events.map(({ data }) => data)).toEqual([
      { a: 1 },
      { value: [1, 2] },
      { value: 'text' },
      { value: 7 },
      { value: null },
      { value: 'no JSON {' },
      { value: '' },
      { base64: Buffer.from(binary).toString('base64') },
    ]);
    expect(events[5]?.metadata).toEqual({ base64: Buffer.from('no JSON {').toString('base64') });
    expect(events[6]?.metadata).toEqual({});
  });

  it('are read a bounded page at a time', async () => {
    const server = await startServer();
    const store = openStore(server.url);
    await fill(store, newStream(), 2 * MAX_BATCH_EVENTS + 5);
    server.reads.readAll = 0;
    const batches = await batchesOf(store.readAll());
    expect(batches.map((batch) => batch.length)).toEqual([MAX_BATCH_EVENTS, MAX_BATCH_EVENTS, 5]);
    expect(server.reads.readAll).toBe(3);
    expect(numbersIn(batches.flat())).toEqual(upTo(2 * MAX_BATCH_EVENTS + 5));
  });
});
