import type { Command } from 'commander';
import { Api } from '../client/api.js';
import { Credentials } from '../client/credentials.js';
import { HttpTransport } from '../client/http-transport.js';
import type { Transport } from '../client/transport.js';
import { EXIT, type ExitCode } from '../errors.js';
import { BrokenRows, placeOf } from '../import/broken-rows.js';
import { readFolder } from '../import/folder.js';
import { Marketplace } from '../import/marketplace.js';
import { readPurchases } from '../import/read-purchases.js';
import { runImport, type ImportProgress } from '../import/run-import.js';
import { summaryOf, summaryText } from '../import/summary.js';
import { dataDirOption, jsonOption, urlOption, wholeNumber } from '../options.js';
import { print, type Terminal } from '../output.js';
import { progressBar } from '../progress.js';

interface Options {
  readonly url?: URL;
  readonly concurrency: number;
  readonly dataDir: string;
  readonly json?: boolean;
}

const EXAMPLE = `
The folder holds vendors.csv, purchase-orders.csv and purchase-order-lines.csv. Every order lives through its days, and
what was rejected or is missing is disputed and refunded, by the rule in docs/sample-import.md. The clock is moved along,
and stays at the last day ("ta clock set now" brings it back). An import that was broken off is run again in the same
way; nothing is doubled.

Examples:
  $ npm run ta -- import-purchases ../shared/data/adventure-works
  $ npm run ta -- import-purchases ../shared/data/adventure-works --url http://127.0.0.1:3000`;

const FORMAT = '{bar} {percentage}% | {date} | {commands} commands | {rate}/s | {eta_formatted} left';
const DEFAULT_CONCURRENCY = 32;

/** `ta import-purchases`: purchase orders as the commands that buyers, suppliers and the platform would have sent. */
export function addImportPurchasesCommand(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  program
    .command('import-purchases')
    .description('import purchase orders as orders under Trade Assurance')
    .argument('<folder>', 'the folder with the CSV files')
    .addOption(urlOption('of a running server (default: works on the data folder in this process)'))
    .option('--concurrency <n>', 'suppliers worked on at a time', wholeNumber(1, 1_000), DEFAULT_CONCURRENCY)
    .addOption(dataDirOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLE)
    .action(async (folder: string, options: Options) => {
      const broken = await importPurchases(folder, options, terminal);
      if (broken > 0) exit(EXIT.doneWithBrokenRows);
    });
}

/** @returns how many rows are broken. */
async function importPurchases(folder: string, options: Options, terminal: Terminal): Promise<number> {
  const begun = performance.now();
  const broken = new BrokenRows();
  const purchases = readPurchases(await readFolder(folder), broken);
  const transport = await transportOf(options);
  const bar = progressBar(terminal, FORMAT);
  const onProgress = ({ steps, ofSteps, date, commands }: ImportProgress): void => {
    const rate = Math.round((commands / (performance.now() - begun)) * 1_000);
    bar.update(steps, ofSteps, { date, commands, rate });
  };
  try {
    const marketplace = new Marketplace(new Api(transport), await Credentials.of(options.dataDir));
    const { concurrency } = options;
    const imported = await runImport({ marketplace, purchases, broken, concurrency, onProgress });
    bar.stop();
    const summary = summaryOf(imported, broken.all, marketplace.commands, performance.now() - begun);
    for (const row of broken.all) terminal.err.write(`${placeOf(row)}: ${row.reason}\n`);
    print(terminal, options, summary, summaryText(summary));
    return broken.all.length;
  } finally {
    bar.stop();
    await transport.close();
  }
}

async function transportOf({ url, dataDir }: Options): Promise<Transport> {
  if (url !== undefined) return new HttpTransport(url);
  const { InProcessTransport } = await import('../client/in-process-transport.js'); // only who needs the server loads it
  return InProcessTransport.open(dataDir);
}
