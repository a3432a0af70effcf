import { START, type Projection, type RecordedEvent } from '#kernel';
import type { EventStore } from '#event-store';
import { InvalidDocument, type Generation, type GuardedWrite, type ParkedKey, type StoredDocument } from '#read-store';
import { eventsBetween } from '../recorded.js';
import { firstOf, Fold, keysOf, lastOf } from './fold.js';
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
 * Digests the parked events again, in order, in one pass over the events from the first that waits to the last. A key that still
 * cannot be digested stays as it is. A runner may park further events of a key meanwhile; those stay parked for the next retry.
 */
export async function retryParked<Doc extends object>(
  eventStore: EventStore,
  projection: Projection<Doc>,
  generation: Generation<Doc>,
): Promise<readonly RetryResult[]> {
  const waiting = await listParked(generation);
  if (waiting.length === 0) return [];
  const otherVersion = versionProblem(projection, [generation.info]);
  if (otherVersion !== undefined) return waiting.map(({ key }) => ({ key, error: otherVersion.message }));
  const documents = await generation.getMany(waiting.map(({ key }) => key));
  const retries = new Map(waiting.map((entry, at) => [entry.key, new Retry(projection, entry, documents[at])]));
  const first = waiting.map(firstOf).reduce((least, each) => (each < least ? each : least));
  const last = waiting.map(lastOf).reduce((most, each) => (each > most ? each : most));
  for await (const event of eventsBetween(eventStore, first, last, projection.types))
    for (const { keys, error } of keysOf(projection, [event]))
      for (const key of new Set(keys)) retries.get(key)?.digest(event, error);
  const results: RetryResult[] = [];
  for (const [key, retry] of retries) {
    const error = await retry.finish(generation);
    results.push(error === undefined ? { key } : { key, error });
  }
  return results;
}

/** One key on its way through the events that wait for it. */
class Retry<Doc extends object> {
  readonly #entry: ParkedKey;
  readonly #fold: Fold<Doc>;
  #events = 0;

  constructor(projection: Projection<Doc>, entry: ParkedKey, stored: StoredDocument<Doc> | undefined) {
    this.#entry = entry;
    this.#fold = new Fold(projection);
    this.#fold.load(entry.key, stored, undefined);
  }

  /** @param error why the event's keys cannot be told. */
  digest(event: RecordedEvent, error: string | undefined): void {
    if (event.position < firstOf(this.#entry) || event.position > lastOf(this.#entry)) return;
    this.#events += 1;
    this.#fold.digest({ event, keys: [this.#entry.key], ...(error !== undefined && { error }) });
  }

  /** Writes what was digested. @returns why nothing was written. */
  async finish(generation: Generation<Doc>): Promise<string | undefined> {
    const { documents, parked } = this.#fold.result();
    const error = parked[0]?.doc?.error;
    if (error !== undefined) return error;
    // An event whose keys could not be told belongs to other documents, and those went on without it.
    if (this.#events !== this.#entry.events)
      return `${this.#entry.events} events wait, and ${this.#events} are told to be its own now: rebuild the read model`;
    return refusalOf(generation, documents);
  }
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
