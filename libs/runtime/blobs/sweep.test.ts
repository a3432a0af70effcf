import { randomUUID } from 'node:crypto';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { FileBlobStore, type BlobStore } from '#blob-store';
import type { EventStore } from '#event-store';
import { textAt } from '#kernel';
import { afterThisTest, openEventStore, temporaryFolder } from '../../../test/support/event-store.js';
import { sweepBlobs, type SweepOptions } from './sweep.js';
import { BlobSweeper } from './sweeper.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
const names = {
  types: ['thing.kept.v1'],
  sha256: ({ data }: { readonly data: object }) => textAt(data as never, 'sha256'), // of these events
};

async function* textOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

describe('sweeping blobs', () => {
  let folder: string;
  let blobStore: BlobStore;
  let eventStore: EventStore;
  const put = async (text: string): Promise<string> => (await blobStore.put(textOf(text), 1_000)).sha256;
  const name = (sha256: string, type = 'thing.kept.v1') =>
    eventStore.append(
      `thing-${randomUUID()}`,
      [{ id: randomUUID(), type, data: { sha256 }, metadata: {} }],
      'no-stream',
    );
  const sweep = (more: Partial<SweepOptions> = {}) =>
    sweepBlobs({ blobStore, eventStore, names, now: new Date(Date.now() + DAY_MS + 60_000), ...more });

  beforeEach(async () => {
    folder = await temporaryFolder();
    blobStore = await FileBlobStore.open(join(folder, 'blobs'));
    eventStore = await openEventStore(folder);
  });

  it('removes what no fact names, and nothing else', async () => {
    const [named, orphan, mentioned] = await Promise.all(['named', 'orphan', 'mentioned elsewhere'].map(put));
    await name(named!);
    await name(mentioned!, 'thing.mentioned.v1');
    const { removed } = await sweep();
    expect([...removed].sort()).toEqual([orphan, mentioned].sort());
    expect(await blobStore.find(named!)).toMatchObject({ sha256: named });
    expect((await sweep()).removed).toEqual([]);
  });

  it('leaves what is younger than a day', async () => {
    await put('of a moment ago');
    expect((await sweep({ now: new Date(Date.now() + DAY_MS - 60_000) })).removed).toEqual([]);
  });

  it('believes nobody that a blob is an orphan but the facts', async () => {
    const [named, orphan] = await Promise.all(['named', 'orphan'].map(put));
    await name(named!);
    const asked: string[] = [];
    const knowsNothing = (hashes: readonly string[]) => {
      asked.push(...hashes);
      return Promise.resolve(new Set<string>());
    };
    expect((await sweep({ likelyNamed: knowsNothing })).removed).toEqual([orphan]);
    expect(asked.sort()).toEqual([named, orphan].sort());
  });

  it('reads no facts when everything old is known', async () => {
    const sha256 = await put('named');
    const reads: unknown[] = [];
    const watched = { ...eventStore, readAll: (options: unknown) => reads.push(options) } as unknown as EventStore;
    const likelyNamed = () => Promise.resolve(new Set([sha256]));
    expect((await sweep({ eventStore: watched, likelyNamed })).removed).toEqual([]);
    expect(reads).toEqual([]);
  });

  it('stops when it is told to, with nothing removed by half a knowledge', async () => {
    await put('orphan');
    expect((await sweep({ signal: AbortSignal.abort() })).removed).toEqual([]);
  });

  it('is done by a process in the background, now and then', async () => {
    const sha256 = await put('orphan');
    const path = join(folder, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    const said: unknown[] = [];
    const note = (message: string, facts?: object): void => void said.push({ message, ...facts });
    const sweeper = new BlobSweeper({
      blobStore,
      eventStore,
      names,
      everyMs: 10,
      log: { info: note, warn: note, error: note },
    });
    afterThisTest(() => sweeper.stop());
    sweeper.start();
    await sleep(50);
    expect(said).toEqual([]);
    await utimes(path, new Date(0), new Date(0));
    for (let tries = 0; said.length === 0 && tries < 200; tries++) await sleep(10);
    expect(said).toEqual([{ message: 'blobs were swept', removed: [sha256], drafts: 0 }]);
    expect(await readdir(join(path, '..'))).toEqual([]);
    expect(sweeper.problems).toEqual([]);
  });
});
