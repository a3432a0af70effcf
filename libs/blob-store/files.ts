import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { types } from 'node:util';
import { BlobStoreUnusable } from './port.js';

const OWNER_ONLY_FOLDER = 0o700;

/** Makes a folder, with those above it, so that it is there after a crash. Repeatable. */
export async function folderAt(path: string): Promise<void> {
  const first = await usable(() => mkdir(path, { recursive: true, mode: OWNER_ONLY_FOLDER }));
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** A name is durable only when its folder is. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // a folder cannot be opened there, and needs no syncing
  await usable(async () => {
    const folder = await open(path, 'r');
    await folder.sync();
    await folder.close();
  });
}

/** Undefined when what the work is about is not there (any more). */
export const ifThere = <T>(work: () => Promise<T>): Promise<T | undefined> =>
  usable(async () => {
    try {
      return await work();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  });

/** @throws BlobStoreUnusable for what the file system says. */
export async function usable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError) throw error; // a hash that is none
    throw new BlobStoreUnusable(types.isNativeError(error) ? error.message : String(error), { cause: error });
  }
}

export const codeOf = (error: unknown): unknown =>
  types.isNativeError(error) && 'code' in error ? error.code : undefined;
