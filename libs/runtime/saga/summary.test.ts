import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { START, type Instant, type Position } from '#kernel';
import type { EventStore } from '#event-store';
import type { GuardedWrite, ReadModel, ReadStore } from '#read-store';
import { openEventStore, openReadStore, temporaryFolder } from '../../../test/support/event-store.js';
import { day } from '../../../test/support/values.js';
import { deadlines, type DueDoc } from './deadlines.js';
import { sagaInstances, type SagaInstanceDoc } from './instance-page.js';
import { INPUTS_CHECKPOINT } from './reactor.js';
import { summaryOfSagas, untilNothingIsDue, type SagaSummary } from './summary.js';

const NOW = day(10);

const happen = (eventStore: EventStore): Promise<unknown> =>
  eventStore.append(`order-${randomUUID()}`, [{ id: randomUUID(), type: 'x.v1', data: {}, metadata: {} }], 'no-stream');

const due = (dueAt: Instant): DueDoc => ({
  ...{ saga: 'expiry', instance: `due ${dueAt}`, name: 'unpaid', dueAt },
  ...{ correlationId: 'c', causationId: 'e' },
});

const instance = (status: SagaInstanceDoc['status'], commandsUnderWay = 0): SagaInstanceDoc => ({
  ...{ saga: 'coverage', instance: `${status} ${commandsUnderWay}`, status, commandsUnderWay },
  ...{ parked: [], commands: [], deadlines: [], wakesAt: null, reason: null, updatedAt: NOW },
});

interface Stand {
  /** Which of them the newest event has not reached. */
  readonly heard?: 'behind';
  readonly dueList?: 'behind';
  readonly pages?: 'behind';
  readonly due?: readonly Instant[];
  readonly instances?: readonly SagaInstanceDoc[];
}

/** Real stores in which it stands so; nothing works on them. */
async function standing(stand: Stand) {
  const folder = await temporaryFolder();
  const [eventStore, readStore] = [await openEventStore(folder), await openReadStore(folder)];
  await happen(eventStore);
  const before = await eventStore.head();
  await happen(eventStore);
  const head = await eventStore.head();
  const at = (place: 'behind' | undefined): Position => (place === undefined ? head : before);
  await readStore.moveCheckpoint(INPUTS_CHECKPOINT, at(stand.heard));
  const list = (stand.due ?? []).map((moment) => ({ id: moment, position: before, doc: due(moment) }));
  await shown(readStore, deadlines, list, at(stand.dueList));
  const pages = (stand.instances ?? []).map((doc) => ({ id: doc.instance, position: before, doc }));
  await shown(readStore, sagaInstances, pages, at(stand.pages));
  return { eventStore, readStore, presentTime: () => Promise.resolve(NOW), head };
}

async function shown(
  readStore: ReadStore,
  model: ReadModel,
  documents: readonly GuardedWrite<object>[],
  checkpoint: Position,
): Promise<void> {
  await readStore.ensureLive(model);
  await (await readStore.live(model)).commit({ documents, checkpoint });
}

describe('the summary of the sagas', () => {
  it.each<[string, Stand, Partial<SagaSummary>]>([
    ['is settled when there is nothing', {}, { settled: true, nextDeadlineAt: null }],
    ['is not while an event was not heard', { heard: 'behind' }, { settled: false }],
    ['is not while the due list may lack something', { dueList: 'behind' }, { settled: false }],
    ['is not while an instance may have gone on', { pages: 'behind' }, { settled: false }],
    ['is not while a moment has come', { due: [NOW] }, { settled: false, overdueDeadlines: 1, nextDeadlineAt: null }],
    [
      'is settled while moments are still to come, and says the next one',
      { due: [day(12), day(11), day(10, 1)] },
      { settled: true, overdueDeadlines: 0, nextDeadlineAt: day(10, 1) },
    ],
    [
      'is not while a command is under way, also of an instance that failed',
      { instances: [instance('running', 2), instance('failed', 1)] },
      { settled: false, withCommandsUnderWay: 2, instances: { failed: 1, running: 1, waiting: 0, resting: 0 } },
    ],
    [
      'is settled though a command was put off and an instance failed',
      { instances: [instance('running'), instance('failed'), instance('waiting'), instance('resting')] },
      { settled: true, instances: { failed: 1, running: 1, waiting: 1, resting: 1 } },
    ],
  ])('%s', async (_, stand, expected) => {
    expect(await summaryOfSagas(await standing(stand))).toMatchObject(expected);
  });

  it('is not settled when something happens while it is looked for', async () => {
    const { head, ...stores } = await standing({});
    const presentTime = (): Promise<Instant> => happen(stores.eventStore).then(() => NOW);
    expect(await summaryOfSagas({ ...stores, presentTime })).toMatchObject({ settled: false, position: head });
  });

  it('says how far the sagas have heard', async () => {
    const { head, ...stores } = await standing({ heard: 'behind' });
    const { position, heardUpTo } = await summaryOfSagas(stores);
    expect(position).toBe(head);
    expect(heardUpTo).toBeGreaterThan(START);
    expect(heardUpTo).toBeLessThan(head);
  });

  it('can be waited for, and ends as it stands when the time is over or the wait is broken off', async () => {
    const { head, ...stores } = await standing({ heard: 'behind' });
    expect(await untilNothingIsDue(stores, 0)).toMatchObject({ settled: false });
    expect(await untilNothingIsDue(stores, 60_000, AbortSignal.abort())).toMatchObject({ settled: false });
    const waiting = untilNothingIsDue(stores, 60_000);
    await stores.readStore.moveCheckpoint(INPUTS_CHECKPOINT, head); // whoever carries out the sagas catches up
    expect(await waiting).toMatchObject({ settled: true, position: head });
  });
});
