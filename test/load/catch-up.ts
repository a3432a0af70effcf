import type { EventStore } from '#event-store';
import { orderStatus } from '#read-models';
import type { ReadStore } from '#read-store';
import { ProjectionRunner, type Log } from '#runtime';

const fail = (message: string, facts?: unknown): never => {
  throw new Error(`${message}: ${JSON.stringify(facts)}`);
};
/** Nothing may go wrong in a run that is measured. */
const LOG: Log = { info: () => undefined, warn: fail, error: fail };

/** Runs the order-status projection as the projector does, from nothing to the newest event, into an empty read store, and closes that. */
export async function catchUp(
  eventStore: EventStore,
  readStore: ReadStore,
  onProgress = (): void => undefined,
): Promise<void> {
  const head = await eventStore.head();
  const { promise: reached, resolve } = withResolver();
  const runner = new ProjectionRunner({
    eventStore,
    readStore,
    projections: [orderStatus],
    log: LOG,
    onProgress: (position) => {
      onProgress();
      if (position >= head) resolve();
    },
  });
  await runner.start();
  await reached;
  await runner.stop();
  await readStore.close();
}

function withResolver(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
