import { Argument, type Command } from 'commander';
import { listParked, retryParked } from '#runtime';
import { EXIT, type ExitCode } from '../errors.js';
import { dataDirOption, jsonOption } from '../options.js';
import { print, type Terminal } from '../output.js';
import { parkedInstances } from '../parked-inputs.js';
import { projectionNamed, projections, withStores, type Stores } from '../stores.js';

interface Options {
  readonly dataDir: string;
  readonly json?: boolean;
}

/** Events that wait, because the first of them could not be digested. */
interface Parked {
  /** The read model, or `saga` and the saga's name. */
  readonly by: string;
  /** The document, or the saga's instance. */
  readonly key: string;
  /** How many wait; undefined after a retry. */
  readonly events?: number;
  /** Why; null when a retry was good. */
  readonly error: string | null;
}

const SAGAS = 'sagas';

const EXAMPLE = `
Examples:
  $ npm run ta -- parked
  $ npm run ta -- parked retry order-status`;

/** `ta parked`: what read models and sagas could not digest, and trying it again. */
export function addParkedCommand(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  const names = projections.map(({ name }) => name);
  program
    .command('parked')
    .description('list what read models and sagas could not digest, or try it again')
    .addArgument(new Argument('[act]', 'what to do').choices(['list', 'retry']).default('list'))
    .addArgument(new Argument('[where]', 'only this read model, or the sagas').choices([...names, SAGAS]))
    .addOption(dataDirOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLE)
    .action(async (act: 'list' | 'retry', where: string | undefined, options: Options) => {
      const models = names.filter((name) => where === undefined || where === name);
      const withSagas = where === undefined || where === SAGAS;
      const parked = await (act === 'list' ? list : retry)(options.dataDir, models, withSagas);
      print(terminal, options, parked, parked.map(told).join('\n') || 'Nothing is parked.');
      if (act === 'retry' && parked.some(({ error }) => error !== null)) exit(EXIT.failed);
    });
}

function told({ by, key, events, error }: Parked): string {
  if (error === null) return `${by} ${key}: digested now`;
  return `${by} ${key}: ${events === undefined ? 'still parked' : `${events} events wait`}: ${error}`;
}

const list = (dataDir: string, models: readonly string[], withSagas: boolean): Promise<readonly Parked[]> =>
  withStores(dataDir, async ({ eventStore, readStore }) => {
    const parked: Parked[] = [];
    for (const by of models) {
      const live = await readStore.live(projectionNamed(by));
      for (const { key, events, error } of await listParked(live)) parked.push({ by, key, events, error });
    }
    if (withSagas)
      for (const { saga, instance, inputs, error } of await parkedInstances(eventStore))
        parked.push({ by: `saga ${saga}`, key: instance, events: inputs, error });
    return parked;
  });

async function retry(dataDir: string, models: readonly string[], withSagas: boolean): Promise<readonly Parked[]> {
  const { retried, instances } = await withStores(dataDir, async (stores) => ({
    retried: await retryModels(stores, models),
    instances: withSagas ? await parkedInstances(stores.eventStore) : [],
  }));
  if (instances.length === 0) return retried;
  const { retryInstances } = await import('../retry-parked-inputs.js'); // loads the server's parts
  const errors = await retryInstances(dataDir, instances);
  const ofSagas = instances.map(({ saga, instance }, at) => ({
    by: `saga ${saga}`,
    key: instance,
    error: errors[at] ?? null,
  }));
  return [...retried, ...ofSagas];
}

async function retryModels({ eventStore, readStore }: Stores, models: readonly string[]): Promise<readonly Parked[]> {
  const retried: Parked[] = [];
  for (const by of models) {
    const projection = projectionNamed(by);
    const live = await readStore.live(projection);
    for (const { key, error = null } of await retryParked(eventStore, projection, live))
      retried.push({ by, key, error });
  }
  return retried;
}
