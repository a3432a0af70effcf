import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commandsOverAdapter } from './commands-over-adapter.js';
import { commandsOverLibsql } from './commands-over-libsql.js';
import { inNewFolder } from './folders.js';
import { commandsOverClient } from './commands-over-client.js';
import { httpCommands } from './http-commands.js';
import { projectionMemory } from './projection-memory.js';
import { projectionOverClient } from './projection-over-client.js';
import { projectionOverLoops } from './projection-over-loops.js';
import { meets, type Figure, type Options, type Row } from './row.js';
import { serversIn } from './servers.js';
import { table } from './table.js';

const EMBEDDED: readonly Row[] = [
  commandsOverAdapter,
  commandsOverLibsql,
  httpCommands,
  projectionOverLoops,
  projectionMemory,
];

const servers = serversIn(process.env);
// Projections first: the server keeps what the commands write, and all of it would be read.
const ON_SERVERS: readonly Row[] = servers ? [projectionOverClient(servers), commandsOverClient(servers)] : [];
const ROWS = [...EMBEDDED, ...ON_SERVERS];

const USAGE = `npm run bench -- [options]
  Measures on embedded stores; with EVENTSTORE_URL and MONGODB_URL set, on these servers instead, which keep the events.

  --only <name>   one row, or several when given again: ${ROWS.map(({ name }) => name).join(', ')}
  --rounds <n>    counted rounds per ratio, default 5
  --events <n>    events of the catch-up whose memory is watched, default 1000000
  --folder <path> where the stores are made, default the system's temporary folder: it should be a real disk
  --json          the figures as JSON
  --strict        exit with 1 when a figure misses its limit`;

/** Measures the rows one after another, prints the table. Exit code 2 for wrong options. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string', default: '5' },
      events: { type: 'string', default: '1000000' },
      folder: { type: 'string', default: join(tmpdir(), 'trade-assurance-bench') },
      json: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const say = (progress: string): void => console.error(progress);
  const rounds = positiveInteger('rounds', values.rounds);
  const events = positiveInteger('events', values.events);
  await mkdir(values.folder, { recursive: true });
  const figures: Figure[] = [];
  for (const row of chosen(values.only)) {
    say(`${row.name} …`);
    figures.push(
      await inNewFolder(values.folder, (folder) => row.measure({ folder, rounds, events, say } satisfies Options)),
    );
  }
  console.log(values.json ? JSON.stringify(figures, undefined, 2) : table(figures));
  if (values.strict && !figures.every(meets)) process.exitCode = 1;
}

function chosen(names: readonly string[]): readonly Row[] {
  const unknown = names.find((name) => !ROWS.some((row) => row.name === name));
  if (unknown !== undefined) throw new RangeError(`there is no row "${unknown}"`);
  if (names.length > 0) return ROWS.filter(({ name }) => names.includes(name));
  return servers ? ON_SERVERS : EMBEDDED;
}

function positiveInteger(option: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new RangeError(`--${option} takes a positive whole number, not "${text}"`);
  return Number(text);
}

try {
  await main();
} catch (error) {
  const isUsage = error instanceof RangeError || (error instanceof TypeError && 'code' in error);
  console.error(isUsage ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = 2;
}
