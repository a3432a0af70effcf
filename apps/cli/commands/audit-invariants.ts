import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { InvariantAudit, type Finding } from '#invariants';
import { settingsFrom } from '#platform/config';
import { openEventStore } from '#platform/stores';
import { recorded } from '#runtime';
import { EXIT, UsageError, type ExitCode } from '../errors.js';
import { dataDirOption, jsonOption } from '../options.js';
import { print, type Terminal } from '../output.js';

interface Options {
  readonly dataDir: string;
  readonly json?: boolean;
}

interface Result {
  readonly events: number;
  readonly findings: readonly Finding[];
}

const EXAMPLE = `
It reads events and nothing else; read models are audited by rebuilding them. Exit code 1 when an invariant is broken.

Examples:
  $ npm run ta -- audit-invariants
  $ npm run ta -- audit-invariants --json | jq '.findings[] | select(.first != null)'`;

/** `ta audit-invariants`: history held against the rulebook's invariants. */
export function addAuditInvariantsCommand(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  program
    .command('audit-invariants')
    .description('hold the whole history against the invariants of the rulebook, from its events alone')
    .addOption(dataDirOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLE)
    .action(async (options: Options) => {
      const result = await audit(options.dataDir);
      print(terminal, options, result, told(result));
      if (result.findings.some(({ first }) => first !== null)) exit(EXIT.failed);
    });
}

async function audit(dataDir: string): Promise<Result> {
  if (!existsSync(dataDir))
    throw new UsageError(`There is no data folder ${dataDir}. Start the server once, or name another with --data-dir.`);
  const eventStore = await openEventStore(settingsFrom({ ...process.env, DATA_DIR: dataDir }));
  try {
    const invariants = new InvariantAudit();
    for await (const events of eventStore.readAll()) for (const event of events) invariants.take(recorded(event));
    return { events: invariants.events, findings: invariants.findings() };
  } finally {
    await eventStore.close();
  }
}

const told = ({ events, findings }: Result): string => [`${events} events`, ...findings.map(line)].join('\n');

function line({ invariant, rule, violations, first }: Finding): string {
  if (first === null) return `${invariant}. holds: ${rule}`;
  const { stream, revision, position, type, problem } = first;
  return `${invariant}. BROKEN ${violations} times: ${rule}\n   first at position ${position}, ${stream} ${revision} (${type}): ${problem}`;
}
