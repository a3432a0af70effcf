import { setTimeout as sleep } from 'node:timers/promises';
import { addMillis, type Instant, type Projection } from '#kernel';
import type { ReadStore } from '#read-store';
import { sagaInstances, type SagaInstanceDoc } from './saga/instance-page.js';
import { summaryOfSagas, type SagaSummary, type SummaryOptions } from './saga/summary.js';

export interface IdleOptions extends SummaryOptions {
  /** What must have caught up, besides the sagas. */
  readonly projections: readonly Projection[];
  readonly timeoutMs: number;
}

const LOOK_MS = 3;
const SEVERAL = 100;
/** What is put off for longer than this is not waited for: it is put off until somebody does something. */
const SOON_MS = 3_000;

/**
 * Waits until the platform has nothing left to do by itself: the sagas are through, also with what they have put off for a moment
 * only, and the read models show it.
 *
 * @returns what it still waits for when the time is over; undefined when nothing is left.
 */
export async function untilIdle(options: IdleOptions): Promise<string | undefined> {
  const giveUpAt = performance.now() + options.timeoutMs;
  for (;;) {
    const waitsFor = await leftToDo(options);
    if (waitsFor === undefined || performance.now() > giveUpAt) return waitsFor;
    await sleep(LOOK_MS);
  }
}

async function leftToDo(options: IdleOptions): Promise<string | undefined> {
  const { readStore, projections } = options;
  const summary = await summaryOfSagas(options);
  if (!summary.settled) return underWay(summary);
  for (const projection of projections)
    if ((await (await readStore.live(projection)).checkpoint()) < summary.position)
      return `the read model ${projection.name}`;
  return putOffForAMoment(readStore, summary.now);
}

function underWay({ overdueDeadlines, withCommandsUnderWay }: SagaSummary): string {
  if (withCommandsUnderWay > 0) return `${withCommandsUnderWay} sagas with commands under way`;
  if (overdueDeadlines > 0) return `${overdueDeadlines} deadlines that are due`;
  return 'sagas that have not taken every event';
}

async function putOffForAMoment(readStore: ReadStore, now: Instant): Promise<string | undefined> {
  const live = await readStore.live<SagaInstanceDoc>(sagaInstances);
  const { documents } = await live.find({ where: { status: { eq: 'running' } }, limit: SEVERAL });
  const soon = addMillis(now, SOON_MS);
  const open = documents.flatMap(({ doc }) => doc.commands).find(({ retryAt }) => retryAt !== null && retryAt < soon);
  return open && `${open.type} to ${open.target}`;
}
