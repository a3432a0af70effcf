import { parsePosition, START, type Projection, type RecordedEvent } from '#kernel';
import type { EventStore } from '#event-store';
import { InvalidDocument, type Generation, type GuardedWrite, type ParkedKey } from '#read-store';
import { eventAt } from '../recorded.js';
import { Fold, keysOf, lastOf } from './fold.js';
import { versionProblem } from './versions.js';

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
  const waiting = await listParked(generation);
  const otherVersion = versionProblem(projection, [generation.info]);
  if (otherVersion !== undefined) return waiting.map(({ key }) => ({ key, error: otherVersion.message }));
  const results: RetryResult[] = [];
  for (const { key, positions } of waiting) {
    const [stored] = await generation.getMany([key]);
    const fold = new Fold(projection);
    fold.load(key, stored, undefined);
    for (const position of positions) {
      const event = await parkedEvent(eventStore, position);
      fold.digest({ event, keys: [key], ...withError(projection, event, key) });
    }
    const { documents, parked } = fold.result();
    const error = parked[0]?.doc?.error ?? (await refusalOf(generation, documents));
    results.push(error === undefined ? { key } : { key, error });
  }
  return results;
}

async function parkedEvent(eventStore: EventStore, position: string): Promise<RecordedEvent> {
  const event = await eventAt(eventStore, parsePosition(position));
  if (event === undefined) throw new Error(`the parked event at position ${position} is not in the event store`);
  return event;
}

/** An event whose keys could not be told belongs to other documents, and those went on without it. */
function withError(
  projection: Pick<Projection, 'keys'>,
  event: RecordedEvent,
  key: string,
): { readonly error?: string } {
  const [keyed] = keysOf(projection, [event]);
  if (keyed?.error !== undefined) return { error: keyed.error };
  if (keyed?.keys.includes(key) === true) return {};
  return { error: 'its keys can be told now, but their documents went on without it: rebuild the read model' };
}

/** Why the store does not take the documents; undefined when they are written. */
async function refusalOf<Doc extends object>(
  generation: Generation<Doc>,
  documents: readonly GuardedWrite<Doc>[],
): Promise<string | undefined> {
  try {
    await generation.commit({ documents });
    return undefined;
  } catch (error) {
    if (error instanceof InvalidDocument) return error.message;
    throw error;
  }
}
