import { setImmediate as nextTurn } from 'node:timers/promises';
import { MAX_BATCH_EVENTS, type SubscribeOptions, type SubscriptionBatch } from '../port.js';
import type { Changes } from './changes.js';
import type { Pages } from './pages.js';

/**
 * What is there, then what comes. A batch is read when it is asked for; between two of them nothing is held, neither events nor a
 * cursor. So what a consumer resumes from is always what it has taken, whatever an engine says of its own progress.
 *
 * @param closing ends it, as `signal` of the options does.
 */
export async function* follow(
  pages: Pick<Pages, 'ofAll'>,
  changes: Changes,
  closing: AbortSignal,
  { from, filter, signal }: SubscribeOptions,
): AsyncGenerator<SubscriptionBatch> {
  const over = signal ? AbortSignal.any([closing, signal]) : closing;
  const ended = (): boolean => over.aborted;
  const unwatch = changes.watch();
  try {
    let upTo = from;
    let toldCaughtUp = false;
    while (!ended()) {
      const seen = changes.count; // before the read, so that what comes during it is not missed
      const after = upTo;
      const reading = pages.ofAll('forward', after, filter, MAX_BATCH_EVENTS).catch((error: unknown) => {
        if (!ended()) throw error;
      });
      const step = await unlessAborted(reading, over); // a page may take as long as a server is away
      if (step === undefined || ended()) return;
      if (step.reached > upTo || (step.atEnd && !toldCaughtUp)) {
        upTo = step.reached;
        toldCaughtUp = step.atEnd;
        yield { events: step.events, upTo, caughtUp: step.atEnd };
      }
      if (step.atEnd) await unlessAborted(changes.after(seen), over);
      else await nextTurn();
    }
  } finally {
    unwatch();
  }
}

/** Undefined as soon as `signal` aborts. Leaves nothing behind on the signal, which may live for as long as the process. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const end = (): void => resolve(undefined);
    const settled = (): void => signal.removeEventListener('abort', end);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    promise.then(resolve, reject).then(settled, settled);
  });
}
