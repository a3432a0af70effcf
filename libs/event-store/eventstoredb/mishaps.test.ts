import { describe, expect, it } from '@jest/globals';
import { startChild } from '../../../test/support/child.js';
import { afterThisTest } from '../../../test/support/event-store.js';
import { Lines } from '../../../test/support/lines.js';
import * as refusals from '../../../test/support/eventstoredb/refusals.js';
import { startServer } from '../../../test/support/eventstoredb/serving.js';

/** Processes of their own, because it is about what ends a process. */
async function start(...args: readonly string[]) {
  const child = startChild('test/recovery/eventstoredb.child', ...args);
  afterThisTest(() => {
    child.process.kill('SIGKILL');
    return child.ended.then(() => undefined);
  });
  const lines = new Lines(child);
  await lines.first((line) => line === 'ready');
  return {
    ended: child.ended,
    tell: (...commands: readonly string[]) => void child.process.stdin.write(`${commands.join('\n')}\n`),
    seen: (wanted: string) => lines.first((line) => line === wanted),
  };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const COUNT = 64;
const LARGE = 200_000;

describe('a process', () => {
  it('survives a connection that is lost while much is on its way, and loses nothing', async () => {
    const server = await startServer();
    const child = await start(server.url);
    child.tell('append first 0');
    await child.seen('append first 0 done');
    server.gate.freeze(); // so that most of it waits in the client
    const streams = Array.from({ length: COUNT }, (_, n) => `large-${n}`);
    child.tell(...streams.map((stream) => `append ${stream} ${LARGE}`));
    await new Promise((resolve) => setTimeout(resolve, 300));
    server.gate.cut();
    server.gate.thaw();
    for (const stream of streams) await child.seen(`append ${stream} ${LARGE} done`);
    child.tell('close');
    const { code, stderr } = await child.ended;
    expect(server.log.events.map(({ stream }) => stream).toSorted()).toEqual(['first', ...streams].toSorted());
    // Without this it would have ended the process.
    expect(stderr).toMatch(/EventStoreDB: .* \(the client is replaced, and what waits for it is tried again\)/);
    expect(code).toBe(0);
  });

  it('survives the answer to an append that the client has forgotten', async () => {
    const server = await startServer();
    const child = await start(server.url);
    server.faults.set('append', 'answer held', 1);
    child.tell('append early 0');
    await until(() => server.received.length === 1);
    server.faults.set('readAll', refusals.notReady(), 1); // the client turns to another channel and leaves the first one open
    child.tell('head');
    await child.seen('head done');
    server.faults.set('append', refusals.exhausted(), 1); // there, an error clears the table of both
    child.tell('append late 0');
    await child.seen('append late 0 done');
    await child.seen('append early 0 done');
    server.release();
    await until(() => server.reads.readAll > 0);
    child.tell('append last 0');
    await child.seen('append last 0 done');
    child.tell('close');
    const { code, stderr } = await child.ended;
    expect(server.log.events.map(({ stream }) => stream)).toEqual(['early', 'late', 'last']);
    expect(stderr).toMatch(/EventStoreDB: .* \(the client is replaced, and what waits for it is tried again\)/);
    expect(code).toBe(0);
  });

  it.each(['throw', 'reject'])(
    'ends as it would without the store when somebody else lets go of an error: %s',
    async (how) => {
      const server = await startServer();
      const [without, withStore] = await Promise.all([start(), start(server.url)]);
      withStore.tell('append first 0');
      await withStore.seen('append first 0 done');
      for (const child of [without, withStore]) child.tell(how);
      const expected = await without.ended;
      const { code, stderr } = await withStore.ended;
      expect(code).toBe(expected.code);
      expect(code).toBeGreaterThan(0);
      expect(stderr).toContain('a mistake of somebody else');
    },
  );

  it.each([
    ['throw', 'uncaughtException'],
    ['reject', 'unhandledRejection'],
  ])('goes on when somebody else takes such an error: %s', async (how, event) => {
    const server = await startServer();
    const child = await start(server.url);
    child.tell('append first 0', `listen ${event}`, how);
    await child.seen('taken by somebody else');
    await child.seen('append first 0 done');
    child.tell('close');
    expect((await child.ended).code).toBe(0);
  });

  it.each<readonly [what: string, commands: readonly string[]]>([
    ['nothing was done', []],
    ['it appended and read', ['append first 0', 'head']],
    ['it follows', ['append first 0', 'follow']],
  ])('ends by itself once the store is closed, when %s', async (_, commands) => {
    const server = await startServer();
    const child = await start(server.url);
    child.tell(...commands);
    for (const command of commands) if (command !== 'follow') await child.seen(`${command} done`);
    child.tell('close');
    expect(await child.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends by itself once the store is closed while its server says nothing', async () => {
    const server = await startServer();
    const child = await start(server.url);
    child.tell('append first 0', 'follow');
    await child.seen('append first 0 done');
    server.gate.freeze();
    child.tell('head');
    child.tell('close');
    await child.seen('head StoreUnavailable');
    expect((await child.ended).code).toBe(0);
  });
});
