import { startupFailure } from './startup-failure.js';

/** How long a process may take to finish what is under way. */
const LONGEST_STOP_MS = 15_000;
const PASSED_ON_MS = 1_000;

/**
 * Runs a process of this platform: starts it, and stops it in order on Ctrl-C or SIGTERM. Exit code 0 for an orderly stop, 1 for a start
 * that failed, with one line on standard error that says why.
 *
 * @param start resolves with how to stop what was started.
 */
export async function runProcess(start: () => Promise<() => Promise<void>>): Promise<void> {
  try {
    stopOnSignals(await start());
  } catch (error) {
    process.stderr.write(`${startupFailure(error)}\n`);
    process.exit(1);
  }
}

function stopOnSignals(stop: () => Promise<void>): void {
  let stoppingSince: number | undefined;
  const onSignal = (): void => {
    if (stoppingSince !== undefined) {
      // npm passes on a Ctrl-C that the terminal has sent to us already; one that comes later is meant.
      if (performance.now() - stoppingSince > PASSED_ON_MS) leave(1, 'Stopped at once.');
      return;
    }
    stoppingSince = performance.now();
    setTimeout(() => leave(1, `Not everything was finished within ${LONGEST_STOP_MS} ms.`), LONGEST_STOP_MS).unref();
    stop().then(
      () => leave(0),
      (error: unknown) => leave(1, `Stopping failed: ${String(error)}`),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

function leave(code: number, message?: string): never {
  if (message !== undefined) process.stderr.write(`${message}\n`);
  process.exit(code);
}
