import { parsePosition, START, type Projection, type RecordedEvent } from '#kernel';
import type { EventStore } from '#event-store';
import type { Generation, ParkedKey } from '#read-store';
import { eventAt } from '../recorded.js';
import { Fold, lastOf } from './fold.js';

export interface RetryResult {
  readonly key: string;
  /** Undefined when the key is digested now. */
  readonly error?: string;
}

/** The keys that wait. A key whose document was brought up since is no longer parked, though its entry may still be there. */
export async function listParked<Doc extends object>(generation: Generation<Doc>): Promise<readonly ParkedKey[]> {
  const entries = (await generation.parked()).flatMap(({ doc }) => (doc === null ? [] : [doc]));
  const documents = await generation.getMany(entries.map(({ key }) => key));
  return entries.filter((entry, index) => lastOf(entry) > (documents[index]?.position ?? START));
}

/**
 * Digests the parked events again, in order, one key after another. A key that still cannot be digested stays as it is.
 * A runner may park further events of the key meanwhile; those stay parked for the next retry.
 */
export async function retryParked<Doc extends object>(
  eventStore: EventStore,
  projection: Projection<Doc>,
  generation: Generation<Doc>,
): Promise<readonly RetryResult[]> {
  const results: RetryResult[] = [];
  for (const { key, positions } of await listParked(generation)) {
    const [stored] = await generation.getMany([key]);
    const fold = new Fold(projection);
    fold.load(key, stored, undefined);
    for (const position of positions) fold.digest({ event: await parkedEvent(eventStore, position), keys: [key] });
    const { documents, parked } = fold.result();
    const [failed] = parked;
    if (failed === undefined) await generation.commit({ documents });
    results.push(failed?.doc ? { key, error: failed.doc.error } : { key });
  }
  return results;
}

async function parkedEvent(eventStore: EventStore, position: string): Promise<RecordedEvent> {
  const event = await eventAt(eventStore, parsePosition(position));
  if (event === undefined) throw new Error(`the parked event at position ${position} is not in the event store`);
  return event;
}
