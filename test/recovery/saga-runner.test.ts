import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findChainBreak } from '#audit';
import { EmbeddedEventStore } from '#event-store/embedded';
import { startChild } from '../support/child.js';
import { temporaryFolder } from '../support/event-store.js';

const SCRIPT = 'test/recovery/transfers.child';
const AT_ONCE = 2;

/** Every stream with its event types, and what the accounts hold: what must be the same wherever the runner was killed. */
async function story(folder: string): Promise<Record<string, readonly string[]>> {
  const eventStore = await EmbeddedEventStore.open(folder);
  const streams: Record<string, string[]> = {};
  for await (const batch of eventStore.readAll())
    for (const { stream, type } of batch) (streams[stream] ??= []).push(type);
  for (const stream of Object.keys(streams)) {
    for await (const batch of eventStore.readStream(stream)) expect(findChainBreak(batch)).toBeUndefined();
  }
  await eventStore.close();
  return streams;
}

describe('the saga runner, killed between any two of its steps', () => {
  it('ends the same as one that was never killed', async () => {
    const base = await temporaryFolder();
    const { stdout: positions } = await startChild('test/recovery/order-transfers.child', base).ended;
    const copy = async (name: string): Promise<string> => {
      const folder = join(await temporaryFolder(), name);
      await cp(base, folder, { recursive: true });
      return folder;
    };
    const undisturbed = await copy('undisturbed');
    const { stdout, stderr } = await startChild(SCRIPT, undisturbed, positions).ended;
    expect(stderr).toBe('');
    const expected = await story(undisturbed);
    expect(expected['account-a']?.at(-1)).toBe('account.transfer-returned.v1');

    const points = Array.from({ length: Number(stdout) }, (_, index) => index + 1).flatMap((at) =>
      ['before', 'after'].map((edge) => ({ at: String(at), edge })),
    );
    expect(points.length).toBeGreaterThan(20);
    let killed = 0;
    const work = points.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const { at, edge } of work) {
          const folder = await copy(`${edge}-${at}`);
          const { signal } = await startChild(SCRIPT, folder, positions, at, edge).ended;
          if (signal === 'SIGKILL') killed += 1;
          const second = await startChild(SCRIPT, folder, positions).ended;
          expect({ at, edge, stderr: second.stderr, code: second.code }).toEqual({ at, edge, stderr: '', code: 0 });
          expect({ at, edge, story: await story(folder) }).toEqual({ at, edge, story: expected });
        }
      }),
    );
    // The number of steps varies a little with how events fall into batches; nearly all points must have been met.
    expect(killed).toBeGreaterThan(points.length * 0.7);
  }, 240_000);
});
