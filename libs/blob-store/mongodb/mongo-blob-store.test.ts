import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Binary } from 'mongodb';
import { Peer, type Fault } from '#mongodb/testing';
import { blobStoreContract, bytesOf, inPieces, sha256Of } from '../contract.js';
import { BlobDamaged, BlobStoreUnusable } from '../port.js';
import { MongoBlobStore } from './index.js';

const TIMEOUTS = { selectionMs: 800, commandMs: 400, patienceMs: 1_500 };
const NO_LIMIT = Number.MAX_SAFE_INTEGER;
const soon = (): Date => new Date(Date.now() + 60_000);

async function onPeer() {
  const peer = await Peer.start();
  const stores: MongoBlobStore[] = [];
  const open = async (): Promise<MongoBlobStore> => {
    const store = await MongoBlobStore.open(`mongodb://${peer.address}/shop?directConnection=true`, TIMEOUTS);
    stores.push(store);
    return store;
  };
  const remove = async (): Promise<void> => {
    await Promise.all(stores.map((store) => store.close()));
    await peer.stop();
  };
  return { peer, open, remove };
}

blobStoreContract('MongoBlobStore', onPeer);

describe('MongoBlobStore', () => {
  const content = randomBytes(600_000);
  let place: Awaited<ReturnType<typeof onPeer>>;
  let store: MongoBlobStore;
  const sizes = () =>
    ['blobs', 'blob-drafts', 'blob.files', 'blob.chunks'].map((name) => place.peer.data.collection(name).size);

  beforeEach(async () => {
    place = await onPeer();
    store = await place.open();
  });
  afterEach(() => place.remove());

  it('keeps a file of GridFS and what names it, written to a majority’s journals', async () => {
    await store.put(inPieces(content), NO_LIMIT);
    expect(sizes()).toEqual([1, 0, 1, 3]);
    const writes = place.peer.commands.filter(({ insert }) => insert !== undefined);
    expect(writes.length).toBeGreaterThan(4);
    for (const write of writes)
      expect(write).toMatchObject({ $db: 'shop-documents', writeConcern: { w: 'majority', j: true } });
  });

  it('keeps one file of content that came twice', async () => {
    await store.put(inPieces(content), NO_LIMIT);
    await store.put(inPieces(content), NO_LIMIT);
    expect(sizes()).toEqual([1, 0, 1, 3]);
  });

  it('gives no end of a blob with another byte', async () => {
    const { sha256 } = await store.put(inPieces(content), NO_LIMIT);
    const [last] = [...place.peer.data.collection('blob.chunks')].slice(-1);
    const [id, chunk] = last ?? ['', {}];
    place.peer.data.collection('blob.chunks').set(id, { ...chunk, data: new Binary(Buffer.alloc(77_760)) });
    await expect(bytesOf(store.read(sha256))).rejects.toThrow(new BlobDamaged(sha256));
  });

  it('gives no end of a blob whose chunk is missing', async () => {
    const { sha256 } = await store.put(inPieces(content), NO_LIMIT);
    const [last] = [...place.peer.data.collection('blob.chunks').keys()].slice(-1);
    place.peer.data.collection('blob.chunks').delete(last ?? '');
    await expect(bytesOf(store.read(sha256))).rejects.toThrow(new BlobDamaged(sha256));
  });

  it('clears away what was being written when the server was gone', async () => {
    const refused: Fault = { answer: { ok: 0, code: 8_000, errmsg: 'no room' } };
    const works = place.peer;
    async function* untilRefused(): AsyncGenerator<Uint8Array> {
      yield* inPieces(content.subarray(0, 300_000));
      works.fail('insert', refused);
      yield content.subarray(300_000);
    }
    const putting = store.put(untilRefused(), NO_LIMIT);
    await expect(putting).rejects.toThrow(BlobStoreUnusable);
    expect(await store.find(sha256Of(content))).toBeUndefined();
    expect(sizes()).toEqual([0, 1, 0, 1]);
    expect(await store.clearDrafts(new Date(0))).toBe(0);
    expect(await store.clearDrafts(soon())).toBe(1);
    expect(sizes()).toEqual([0, 0, 0, 0]);
  });

  it('keeps a blob whose writer was killed before it could cross out its draft', async () => {
    const { sha256 } = await store.put(inPieces(content), NO_LIMIT);
    const file = String([...place.peer.data.collection('blobs').values()][0]?.['file']);
    place.peer.data.collection('blob-drafts').set(file, { _id: file, begunAt: new Date(0), sha256 });
    expect(await store.clearDrafts(soon())).toBe(1);
    expect((await bytesOf(store.read(sha256))).equals(content)).toBe(true);
    expect(sizes()).toEqual([1, 0, 1, 3]);
  });

  it.each<Fault>(['cut-before', 'cut-after', 'silence'])(
    'removes a blob though the connection fails: %s',
    async (fault) => {
      const { sha256 } = await store.put(inPieces(content), NO_LIMIT);
      place.peer.fail('delete', fault);
      expect(await store.removeIfPutBefore(sha256, soon())).toBe(true);
      expect(sizes()).toEqual([0, 0, 0, 0]);
    },
  );

  it('fails with the error of its port, in one line, when the server is gone', async () => {
    await place.peer.stop();
    const finding = store.find('0'.repeat(64));
    await expect(finding).rejects.toThrow(BlobStoreUnusable);
    await expect(finding).rejects.toThrow(/^the blob store is out of reach: [^\n]+$/);
  });
});
