import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { keyStoreContract } from './contract.js';
import { FileKeyStore } from './file-key-store.js';
import { KeyStoreUnusable } from './port.js';

const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'keys-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

keyStoreContract('FileKeyStore', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keys-'));
  return { open: () => FileKeyStore.open(join(folder, 'keys')), remove: () => rm(folder, { recursive: true }) };
});

describe('FileKeyStore', () => {
  it('lets only the owner read, and leaves nothing but the key', () =>
    inFolder(async (folder) => {
      const store = await FileKeyStore.open(join(folder, 'keys'));
      await store.obtain('token-signing', () => new Uint8Array(32));
      expect((await stat(join(folder, 'keys'))).mode & 0o777).toBe(0o700);
      expect((await stat(join(folder, 'keys', 'token-signing'))).mode & 0o777).toBe(0o600);
      expect(await readdir(join(folder, 'keys'))).toEqual(['token-signing']);
    }));

  it('says what is wrong when the folder cannot be made', () =>
    inFolder(async (folder) => {
      await writeFile(join(folder, 'a-file'), '');
      await expect(FileKeyStore.open(join(folder, 'a-file', 'keys'))).rejects.toThrow(KeyStoreUnusable);
    }));
});
