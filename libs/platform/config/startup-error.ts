/** The process cannot start, for a reason that a person can mend; its message is the one line that he gets. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
