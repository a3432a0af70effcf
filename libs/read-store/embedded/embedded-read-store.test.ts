import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStoreContract } from '../contract.js';
import { EmbeddedReadStore } from './embedded-read-store.js';

readStoreContract('EmbeddedReadStore', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'read-store-'));
  return {
    open: () => EmbeddedReadStore.open(folder),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
});
