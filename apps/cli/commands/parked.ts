import { Argument, type Command } from 'commander';
import { listParked, retryParked } from '#runtime';
import { EXIT, type ExitCode } from '../errors.js';
import { dataDirOption, jsonOption } from '../options.js';
import { print, type Terminal } from '../output.js';
import { projectionNamed, projections, withStores, type Stores } from '../stores.js';

interface Options {
  readonly dataDir: string;
  readonly json?: boolean;
}

/** A key of a read model whose events wait, because the first of them could not be digested. */
interface Parked {
  readonly readModel: string;
  readonly key: string;
  readonly events: number;
  readonly error: string;
}
interface Retried {
  readonly readModel: string;
  readonly key: string;
  /** Null when the key is digested now. */
  readonly error: string | null;
}

const EXAMPLE = `
Examples:
  $ npm run ta -- parked
  $ npm run ta -- parked retry order-status`;

/** `ta parked`: what a read model could not digest, and trying it again. */
export function addParkedCommand(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  program
    .command('parked')
    .description('list what read models could not digest, or try it again')
    .addArgument(new Argument('[act]', 'what to do').choices(['list', 'retry']).default('list'))
    .addArgument(new Argument('[read-model]', 'only this one').choices(projections.map(({ name }) => name)))
    .addOption(dataDirOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLE)
    .action(async (act: 'list' | 'retry', name: string | undefined, options: Options) => {
      const names = name === undefined ? projections.map((each) => each.name) : [name];
      const open = await withStores(options.dataDir, (stores) =>
        act === 'list' ? list(stores, names, terminal, options) : retry(stores, names, terminal, options),
      );
      if (act === 'retry' && open > 0) exit(EXIT.failed);
    });
}

/** @returns how many there are. */
async function list(
  { readStore }: Stores,
  names: readonly string[],
  terminal: Terminal,
  options: Options,
): Promise<number> {
  const parked: Parked[] = [];
  for (const readModel of names) {
    const live = await readStore.live(projectionNamed(readModel));
    for (const { key, positions, error } of await listParked(live))
      parked.push({ readModel, key, events: positions.length, error });
  }
  const lines = parked.map(
    ({ readModel, key, events, error }) => `${readModel} ${key}: ${events} events wait: ${error}`,
  );
  print(terminal, options, parked, lines.join('\n') || 'Nothing is parked.');
  return parked.length;
}

/** @returns how many are still parked. */
async function retry(stores: Stores, names: readonly string[], terminal: Terminal, options: Options): Promise<number> {
  const retried: Retried[] = [];
  for (const readModel of names) {
    const projection = projectionNamed(readModel);
    const live = await stores.readStore.live(projection);
    for (const { key, error = null } of await retryParked(stores.eventStore, projection, live))
      retried.push({ readModel, key, error });
  }
  const lines = retried.map(
    ({ readModel, key, error }) => `${readModel} ${key}: ${error === null ? 'digested now' : `still parked: ${error}`}`,
  );
  print(terminal, options, retried, lines.join('\n') || 'Nothing is parked.');
  return retried.filter(({ error }) => error !== null).length;
}
