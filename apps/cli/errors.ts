/** What a script can tell from the exit code. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** The command line itself is wrong; nothing was tried. */
  usage: 2,
  /** Everything else was done, but some rows of the input were left out. */
  doneWithBrokenRows: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something that the person at the terminal can understand and mend: its message is the one line that he gets. */
export class CliError extends Error {
  override readonly name: string = 'CliError';
  readonly exitCode: ExitCode = EXIT.failed;
}

/** The command cannot be meant as it was written. */
export class UsageError extends CliError {
  override readonly name = 'UsageError';
  override readonly exitCode = EXIT.usage;
}
