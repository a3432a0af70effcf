import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../test/support/event-store.js';
import { makeFolder } from './folder.js';

describe('a folder', () => {
  it('is made with those above it, also by several at once and where it is there already', async () => {
    const path = join(await temporaryFolder(), 'a', 'b', 'c');
    await Promise.all(Array.from({ length: 8 }, () => makeFolder(path)));
    await makeFolder(path);
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it('is not made in the place of a file, or below one', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolder(join(file, 'a'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it('ends with an error where the system makes none', async () => {
    await expect(makeFolder(process.platform === 'linux' ? '/proc/a/b' : '/dev/null/a')).rejects.toThrow();
  });
});
