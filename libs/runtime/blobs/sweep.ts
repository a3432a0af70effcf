import type { RecordedEvent } from '#kernel';
import type { BlobStore } from '#blob-store';
import type { EventStore } from '#event-store';
import { recorded } from '../recorded.js';

/** Which facts name blobs, and how. */
export interface BlobNames {
  readonly types: readonly string[];
  /** The hash that an event of these types names. */
  readonly sha256: (event: RecordedEvent) => string;
}

export interface SweepOptions {
  readonly blobStore: BlobStore;
  readonly eventStore: EventStore;
  readonly names: BlobNames;
  /** Those of the hashes that facts may well name, quickly found; it may know too little, never decides alone, and only spares work. */
  readonly likelyNamed?: (hashes: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Now, by the clock of the machine: a blob's age is told by no other. */
  readonly now?: Date;
  readonly signal?: AbortSignal;
}

export interface SweepResult {
  /** The hashes of the orphans that were removed. */
  readonly removed: readonly string[];
  /** What uploads that never came to their end had left. */
  readonly drafts: number;
}

/** An upload is long over by then, and so is every repeat of it. */
const ORPHAN_AFTER_MS = 24 * 60 * 60 * 1_000;
/** So many suspects are looked up in one reading of the facts. */
const MAX_SUSPECTS = 100_000;

/**
 * Removes the blobs that no fact names, once they are a day old. Several may sweep at once, and uploads go on meanwhile: what is put in again
 * is young again, and a blob's fact is recorded within the day.
 */
export async function sweepBlobs(options: SweepOptions): Promise<SweepResult> {
  const { blobStore, now = new Date(), signal } = options;
  const moment = new Date(now.getTime() - ORPHAN_AFTER_MS);
  const drafts = await blobStore.clearDrafts(moment);
  const removed: string[] = [];
  for (const sha256 of await orphans(options, moment)) {
    if (signal?.aborted === true) break;
    if (await blobStore.removeIfPutBefore(sha256, moment)) removed.push(sha256);
  }
  return { removed, drafts };
}

async function orphans(
  { blobStore, eventStore, names, likelyNamed, signal }: SweepOptions,
  moment: Date,
): Promise<ReadonlySet<string>> {
  const suspects = new Set<string>();
  for await (const old of blobStore.putBefore(moment)) {
    const named = await likelyNamed?.(old);
    for (const sha256 of old) if (named?.has(sha256) !== true) suspects.add(sha256);
    if (suspects.size >= MAX_SUSPECTS || signal?.aborted === true) break; // the others are found next time
  }
  if (suspects.size === 0) return suspects;
  // By the facts themselves: a read model may lag, or have an event parked that names one of these.
  for await (const batch of eventStore.readAll({ filter: { types: names.types } })) {
    if (signal?.aborted === true) return new Set();
    for (const event of batch) suspects.delete(names.sha256(recorded(event)));
  }
  return suspects;
}
