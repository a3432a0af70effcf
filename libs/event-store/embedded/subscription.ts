import { setImmediate as nextTurn } from 'node:timers/promises';
import { MAX_BATCH_EVENTS, type SubscribeOptions, type SubscriptionBatch } from '../port.js';
import type { Changes } from './changes.js';
import { conditionOf } from './filter.js';
import type { RunRead } from './reading.js';

/**
 * What is there, then what comes. A batch is read when it is asked for; between two of them nothing is held, neither events nor a
 * cursor.
 *
 * @param closing ends it, as `signal` of the options does.
 */
export async function* follow(
  run: RunRead,
  changes: Changes,
  closing: AbortSignal,
  { from, filter, signal }: SubscribeOptions,
): AsyncGenerator<SubscriptionBatch> {
  const condition = conditionOf(filter);
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
      const step = await run((reader) => reader.step('forward', after, condition, MAX_BATCH_EVENTS)).catch(
        (error: unknown) => {
          if (!ended()) throw error;
        },
      );
      if (step === undefined || ended()) return;
      if (step.reached > upTo || (step.atEnd && !toldCaughtUp)) {
        upTo = step.reached;
        toldCaughtUp = step.atEnd;
        yield { events: step.events, upTo, caughtUp: step.atEnd };
      }
      if (step.atEnd) await changes.after(seen);
      else await nextTurn(); // a consumer that never waits would otherwise keep everything else from running
    }
  } finally {
    signal?.removeEventListener('abort', wake);
    unwatch();
  }
}
