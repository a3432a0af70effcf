import { findChainBreak } from '#audit';
import { textAt, type Projection } from '#kernel';
import type { EventStore, StoredEvent } from '#event-store';
import { commandIdFor } from '#platform';
import { readModels } from '#read-models';
import type { ReadStore } from '#read-store';
import { deadlines, rebuild, sagaWork, untilProjected } from '#runtime';
import { groupBy } from '../../apps/cli/import/group-by.js';
import type { Outcome } from './order-load.js';

/** What is wrong with the stores after whatever has happened; empty when nothing is. */
export async function faultsIn(
  { eventStore, readStore }: { readonly eventStore: EventStore; readonly readStore: ReadStore },
  outcomes: readonly Outcome[],
): Promise<readonly string[]> {
  const events: StoredEvent[] = [];
  // What others may have in the same store, such as the tests of its contract, is none of ours.
  for await (const batch of eventStore.readAll())
    events.push(...batch.filter(({ metadata }) => 'commandId' in metadata));
  return [
    ...brokenChains(events),
    ...wrongOutcomes(events, outcomes),
    ...(await wrongDocuments(eventStore, readStore)),
  ];
}

function brokenChains(events: readonly StoredEvent[]): string[] {
  return [...groupBy(events, ({ stream }) => stream)].flatMap(([stream, ofStream]) => {
    const broken = findChainBreak(ofStream);
    return broken === undefined ? [] : [`${stream}@${broken.revision}: ${broken.problem}`];
  });
}

/** Every acknowledged command is there, once and where its answer says; of one that was refused there is nothing. */
function wrongOutcomes(events: readonly StoredEvent[], outcomes: readonly Outcome[]): string[] {
  const ofCommand = groupBy(events, ({ metadata }) => textAt(metadata, 'commandId'));
  return outcomes.flatMap(({ key, organisation, written }) => {
    const found = ofCommand.get(commandIdFor(organisation, key)) ?? [];
    if (written === undefined) return found.length === 0 ? [] : [`${key} was refused, and is there`];
    const last = found.at(-1);
    if (last === undefined) return [`${key} was acknowledged, and is not there`];
    const once = found.every(({ stream, revision }, at) => {
      return stream === last.stream && revision === last.revision - (found.length - 1 - at);
    });
    return once && last.revision === written.revision ? [] : [`${key} is there ${found.length} times or elsewhere`];
  });
}

/** A read model that went through it all, and one that is built now, hold the same. */
async function wrongDocuments(eventStore: EventStore, readStore: ReadStore): Promise<string[]> {
  const wrong: string[] = [];
  for (const projection of [...readModels, deadlines, sagaWork] as readonly Projection[]) {
    const { reached } = await untilProjected(readStore, projection, await eventStore.head(), PATIENCE_MS);
    if (!reached) wrong.push(`${projection.name} was not brought up to the newest event`);
    const { differences, examples } = await rebuild({ eventStore, readStore, projection, acceptDifferences: true });
    if (differences > 0) wrong.push(`${projection.name}: ${differences} differ, such as ${String(examples[0]?.id)}`);
  }
  return wrong;
}

const PATIENCE_MS = 60_000;
