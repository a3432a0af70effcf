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
  const ended = (): boolean => closing.aborted || signal?.aborted === true;
  const wake = (): void => changes.announce();
  const unwatch = changes.watch();
  signal?.addEventListener('abort', wake);
  try {
    let upTo = from;
    let toldCaughtUp = false;
    while (!ended()) {
      const seen = changes.count; // before the read, so that what comes during it is not missed
      const after = upTo;
      const step = await pages.ofAll('forward', after, filter, MAX_BATCH_EVENTS).catch((error: unknown) => {
        if (!ended()) throw error;
      });
      if (step === undefined || ended()) return;
      if (step.reached > upTo || (step.atEnd && !toldCaughtUp)) {
        upTo = step.reached;
        toldCaughtUp = step.atEnd;
        yield { events: step.events, upTo, caughtUp: step.atEnd };
      }
      if (step.atEnd) await changes.after(seen);
      else await nextTurn();
    }
  } finally {
    signal?.removeEventListener('abort', wake);
    unwatch();
  }
}
