import { Argument, type Command } from 'commander';
import { rebuild, type RebuildProgress, type RebuildResult } from '#runtime';
import { EXIT, type ExitCode } from '../errors.js';
import { dataDirOption, jsonOption } from '../options.js';
import { print, type Terminal } from '../output.js';
import { progressBar } from '../progress.js';
import { projectionNamed, projections, withStores } from '../stores.js';

interface Options {
  readonly acceptDifferences?: boolean;
  readonly dataDir: string;
  readonly json?: boolean;
}

const EXAMPLE = `
The running server goes on answering from the read model as it is, until the new one takes its place.

Example:
  $ npm run ta -- rebuild order-status`;

const FORMAT = '{bar} {percentage}% | {events} events | {rate}/s | {left} left';

/** `ta rebuild`: builds a read model anew beside the live one, compares the two, and swaps them. */
export function addRebuildCommand(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  program
    .command('rebuild')
    .description('build a read model anew beside the live one, compare them, and swap')
    .addArgument(new Argument('<read-model>', 'which').choices(projections.map(({ name }) => name)))
    .option('--accept-differences', 'swap although the same version of the code made other documents')
    .addOption(dataDirOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLE)
    .action(async (name: string, options: Options) => {
      const result = await run(name, options, terminal);
      print(terminal, options, result, told(name, result));
      if (!result.swapped) exit(EXIT.failed);
    });
}

async function run(
  name: string,
  { dataDir, acceptDifferences = false }: Options,
  terminal: Terminal,
): Promise<RebuildResult> {
  const bar = progressBar(terminal, FORMAT);
  const begun = performance.now();
  let from: bigint | undefined;
  const onProgress = ({ events, position, head }: RebuildProgress): void => {
    from ??= position;
    const seconds = (performance.now() - begun) / 1_000;
    const rate = Number(position - from) / seconds;
    const left = rate > 0 ? `${Math.ceil(Number(head - position) / rate)} s` : '…';
    bar.update(Number(position), Number(head), { events, rate: Math.round(events / seconds), left });
  };
  const projection = projectionNamed(name);
  try {
    return await withStores(dataDir, (stores) => rebuild({ ...stores, projection, acceptDifferences, onProgress }));
  } finally {
    bar.stop();
  }
}

function told(name: string, { swapped, generation, events, compared, differences, examples }: RebuildResult): string {
  const examined = `${name}: ${events} events, ${compared} documents compared, ${differences} differ.`;
  const ids = examples.map(({ id }) => id).join(', ');
  const shown = differences === 0 ? '' : ` The first: ${ids}.`;
  if (swapped) return `${examined}${shown} Generation ${generation} is live.`;
  return `${examined}${shown} Not swapped: the same code must make the same documents; look first, then use --accept-differences.`;
}
