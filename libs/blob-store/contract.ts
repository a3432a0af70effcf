import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BlobStoreUnusable, BlobTooLarge, NoSuchBlob, type BlobStore } from './port.js';

export interface BlobStoreFixture {
  /** Another client of the same blobs, as another process would have. */
  readonly open: () => Promise<BlobStore>;
  readonly remove: () => Promise<void>;
}

const NO_LIMIT = Number.MAX_SAFE_INTEGER;

export const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Content as it comes over a network, in pieces that have nothing to do with what it is. */
export async function* inPieces(content: Uint8Array, bytes = 40_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += bytes) {
    await Promise.resolve();
    yield content.subarray(at, at + bytes);
  }
}

export async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function listed(batches: AsyncIterable<readonly string[]>): Promise<string[]> {
  const all: string[] = [];
  for await (const batch of batches) all.push(...batch);
  return all.sort();
}

/** By then everything that is there now is old. */
const soon = (): Date => new Date(Date.now() + 60_000);
const longAgo = (): Date => new Date(Date.now() - 60_000);

/** What every blob store promises, whatever it is made of. */
export function blobStoreContract(adapter: string, setUp: () => Promise<BlobStoreFixture>): void {
  describe(`${adapter} as a blob store`, () => {
    let fixture: BlobStoreFixture;
    let store: BlobStore;
    const put = (content: Uint8Array, maxBytes = NO_LIMIT) => store.put(inPieces(content), maxBytes);

    beforeEach(async () => {
      fixture = await setUp();
      store = await fixture.open();
    });
    afterEach(() => fixture.remove());

    it.each([0, 1, 255 * 1024, 255 * 1024 + 1, 1_000_000])('gives back %d bytes as they were', async (length) => {
      const content = randomBytes(length);
      const blob = { sha256: sha256Of(content), size: length };
      expect(await put(content)).toEqual(blob);
      const another = await fixture.open();
      expect(await another.find(blob.sha256)).toEqual(blob);
      expect((await bytesOf(another.read(blob.sha256))).equals(content)).toBe(true);
    });

    it('takes content a piece at a time, and no faster than it can keep it', async () => {
      let ahead = 0;
      async function* counted(): AsyncGenerator<Uint8Array> {
        for (let n = 0; n < 64; n++) {
          ahead = n;
          yield randomBytes(64 * 1024);
          await new Promise(setImmediate);
        }
      }
      const refused = store.put(counted(), 256 * 1024);
      await expect(refused).rejects.toThrow(BlobTooLarge);
      expect(ahead).toBeLessThan(8);
    });

    it('keeps the same content once, whoever puts it in at the same time', async () => {
      const content = randomBytes(300_000);
      const clients = await Promise.all(Array.from({ length: 4 }, () => fixture.open()));
      const blobs = await Promise.all(clients.map((client) => client.put(inPieces(content), NO_LIMIT)));
      expect(new Set(blobs.map(({ sha256 }) => sha256))).toEqual(new Set([sha256Of(content)]));
      expect(await listed(store.putBefore(soon()))).toEqual([sha256Of(content)]);
      expect((await bytesOf(store.read(sha256Of(content)))).equals(content)).toBe(true);
      expect(await store.clearDrafts(soon())).toBe(0);
    });

    it('takes just as much as it may', async () => {
      const content = randomBytes(100_000);
      expect((await put(content, 100_000)).size).toBe(100_000);
      await expect(put(Buffer.concat([content, Buffer.of(1)]), 100_000)).rejects.toThrow(new BlobTooLarge(100_000));
    });

    it('keeps nothing of what is too large, or breaks off', async () => {
      const content = randomBytes(400_000);
      async function* broken(): AsyncGenerator<Uint8Array> {
        yield* inPieces(content);
        throw new TypeError('the sender is gone');
      }
      await expect(put(content, 300_000)).rejects.toThrow(BlobTooLarge);
      await expect(store.put(broken(), NO_LIMIT)).rejects.toThrow(new TypeError('the sender is gone'));
      expect(await store.find(sha256Of(content))).toBeUndefined();
      expect(await listed(store.putBefore(soon()))).toEqual([]);
      expect(await store.clearDrafts(soon())).toBe(0);
    });

    it('has nothing that was not put in', async () => {
      const nobody = sha256Of(Buffer.from('nothing'));
      expect(await store.find(nobody)).toBeUndefined();
      await expect(bytesOf(store.read(nobody))).rejects.toThrow(new NoSuchBlob(nobody));
    });

    it('lets a reader stop where he wants', async () => {
      const { sha256 } = await put(randomBytes(1_000_000));
      for await (const piece of store.read(sha256)) {
        expect(piece.byteLength).toBeGreaterThan(0);
        break;
      }
      await store.close(); // it does not wait for the rest
    });

    it('lists what was put in before a moment, and removes it', async () => {
      const blobs = await Promise.all([1, 2, 3].map((n) => put(Buffer.from(`blob ${n}`))));
      expect(await listed(store.putBefore(longAgo()))).toEqual([]);
      expect(await listed(store.putBefore(soon()))).toEqual(blobs.map(({ sha256 }) => sha256).sort());
      const [first, second, third] = blobs.map(({ sha256 }) => sha256) as [string, string, string]; // three were put in
      expect(await store.removeIfPutBefore(first, soon())).toBe(true);
      expect(await store.removeIfPutBefore(first, soon())).toBe(false);
      expect(await store.find(first)).toBeUndefined();
      await expect(bytesOf(store.read(first))).rejects.toThrow(NoSuchBlob);
      expect(await listed(store.putBefore(soon()))).toEqual([second, third].sort());
      expect(await store.clearDrafts(soon())).toBe(0);
      expect((await put(Buffer.from('blob 1'))).sha256).toBe(first);
      expect((await bytesOf(store.read(first))).toString()).toBe('blob 1');
    });

    it('does not remove what was put in again since', async () => {
      const content = Buffer.from('the same content again');
      const { sha256 } = await put(content);
      await new Promise((resolve) => setTimeout(resolve, 30));
      const between = new Date();
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(await listed(store.putBefore(between))).toEqual([sha256]);
      await put(content);
      expect(await listed(store.putBefore(between))).toEqual([]);
      expect(await store.removeIfPutBefore(sha256, between)).toBe(false);
      expect((await bytesOf(store.read(sha256))).equals(content)).toBe(true);
    });

    it('never loses what is put in while it is being removed', async () => {
      const content = randomBytes(1_000);
      const remover = await fixture.open();
      for (let round = 0; round < 20; round++) {
        await put(content);
        await new Promise((resolve) => setTimeout(resolve, 2));
        const moment = new Date();
        await new Promise((resolve) => setTimeout(resolve, 2));
        const [, { sha256 }] = await Promise.all([remover.removeIfPutBefore(sha256Of(content), moment), put(content)]);
        expect((await bytesOf(store.read(sha256))).equals(content)).toBe(true);
      }
    });

    it('can be closed more than once, and the blobs stay', async () => {
      const { sha256 } = await put(Buffer.from('still there'));
      await store.close();
      await store.close();
      await expect(store.find(sha256)).rejects.toThrow(new BlobStoreUnusable('the blob store is closed'));
      expect((await bytesOf((await fixture.open()).read(sha256))).toString()).toBe('still there');
    });

    it.each(['', '../events', 'A'.repeat(64), 'a'.repeat(63), `${'a'.repeat(64)}\n`])(
      'refuses the hash %j',
      async (sha256) => {
        await expect(store.find(sha256)).rejects.toThrow(RangeError);
        await expect(bytesOf(store.read(sha256))).rejects.toThrow(RangeError);
        await expect(store.removeIfPutBefore(sha256, soon())).rejects.toThrow(RangeError);
      },
    );
  });
}
