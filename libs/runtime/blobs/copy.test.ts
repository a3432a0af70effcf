import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { BlobDamaged, FileBlobStore, type BlobStore } from '#blob-store';
import { temporaryFolder } from '../../../test/support/event-store.js';
import { copyBlobs } from './copy.js';

async function* textOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

describe('copying blobs', () => {
  let folder: string;
  let from: BlobStore;
  let to: BlobStore;
  const put = async (text: string): Promise<string> => (await from.put(textOf(text), 1_000)).sha256;
  const held = async (store: BlobStore, sha256: string): Promise<string> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of store.read(sha256)) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };

  beforeEach(async () => {
    folder = await temporaryFolder();
    from = await FileBlobStore.open(join(folder, 'from'));
    to = await FileBlobStore.open(join(folder, 'to'));
  });

  it('brings every blob over, those of this moment and an empty one among them', async () => {
    const texts = ['a contract', 'a photograph', ''];
    const hashes = await Promise.all(texts.map(put));
    expect(await copyBlobs({ from, to })).toEqual({ copied: 3, bytes: 22, there: 0 });
    expect(await Promise.all(hashes.map((sha256) => held(to, sha256)))).toEqual(texts);
  });

  it('goes on where it broke off', async () => {
    for (const text of ['one', 'two', 'three']) await put(text);
    const broken = new AbortController();
    const onProgress = (): void => broken.abort(new Error('broken off'));
    await expect(copyBlobs({ from, to, onProgress, signal: broken.signal })).rejects.toThrow('broken off');
    expect(await copyBlobs({ from, to })).toMatchObject({ copied: 2, there: 1 });
    expect(await copyBlobs({ from, to })).toEqual({ copied: 0, bytes: 0, there: 3 });
  });

  it('does not pass on what is damaged', async () => {
    const sha256 = await put('evidence');
    const [path] = (await readdir(join(folder, 'from'), { recursive: true })).filter((name) => name.endsWith(sha256));
    await writeFile(join(folder, 'from', path!), 'evidencE');
    await expect(copyBlobs({ from, to })).rejects.toThrow(BlobDamaged);
    expect(await to.find(sha256)).toBeUndefined();
  });
});
