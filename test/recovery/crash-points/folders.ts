import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** In memory where there is such a thing: processes die here, and no machine loses its power. */
const ROOT = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export const newFolder = (): string => mkdtempSync(join(ROOT, 'trade-assurance-'));
export const copied = (from: string, to: string): void => cpSync(from, to, { recursive: true });
export const removed = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Works in a copy of a folder that is gone afterwards. */
export async function inCopyOf<T>(origin: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = newFolder();
  try {
    copied(origin, folder);
    return await work(folder);
  } finally {
    removed(folder);
  }
}
