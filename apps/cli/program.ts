import { types } from 'node:util';
import { Command, CommanderError } from 'commander';
import { StartupError } from '#platform/config';
import { addAuditInvariantsCommand } from './commands/audit-invariants.js';
import { addClockCommand } from './commands/clock.js';
import { addCopyDocumentsCommand } from './commands/copy-documents.js';
import { addCopyEventsCommand } from './commands/copy-events.js';
import { addImportPurchasesCommand } from './commands/import-purchases.js';
import { addParkedCommand } from './commands/parked.js';
import { addRebuildCommand } from './commands/rebuild.js';
import { addRunScriptCommand } from './commands/run-script.js';
import { addSweepBlobsCommand } from './commands/sweep-blobs.js';
import { addTokenCommand } from './commands/token.js';
import { CliError, EXIT, type ExitCode } from './errors.js';
import type { Terminal } from './output.js';

const EXIT_CODES = `
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done except for broken rows.`;

/** Runs one command line. Failures that a person can mend are one line on standard error. @param args without the program's name. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const exit = (code: ExitCode): void => void (exitCode = code);
  const program = new Command('ta')
    .description('Works on an installation of Trade Assurance.')
    .configureOutput({ writeOut: (text) => terminal.out.write(text), writeErr: (text) => terminal.err.write(text) })
    .exitOverride()
    .showHelpAfterError('Use --help to see how it is used.')
    .addHelpText('after', EXIT_CODES);
  addTokenCommand(program, terminal);
  addClockCommand(program, terminal);
  addImportPurchasesCommand(program, terminal, exit);
  addRebuildCommand(program, terminal, exit);
  addParkedCommand(program, terminal, exit);
  addCopyEventsCommand(program, terminal);
  addCopyDocumentsCommand(program, terminal);
  addAuditInvariantsCommand(program, terminal, exit);
  addRunScriptCommand(program, terminal, exit);
  addSweepBlobsCommand(program, terminal);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return failed(error, terminal);
  }
}

function failed(error: unknown, { err }: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage; // it has said why
  if (error instanceof CliError) {
    err.write(`${error.message}\n`);
    return error.exitCode;
  }
  err.write(`${lineOf(error)}\n`);
  return EXIT.failed;
}

/** A script's log has room for one line; whoever looks for a defect gets the stack with LOG_LEVEL=debug. */
function lineOf(error: unknown): string {
  if (!types.isNativeError(error)) return `Failed: ${String(error)}`;
  if (process.env['LOG_LEVEL'] === 'debug') return error.stack ?? error.message;
  const [line = ''] = error.message.split('\n', 1);
  return error instanceof StartupError ? line : `Failed: ${line}`;
}
