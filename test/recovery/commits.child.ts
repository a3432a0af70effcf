import { position } from '#kernel';
import { EmbeddedReadStore } from '#read-store/embedded';
import { documentsAt, TALLIES, type Tally } from '../support/tallies.js';

/**
 * Commits to the tallies in a folder for ever, each commit with all documents and the checkpoint at the next position,
 * and says each position once its commit is acknowledged. Several may run at once. Ends when somebody kills it.
 */
const [, , folder = ''] = process.argv;

const store = await EmbeddedReadStore.open(folder);
await store.ensureLive(TALLIES);
const tallies = await store.live<Tally>(TALLIES);
for (;;) {
  const next = position((await tallies.checkpoint()) + 1n);
  await tallies.commit({ documents: documentsAt(next), checkpoint: next });
  process.stdout.write(`${next}\n`);
}
