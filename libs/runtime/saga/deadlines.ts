import { setTimeout as sleep } from 'node:timers/promises';
import { instant, on, textAt, type Projection } from '#kernel';
import type { Clock } from '#clock';
import { StoreUnavailable } from '#event-store';
import type { Query, ReadStore } from '#read-store';
import { asError } from '../background.js';
import type { Log } from '../log.js';
import type { SagaEvent } from './events.js';
import type { Instances } from './instances.js';

/** A moment that a saga instance waits for. */
export interface DueDoc {
  readonly saga: string;
  readonly instance: string;
  readonly name: string;
  readonly dueAt: string;
  readonly correlationId: string;
  /** The event that scheduled it. */
  readonly causationId: string;
}

/** The due list. Deadlines are facts in the sagas' streams; this only finds them by time. */
export const deadlines: Projection<DueDoc> = {
  name: 'deadlines',
  version: 1,
  declaration: { fields: { dueAt: 'string', saga: 'string' }, indexes: [['saga', 'dueAt'], ['dueAt']] },
  keys: ({ data }) => [['saga', 'instance', 'name'].map((part) => textAt(data, part)).join(' ')],
  ...on<DueDoc, SagaEvent>({
    'deadline.scheduled.v1': (_, { id, data, metadata }) => ({
      ...data,
      correlationId: metadata.correlationId,
      causationId: id,
    }),
    'deadline.cancelled.v1': () => null,
    'deadline.passed.v1': () => null,
  }),
};

const LOOK_EVERY_MS = 200;
const AT_ONCE = 100;

export interface DeadlineOptions {
  readonly readStore: ReadStore;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Wakes the instances whose moments have come, until stopped. Waking twice is harmless: the instance knows what it waits for. Each
 * saga has its own turn, and an instance that cannot be woken stays on the list, so that none holds up the others.
 */
export async function passDeadlines(
  options: DeadlineOptions,
  instances: Instances,
  signal: AbortSignal,
  running: () => void,
): Promise<void> {
  while (!signal.aborted) {
    for (const saga of instances.sagas) await passDue(saga, options, instances);
    running();
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined); // stopped while pausing
  }
}

/** All that are due, page by page: those that stay on the list would otherwise fill the first page for ever. */
async function passDue(saga: string, { readStore, clock, log }: DeadlineOptions, instances: Instances): Promise<void> {
  const live = await readStore.live<DueDoc>(deadlines);
  const due: Omit<Query, 'cursor'> = {
    where: { saga: { eq: saga }, dueAt: { lte: clock.now() } },
    sort: [{ field: 'dueAt', direction: 'asc' }],
    limit: AT_ONCE,
  };
  for (let cursor: string | undefined; ;) {
    const { documents, next } = await live.find({ ...due, ...(cursor !== undefined && { cursor }) });
    for (const { doc } of documents) {
      const { instance, name, dueAt, correlationId, causationId } = doc;
      const command = { type: 'pass-deadline', name, dueAt: instant(dueAt) } as const;
      await instances.send(saga, instance, command, { correlationId, causationId }).catch((error: unknown) => {
        if (error instanceof StoreUnavailable) throw error; // nobody could be woken
        log.warn('an instance could not be woken', { saga, instance, deadline: name, error: asError(error).message });
      });
    }
    if (next === undefined) return;
    cursor = next;
  }
}
