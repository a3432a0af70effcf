import { describe, expect, it, jest } from '@jest/globals';
import { hashOf } from '#audit';
import type { EventStore, StoredEvent } from '#event-store';
import { openEventStore, temporaryFolder } from '../../test/support/event-store.js';
import { account, fromOutside, noRules, TestClock } from '../../test/support/bank.js';
import { copyEvents, CommandPipeline, CopyDiffers } from './index.js';

const store = async (): Promise<EventStore> => openEventStore(await temporaryFolder());

/** Accounts whose events stand among each other, as commands write them. */
async function history(accounts = 30, deposits = 20): Promise<EventStore> {
  const eventStore = await store();
  const pipeline = new CommandPipeline({
    eventStore,
    clock: new TestClock(),
    digestKey: new Uint8Array(32),
    rules: noRules,
  });
  const names = Array.from({ length: accounts }, (_, n) => `a${n}`);
  await Promise.all(names.map((name) => pipeline.run(account, name, { type: 'open', account: name }, fromOutside())));
  for (let n = 0; n < deposits; n++)
    await Promise.all(
      names.map((name) =>
        pipeline.run(account, name, { type: 'deposit', account: name, cents: `${n}` }, fromOutside()),
      ),
    );
  return eventStore;
}

async function all(eventStore: EventStore): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const batch of eventStore.readAll()) events.push(...batch);
  return events;
}

const without = (events: readonly StoredEvent[]) => events.map(({ position: _, ...rest }) => rest);

describe('a copy of the events', () => {
  it('keeps ids, order, data, metadata and hashes, and has an identity of its own', async () => {
    const [from, to] = [await history(), await store()];
    const { copied, verified, digest } = await copyEvents({ from, to });
    expect([copied, verified]).toEqual([630, 630]);
    const [originals, copies] = [await all(from), await all(to)];
    expect(without(copies)).toEqual(without(originals));
    expect(copies.map(hashOf)).toEqual(originals.map(hashOf));
    expect(await to.identity()).not.toBe(await from.identity());
    expect(await copyEvents({ from, to })).toEqual({ copied: 0, verified: 630, digest });
  });

  it('goes on where it was broken off, and with what came since', async () => {
    const [from, to] = [await history(), await store()];
    const stopping = new AbortController();
    const append = to.append.bind(to);
    const appending = jest.spyOn(to, 'append').mockImplementation((...args) => {
      if (appending.mock.calls.length === 100) stopping.abort();
      return append(...args);
    });
    await expect(copyEvents({ from, to, signal: stopping.signal })).rejects.toThrow();
    expect(await all(to)).toHaveLength(100);
    await from.append(
      'late-1',
      [{ id: 'b1b2b3b4-0000-4000-8000-000000000000', type: 't', data: {}, metadata: {} }],
      'no-stream',
    );
    const { verified } = await copyEvents({ from, to });
    expect(verified).toBe(631);
    expect(without(await all(to))).toEqual(without(await all(from)));
  });

  it('reports its way, first of the copying and then of the verifying', async () => {
    const [from, to] = [await history(), await store()];
    const head = await from.head();
    const seen: unknown[] = [];
    await copyEvents({ from, to, onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([
      { phase: 'copying', events: 630, position: head, head },
      { phase: 'verifying', events: 630, position: head, head },
    ]);
  });

  it('refuses a target that is no copy of the source, and writes nothing there', async () => {
    const [from, to] = [await history(2, 2), await history(1, 1)];
    const before = await all(to);
    await expect(copyEvents({ from, to })).rejects.toBeInstanceOf(CopyDiffers);
    expect(await all(to)).toEqual(before);
  });

  it('finds out a target in which something else is written', async () => {
    const [from, to] = [await history(2, 2), await store()];
    const [first, ...others] = await all(from);
    if (first === undefined) throw new Error('the history has events');
    await to.append(first.stream, [{ ...first, data: { account: 'forged' } }], 'no-stream');
    const second = others[0];
    expect(second?.stream).not.toBe(first.stream);
    await expect(copyEvents({ from, to })).rejects.toThrow(/other content/);
  });
});
