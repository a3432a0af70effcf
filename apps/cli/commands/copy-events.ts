import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { EventStore } from '#event-store';
import { openEventStore } from '#platform/stores';
import { copyEvents, type CopyProgress, type CopyResult } from '#runtime';
import { UsageError } from '../errors.js';
import { jsonOption } from '../options.js';
import { print, type Terminal } from '../output.js';
import { progressBar } from '../progress.js';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly json?: boolean;
}

const EXAMPLE = `
Nothing may write to the target meanwhile, and what is written to the source after the copying is not in it. Broken off, the same command
goes on. The read models are built anew from the target when the servers start on it.

Examples:
  $ npm run ta -- copy-events --from data --to esdb://events.example.org:2113
  $ npm run ta -- copy-events --from esdb://events.example.org:2113 --to copy`;

const FORMAT = '{phase} {bar} {percentage}% | {events} events | {rate}/s';

/** `ta copy-events`: every event from one store into another, verified at the end. */
export function addCopyEventsCommand(program: Command, terminal: Terminal): void {
  const address = 'a data folder, or a connection string of EventStoreDB';
  program
    .command('copy-events')
    .description('copy every event into another store, and verify it by the hashes')
    .requiredOption('--from <store>', address)
    .requiredOption('--to <store>', address)
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLE)
    .action(async (options: Options) => print(terminal, options, ...told(await run(options, terminal))));
}

async function run({ from, to }: Options, terminal: Terminal): Promise<CopyResult> {
  if (from === to) throw new UsageError('The source and the target are the same.');
  if (!isUrl(from) && !existsSync(from)) throw new UsageError(`There is no data folder ${from}.`);
  return withStore(from, (source) => withStore(to, (target) => copied(source, target, terminal)));
}

async function copied(from: EventStore, to: EventStore, terminal: Terminal): Promise<CopyResult> {
  const bar = progressBar(terminal, FORMAT);
  let begun = performance.now();
  let phase: CopyProgress['phase'] = 'copying';
  const onProgress = (progress: CopyProgress): void => {
    if (progress.phase !== phase) begun = performance.now();
    ({ phase } = progress);
    const rate = Math.round((progress.events * 1_000) / (performance.now() - begun));
    bar.update(Number(progress.position), Number(progress.head), { phase, events: progress.events, rate });
  };
  try {
    return await copyEvents({ from, to, onProgress });
  } finally {
    bar.stop();
  }
}

const isUrl = (store: string): boolean => /^esdb(\+discover)?:\/\//.test(store);

async function withStore<T>(address: string, work: (store: EventStore) => Promise<T>): Promise<T> {
  const place = isUrl(address) ? { dataDir: '', eventStoreUrl: address } : { dataDir: address };
  const store = await openEventStore(place);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const told = (result: CopyResult): readonly [CopyResult, string] => [
  result,
  `${result.copied} events copied, ${result.verified} verified: both stores hold the same, in the same order.\nDigest over all hashes: ${result.digest}`,
];
