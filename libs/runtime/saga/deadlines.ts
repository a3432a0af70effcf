import { setTimeout as sleep } from 'node:timers/promises';
import { instant, on, textAt, type Projection } from '#kernel';
import type { Clock } from '#clock';
import type { ReadStore } from '#read-store';
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
  declaration: { fields: { dueAt: 'string', saga: 'string' }, indexes: [['dueAt'], ['saga']] },
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

/** Wakes the instances whose moments have come, until stopped. Waking twice is harmless: the instance knows what it waits for. */
export async function passDeadlines(
  { readStore, clock }: { readonly readStore: ReadStore; readonly clock: Clock },
  instances: Instances,
  signal: AbortSignal,
  running: () => void,
): Promise<void> {
  while (!signal.aborted) {
    const live = await readStore.live<DueDoc>(deadlines);
    const { documents } = await live.find({
      where: { dueAt: { lte: clock.now() } },
      sort: [{ field: 'dueAt', direction: 'asc' }],
      limit: AT_ONCE,
    });
    for (const { doc } of documents) {
      const { saga, instance, name, dueAt, correlationId, causationId } = doc;
      if (!instances.has(saga)) continue; // another version's; it stays on the list
      const command = { type: 'pass-deadline', name, dueAt: instant(dueAt) } as const;
      await instances.send(saga, instance, command, { correlationId, causationId });
    }
    running();
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined); // stopped while pausing
  }
}
