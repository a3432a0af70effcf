import { setTimeout as sleep } from 'node:timers/promises';
import { addMillis, type Instant, type Position, type Projection } from '#kernel';
import type { EventStore } from '#event-store';
import type { ReadStore } from '#read-store';
import { deadlines, type DueDoc } from './saga/deadlines.js';
import { sagaInstances, type SagaInstanceDoc } from './saga/instance-page.js';
import { INPUTS_CHECKPOINT } from './saga/reactor.js';

export interface IdleOptions {
  readonly eventStore: EventStore;
  readonly readStore: ReadStore;
  /** What must have caught up. */
  readonly projections: readonly Projection[];
  /** The time by which deadlines are judged. */
  readonly now: () => Instant | Promise<Instant>;
  readonly timeoutMs: number;
}

const LOOK_MS = 3;
const SEVERAL = 100;
/** What is put off for longer than this is not waited for: it is put off until somebody does something. */
const SOON_MS = 3_000;

/**
 * Waits until the platform has nothing left to do by itself: every event is projected and taken by the sagas, no command of
 * theirs is under way, and no deadline is due.
 *
 * @returns what it still waits for when the time is over; undefined when nothing is left.
 */
export async function untilIdle(options: IdleOptions): Promise<string | undefined> {
  const giveUpAt = performance.now() + options.timeoutMs;
  for (;;) {
    const waitsFor = await underWay(options);
    if (waitsFor === undefined || performance.now() > giveUpAt) return waitsFor;
    await sleep(LOOK_MS);
  }
}

/** The checkpoints are read before the lists, which show then what stood there. */
async function underWay({ eventStore, readStore, projections, now }: IdleOptions): Promise<string | undefined> {
  const head = await eventStore.head();
  if ((await readStore.checkpoint(INPUTS_CHECKPOINT)) < head) return 'sagas that have not taken every event';
  for (const projection of [sagaInstances, deadlines, ...projections])
    if ((await checkpointOf(readStore, projection)) < head) return `the read model ${projection.name}`;
  const at = await now();
  const left = (await sending(readStore, at)) ?? (await due(readStore, at));
  if (left !== undefined) return left;
  return (await eventStore.head()) === head ? undefined : 'events that are still written';
}

const checkpointOf = async (readStore: ReadStore, projection: Projection): Promise<Position> =>
  (await readStore.live(projection)).checkpoint();

async function sending(readStore: ReadStore, now: Instant): Promise<string | undefined> {
  const live = await readStore.live<SagaInstanceDoc>(sagaInstances);
  const { documents } = await live.find({ where: { status: { eq: 'running' } }, limit: SEVERAL });
  const soon = addMillis(now, SOON_MS);
  const open = documents.flatMap(({ doc }) => doc.commands).find(({ retryAt }) => retryAt === null || retryAt < soon);
  return open && `${open.type} to ${open.target}`;
}

async function due(readStore: ReadStore, now: Instant): Promise<string | undefined> {
  const live = await readStore.live<DueDoc>(deadlines);
  const { documents } = await live.find({ where: { dueAt: { lte: now } }, limit: 1 });
  const doc = documents[0]?.doc;
  return doc && `the deadline ${doc.name} of ${doc.saga} ${doc.instance}`;
}
