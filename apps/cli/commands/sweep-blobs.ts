import type { Command } from 'commander';
import { blobNames, likelyNamedIn } from '#application/blobs';
import { settingsFrom } from '#platform/config';
import { openBlobStore } from '#platform/stores';
import { sweepBlobs, type SweepResult } from '#runtime';
import { dataDirOption, jsonOption } from '../options.js';
import { print, type Terminal } from '../output.js';
import { withStores } from '../stores.js';

interface Options {
  readonly dataDir: string;
  readonly json?: boolean;
}

const EXAMPLE = `
A running installation does this every hour by itself; both may do it at once.

Example:
  $ npm run ta -- sweep-blobs`;

/** `ta sweep-blobs`: removes the content of documents that no fact names. */
export function addSweepBlobsCommand(program: Command, terminal: Terminal): void {
  program
    .command('sweep-blobs')
    .description(
      'remove content that no document names and that is older than a day: what uploads that broke off have left',
    )
    .addOption(dataDirOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLE)
    .action(async (options: Options) => {
      const result = await run(options);
      print(terminal, options, result, told(result));
    });
}

const run = ({ dataDir }: Options): Promise<SweepResult> =>
  withStores(dataDir, async ({ eventStore, readStore }) => {
    const blobStore = await openBlobStore(settingsFrom({ ...process.env, DATA_DIR: dataDir }));
    try {
      return await sweepBlobs({ blobStore, eventStore, names: blobNames, likelyNamed: likelyNamedIn(readStore) });
    } finally {
      await blobStore.close();
    }
  });

const told = ({ removed, drafts }: SweepResult): string =>
  [
    `${removed.length} orphans were removed, and what ${drafts} unfinished uploads had left.`,
    ...removed.map((sha256) => `  ${sha256}`),
  ].join('\n');
