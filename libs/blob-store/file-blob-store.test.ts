import { mkdtemp, readdir, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { blobStoreContract, bytesOf, inPieces } from './contract.js';
import { FileBlobStore } from './file-blob-store.js';
import { BlobDamaged, BlobStoreUnusable } from './port.js';

blobStoreContract('FileBlobStore', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'blobs-'));
  return { open: () => FileBlobStore.open(join(folder, 'blobs')), remove: () => rm(folder, { recursive: true }) };
});

describe('FileBlobStore', () => {
  const content = Buffer.alloc(200_000, 'x');
  let folder: string;
  let store: FileBlobStore;
  let sha256: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'blobs-'));
    store = await FileBlobStore.open(join(folder, 'blobs'));
    ({ sha256 } = await store.put(inPieces(content), content.length));
    path = join(folder, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('fans out by the hash, lets only the owner read, and leaves nothing but the blob', async () => {
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readdir(join(folder, 'blobs'))).sort()).toEqual([sha256.slice(0, 2), 'doomed', 'drafts'].sort());
    expect(await readdir(join(folder, 'blobs', 'drafts'))).toEqual([]);
  });

  it.each<[string, () => Promise<void>]>([
    ['another byte', () => writeFile(path, Buffer.concat([content.subarray(1), Buffer.of(0)]))],
    ['a missing end', () => truncate(path, 150_000)],
    ['nothing at all', () => truncate(path, 0)],
  ])('gives no end of a blob with %s', async (_, damage) => {
    await damage();
    let given = 0;
    const reading = (async () => {
      for await (const piece of store.read(sha256)) given += piece.byteLength;
    })();
    await expect(reading).rejects.toThrow(new BlobDamaged(sha256));
    expect(given).toBeLessThan(content.length);
  });

  it('makes a damaged blob good when its content is put in again', async () => {
    await truncate(path, 150_000);
    await store.put(inPieces(content), content.length);
    expect((await bytesOf(store.read(sha256))).equals(content)).toBe(true);
  });

  it('clears away the draft of a process that was killed, but none that may still be written', async () => {
    const draft = join(folder, 'blobs', 'drafts', 'left');
    await writeFile(draft, 'half');
    expect(await store.clearDrafts(new Date(Date.now() - 60_000))).toBe(0);
    await utimes(draft, new Date(0), new Date(0));
    expect(await store.clearDrafts(new Date(Date.now() - 60_000))).toBe(1);
    expect(await readdir(join(folder, 'blobs', 'drafts'))).toEqual([]);
  });

  it('brings back what a process that was killed was about to remove', async () => {
    await rename(path, join(folder, 'blobs', 'doomed', `${sha256}.of-a-dead-one`));
    expect(await store.find(sha256)).toBeUndefined();
    await store.clearDrafts(new Date(0));
    expect((await bytesOf(store.read(sha256))).equals(content)).toBe(true);
    expect(await readdir(join(folder, 'blobs', 'doomed'))).toEqual([]);
  });

  it('says what is wrong when the folder cannot be made', async () => {
    await writeFile(join(folder, 'a-file'), '');
    await expect(FileBlobStore.open(join(folder, 'a-file', 'blobs'))).rejects.toThrow(BlobStoreUnusable);
  });
});
