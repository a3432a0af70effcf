import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { BlobStore } from '#blob-store';
import { openBlobStore } from '#platform/stores';
import { copyBlobs, type CopyBlobsResult } from '#runtime';
import { UsageError } from '../errors.js';
import { jsonOption } from '../options.js';
import { print, type Terminal } from '../output.js';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly json?: boolean;
}

const EXAMPLE = `
The servers may go on meanwhile. Broken off, the same command goes on. Copy the documents before the events, and once more after them:
then nothing is named in the copy that is not there.

Examples:
  $ npm run ta -- copy-documents --from data --to 'mongodb://documents.example.org:27017/trade-assurance?replicaSet=rs0'
  $ npm run ta -- copy-documents --from 'mongodb://documents.example.org:27017/trade-assurance?replicaSet=rs0' --to copy`;

/** `ta copy-documents`: the content of every document into another store, verified by the hashes. */
export function addCopyDocumentsCommand(program: Command, terminal: Terminal): void {
  const address = 'a data folder, or the connection string of MongoDB as the servers have it';
  program
    .command('copy-documents')
    .description('copy the content of every document into another store, and verify it by the hashes')
    .requiredOption('--from <store>', address)
    .requiredOption('--to <store>', address)
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLE)
    .action(async (options: Options) => {
      const result = await run(options);
      print(terminal, options, result, told(result));
    });
}

async function run({ from, to }: Options): Promise<CopyBlobsResult> {
  if (from === to) throw new UsageError('The source and the target are the same.');
  if (!isUrl(from) && !existsSync(from)) throw new UsageError(`There is no data folder ${from}.`);
  return withBlobs(from, (source) => withBlobs(to, (target) => copyBlobs({ from: source, to: target })));
}

const isUrl = (store: string): boolean => /^mongodb(\+srv)?:\/\//.test(store);

async function withBlobs<T>(address: string, work: (store: BlobStore) => Promise<T>): Promise<T> {
  const store = await openBlobStore(isUrl(address) ? { dataDir: '', mongoUrl: address } : { dataDir: address });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const told = ({ copied, bytes, there }: CopyBlobsResult): string =>
  `${copied} documents copied, ${bytes} bytes; ${there} were there already.`;
