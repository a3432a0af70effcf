import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { EXIT, UsageError, type ExitCode } from '../errors.js';
import { dataDirOption, jsonOption, urlOption } from '../options.js';
import { print, type Terminal } from '../output.js';
import { scriptSchema, type Script } from '../script/format.js';
import { onServer, onThrowAway, type Installation } from '../script/installation.js';
import { violationsIn, WholeAudit } from '../script/invariants.js';
import { BadScript, parseScript } from '../script/parse-script.js';
import { ScriptRunner, type StepResult } from '../script/run-script.js';

interface Options {
  readonly url?: URL;
  readonly dataDir: string;
  readonly json?: boolean;
  readonly schema?: boolean;
}

interface Result {
  readonly steps: readonly StepResult[];
  readonly events: number;
  readonly violations: readonly string[];
}

const EXAMPLE = `
Runs on a new installation that is gone afterwards, or with --url against a running server, whose stores and keys are those of
--data-dir. After the last step all six invariants of the rulebook are audited. The format: docs/scripts.md.
Exit code 1 when an answer is not as expected or an invariant is broken, 2 when the file is no script.

Examples:
  $ npm run ta -- run-script docs/scripts/founding-example.json
  $ npm run ta -- run-script failure.json --json | jq '.violations'
  $ npm run ta -- run-script docs/scripts/founding-example.json --url http://127.0.0.1:3000`;

/** `ta run-script`: what several parties do, step by step, as a file says it. */
export function addRunScriptCommand(program: Command, terminal: Terminal, exit: (code: ExitCode) => void): void {
  program
    .command('run-script')
    .description('run a script of what several parties do, and audit the invariants')
    .argument('[file]', 'the script, as JSON')
    .addOption(urlOption('of a running server (default: a new installation in this process)'))
    .option('--schema', 'print the JSON Schema of scripts instead')
    .addOption(dataDirOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLE)
    .action(async (file: string | undefined, options: Options) => {
      if (options.schema === true) {
        print(terminal, { json: true }, scriptSchema, '');
        return;
      }
      const result = await run(await readScript(file), options, terminal);
      print(terminal, options, result, summary(result));
      if (problemsOf(result).length > 0 || result.violations.length > 0) exit(EXIT.failed);
    });
}

async function readScript(file: string | undefined): Promise<Script> {
  if (file === undefined) throw new UsageError('Name the file with the script.');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException; // readFile throws nothing else
    throw new UsageError(`Cannot read ${file} (${code ?? message}).`);
  });
  try {
    return parseScript(text);
  } catch (error) {
    throw error instanceof BadScript ? new BadScript(`${file}: ${error.message}`) : error;
  }
}

function run(script: Script, { url, dataDir, json = false }: Options, { out }: Terminal): Promise<Result> {
  const work = async (installation: Installation, run: string): Promise<Result> => {
    const runner = new ScriptRunner(installation, run);
    const steps: StepResult[] = [];
    for (const step of script.steps) {
      const results = await runner.step(step);
      if (!json) for (const result of results) out.write(`${lineOf(result)}\n`);
      steps.push(...results);
    }
    const audited = await new WholeAudit(installation.stores).look();
    return { steps, events: audited.events, violations: violationsIn(audited) };
  };
  // In a new installation nothing can collide, and the same script writes the same ids.
  if (url === undefined) return onThrowAway((installation) => work(installation, 'run'));
  return onServer(url, dataDir, (installation) => work(installation, randomUUID().slice(0, 8)));
}

function lineOf({ place, who, what, status, code, problem }: StepResult): string {
  const answer = [status === null ? '' : String(status), code ?? ''].filter(Boolean).join(' ');
  const wrong = problem === null ? '' : `  ✗ ${problem}`;
  return `${place.padStart(4)}  ${who}  ${what}  ${answer === '' ? '-' : answer}${wrong}`;
}

const problemsOf = ({ steps }: Result): readonly StepResult[] => steps.filter(({ problem }) => problem !== null);

function summary(result: Result): string {
  const { steps, events, violations } = result;
  const wrong = problemsOf(result);
  const answers =
    wrong.length === 0 ? 'all as expected' : `not as expected: ${wrong.map(({ place }) => place).join(', ')}`;
  const audit = violations.length === 0 ? [`All six invariants hold over ${events} events.`] : violations;
  return [`${steps.length} steps, ${answers}.`, ...audit].join('\n');
}
