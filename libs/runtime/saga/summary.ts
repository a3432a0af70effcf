import { setTimeout as sleep } from 'node:timers/promises';
import { instant, type Instant, type Position } from '#kernel';
import type { EventStore } from '#event-store';
import type { ReadStore } from '#read-store';
import { deadlines, type DueDoc } from './deadlines.js';
import { sagaInstances, type SagaInstanceDoc } from './instance-page.js';
import { INPUTS_CHECKPOINT } from './reactor.js';

/** How all sagas stand together. It rests on what is stored, so that every process says the same. */
export interface SagaSummary {
  /** Nothing is due any more: until the next moment, or until somebody does something, nothing happens by itself. */
  readonly settled: boolean;
  /** The time by which deadlines are due. */
  readonly now: Instant;
  /** The newest event that there is; when it is settled, all it led to. */
  readonly position: Position;
  /** Every event up to here has been taken by the instances that it concerns. */
  readonly heardUpTo: Position;
  readonly instances: Readonly<Record<SagaInstanceDoc['status'], number>>;
  /** Instances with commands that are neither done nor put off. */
  readonly withCommandsUnderWay: number;
  /** Moments that have come and that no instance has been woken for. */
  readonly overdueDeadlines: number;
  /** The next moment that an instance waits for; null when none does. */
  readonly nextDeadlineAt: Instant | null;
}

export interface SummaryOptions {
  readonly eventStore: EventStore;
  readonly readStore: ReadStore;
  /** What time it is, as every movement of the clock says that was recorded before the call. */
  readonly presentTime: () => Promise<Instant>;
}

/** What says whether something is left to do. */
type Work = Omit<SagaSummary, 'instances' | 'nextDeadlineAt'>;

const FIRST_LOOK_MS = 2;
const LATER_LOOKS_MS = 20;
const QUICK_LOOKS = 10;

export async function summaryOfSagas(options: SummaryOptions): Promise<SagaSummary> {
  return withNumbers(options, await workOf(options));
}

/** The summary once it is settled, or, when the time is over, as it is then. @param signal ends the wait where it is. */
export async function untilNothingIsDue(
  options: SummaryOptions,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<SagaSummary> {
  const giveUpAt = performance.now() + timeoutMs;
  for (let looks = 0; ; looks++) {
    const work = await workOf(options);
    if (work.settled || performance.now() > giveUpAt || signal?.aborted === true) return withNumbers(options, work);
    await sleep(looks < QUICK_LOOKS ? FIRST_LOOK_MS : LATER_LOOKS_MS);
  }
}

/**
 * Settled is what holds at one position: no event came while it was looked for, all up to the last one were taken by the sagas
 * and stand in the read models, and in those nothing is under way or overdue. Whatever a saga still did would have added an event.
 */
async function workOf({ eventStore, readStore, presentTime }: SummaryOptions): Promise<Work> {
  const position = await eventStore.head();
  const now = await presentTime();
  const heardUpTo = await readStore.checkpoint(INPUTS_CHECKPOINT);
  const due = await readStore.live<DueDoc>(deadlines);
  const instances = await readStore.live<SagaInstanceDoc>(sagaInstances);
  const shown = await Promise.all([due.checkpoint(), instances.checkpoint()]); // before what they show is read
  const overdueDeadlines = await due.count({ dueAt: { lte: now } });
  const withCommandsUnderWay = await instances.count({ commandsUnderWay: { gt: 0 } });
  const nothingLeft = overdueDeadlines === 0 && withCommandsUnderWay === 0;
  const upToDate = [heardUpTo, ...shown].every((reached) => reached >= position);
  const settled = nothingLeft && upToDate && (await eventStore.head()) === position;
  return { settled, now, position, heardUpTo, withCommandsUnderWay, overdueDeadlines };
}

async function withNumbers({ readStore }: SummaryOptions, work: Work): Promise<SagaSummary> {
  const instances = await readStore.live<SagaInstanceDoc>(sagaInstances);
  const numberOf = (status: SagaInstanceDoc['status']): Promise<number> => instances.count({ status: { eq: status } });
  const [failed, running, waiting, resting] = await Promise.all([
    numberOf('failed'),
    numberOf('running'),
    numberOf('waiting'),
    numberOf('resting'),
  ]);
  return {
    ...work,
    instances: { failed, running, waiting, resting },
    nextDeadlineAt: await nextDeadline(readStore, work),
  };
}

async function nextDeadline(readStore: ReadStore, { now }: Work): Promise<Instant | null> {
  const live = await readStore.live<DueDoc>(deadlines);
  const { documents } = await live.find({
    where: { dueAt: { gt: now } },
    sort: [{ field: 'dueAt', direction: 'asc' }],
    limit: 1,
  });
  return documents[0] === undefined ? null : instant(documents[0].doc.dueAt);
}
