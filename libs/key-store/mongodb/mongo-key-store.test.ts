import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Peer, type Fault } from '#mongodb/testing';
import { keyStoreContract } from '../contract.js';
import { KeyStoreUnusable } from '../port.js';
import { MongoKeyStore } from './index.js';

const TIMEOUTS = { selectionMs: 800, commandMs: 400, patienceMs: 1_500 };
const KEY = new Uint8Array(32).fill(7);

async function onPeer() {
  const peer = await Peer.start();
  const stores: MongoKeyStore[] = [];
  const open = async (): Promise<MongoKeyStore> => {
    const store = await MongoKeyStore.open(`mongodb://${peer.address}/keys?directConnection=true`, TIMEOUTS);
    stores.push(store);
    return store;
  };
  const remove = async (): Promise<void> => {
    await Promise.all(stores.map((store) => store.close()));
    await peer.stop();
  };
  return { peer, open, remove };
}

keyStoreContract('MongoKeyStore', onPeer);

describe('MongoKeyStore', () => {
  let place: Awaited<ReturnType<typeof onPeer>>;
  let store: MongoKeyStore;
  beforeEach(async () => {
    place = await onPeer();
    store = await place.open();
  });
  afterEach(() => place.remove());

  it('keeps the bytes of a key under its name, in the database of the URL, and reads what a majority has', async () => {
    await store.obtain('token-signing', () => KEY);
    const [stored] = place.peer.data.collection('keys').values();
    expect(stored?.['_id']).toBe('token-signing');
    expect(Buffer.from((stored?.['key'] as { buffer: Uint8Array }).buffer)).toEqual(Buffer.from(KEY));
    const commands = place.peer.commands.filter(({ find, insert }) => find !== undefined || insert !== undefined);
    expect(commands).toEqual([
      expect.objectContaining({ $db: 'keys', readConcern: { level: 'majority' } }),
      expect.objectContaining({ $db: 'keys', writeConcern: { w: 'majority', j: true } }),
    ]);
  });

  it.each<[string, Fault]>([
    ['the connection ends before the key is stored', 'cut-before'],
    ['the connection ends after it was stored', 'cut-after'],
    ['no answer comes', 'silence'],
  ])('gives the key that is stored when %s', async (_, fault) => {
    place.peer.fail('insert', fault);
    const made: Uint8Array[] = [];
    const key = await store.obtain('subject-1', () => {
      made.push(new Uint8Array(32).fill(made.length + 1));
      return made.at(-1) ?? KEY;
    });
    expect(await (await place.open()).find('subject-1')).toEqual(key);
  });

  it('destroys a key though the answer is lost', async () => {
    await store.obtain('subject-1', () => KEY);
    place.peer.fail('delete', 'cut-after');
    await store.destroy('subject-1');
    expect(await store.find('subject-1')).toBeUndefined();
  });

  it('fails with the error of its port, in one line, when the server is gone', async () => {
    await place.peer.stop();
    const finding = store.find('subject-1');
    await expect(finding).rejects.toThrow(KeyStoreUnusable);
    await expect(finding).rejects.toThrow(/^the key store is out of reach: [^\n]+$/);
  });

  it('says so when it was closed', async () => {
    await store.close();
    await store.close();
    await expect(store.find('subject-1')).rejects.toThrow(new KeyStoreUnusable('the key store is closed'));
  });

  it('gives up when no majority gets to have the key', async () => {
    const taken: Fault = { answer: { ok: 1, n: 0, writeErrors: [{ index: 0, code: 11_000, errmsg: 'E11000' }] } };
    place.peer.fail('insert', ...Array<Fault>(20).fill(taken));
    await expect(store.obtain('subject-1', () => KEY)).rejects.toThrow('no majority has the key subject-1');
  }, 20_000);
});
