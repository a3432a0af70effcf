import { isDeepStrictEqual } from 'node:util';
import { START, type Position, type Projection } from '#kernel';
import type { EventStore } from '#event-store';
import { GenerationBehind, type Generation, type ReadStore, type StoredDocument } from '#read-store';
import { Follower } from './projection/follower.js';
import { recorded } from './recorded.js';

export interface RebuildOptions {
  readonly eventStore: EventStore;
  readonly readStore: ReadStore;
  readonly projection: Projection;
  /** Swap although documents of the same code version differ. */
  readonly acceptDifferences?: boolean;
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly signal?: AbortSignal;
}

export interface RebuildProgress {
  readonly events: number;
  readonly position: Position;
  readonly head: Position;
}

export interface Difference {
  readonly id: string;
  readonly live: unknown;
  readonly rebuilt: unknown;
}

export interface RebuildResult {
  readonly swapped: boolean;
  readonly generation: number;
  readonly events: number;
  /** Documents that neither generation changed while they were compared. */
  readonly compared: number;
  readonly differences: number;
  /** The first few of them. */
  readonly examples: readonly Difference[];
  /** Whether both generations were built by the same version of the projection, so that a difference is an error. */
  readonly sameVersion: boolean;
}

/** How long a generation is still followed after it was replaced, for readers that are on it. */
const RETIRE_AFTER_MS = 10 * 60_000;
const KEEP_ALIVE_MS = 1_000;
const MAX_PARKED_KEYS = 100;
const EXAMPLES = 5;

/**
 * Builds a new generation beside the live one, compares, and swaps. Reads never stop. Killed in the middle, the next call goes on
 * from the building generation's checkpoint. With the same version of the projection a difference stops the swap, since
 * the same code must give the same documents; with another version it is only reported.
 */
export async function rebuild(options: RebuildOptions): Promise<RebuildResult> {
  // Waiting for events keeps no process alive by itself, and a command line has nothing else that does.
  const alive = setInterval(() => undefined, KEEP_ALIVE_MS);
  try {
    return await built(options);
  } finally {
    clearInterval(alive);
  }
}

async function built(options: RebuildOptions): Promise<RebuildResult> {
  const { readStore, projection, acceptDifferences = false } = options;
  const building = await buildingGeneration(readStore, projection);
  let events = await catchUp(options, building, 0);
  const live = await readStore.live(projection);
  const comparison = await compare(live, building);
  const sameVersion = live.info.version === building.info.version;
  const swapped = comparison.differences === 0 || !sameVersion || acceptDifferences;
  if (swapped) {
    events = await swapLevel(options, building, events);
  } else {
    // The next one begins anew: what made the difference may be mended by then, in the same version of the code.
    await readStore.drop(projection.name, building.info.number);
  }
  return { swapped, generation: building.info.number, events, sameVersion, ...comparison };
}

/** The one that an earlier rebuild left unfinished, unless another version of the code was building it. */
async function buildingGeneration(readStore: ReadStore, projection: Projection): Promise<Generation> {
  for (const { number, status, version } of await readStore.generations(projection.name)) {
    if (status !== 'building') continue;
    if (version === projection.version) return readStore.generation(projection, number);
    await readStore.drop(projection.name, number);
  }
  const { number } = await readStore.createGeneration(projection);
  return readStore.generation(projection, number);
}

/** The live one has moved on while the documents were compared, and may again before the swap. @returns as `catchUp` */
async function swapLevel(options: RebuildOptions, building: Generation, before: number): Promise<number> {
  const { model, number } = building.info;
  for (let events = before; ;) {
    events = await catchUp(options, building, events);
    try {
      await options.readStore.swap(model, number, Date.now() + RETIRE_AFTER_MS);
      return events;
    } catch (error) {
      if (!(error instanceof GenerationBehind)) throw error;
    }
  }
}

/** Until the generation has passed what the live one has. @returns how many events it took, with those `before`. */
async function catchUp(
  { eventStore, readStore, projection, onProgress, signal }: RebuildOptions,
  building: Generation,
  before: number,
): Promise<number> {
  const follower = await Follower.of(projection, building, MAX_PARKED_KEYS);
  const filter = { types: projection.types };
  let events = before;
  const subscription = eventStore.subscribe({ from: follower.position, filter, ...(signal && { signal }) });
  for await (const batch of subscription) {
    await follower.digest(batch.events.map(recorded), batch.upTo);
    events += batch.events.length;
    onProgress?.({ events, position: batch.upTo, head: await eventStore.head() });
    const live = await readStore.live(projection);
    if (batch.caughtUp && follower.position >= (await live.checkpoint())) return events;
  }
  throw new Error(`the rebuild of ${projection.name} was stopped; the next one goes on from here`);
}

/** Compares what both generations hold of the events that both have passed; a document that moved on meanwhile is no evidence. */
async function compare(
  live: Generation,
  building: Generation,
): Promise<Pick<RebuildResult, 'compared' | 'differences' | 'examples'>> {
  const upTo = earlier(await live.checkpoint(), await building.checkpoint());
  let compared = 0;
  let differences = 0;
  const examples: Difference[] = [];
  const check = (id: string, ours: Stored, theirs: Stored): void => {
    if (positionOf(ours) > upTo || positionOf(theirs) > upTo) return;
    compared += 1;
    if (positionOf(ours) === positionOf(theirs) && isDeepStrictEqual(ours?.doc, theirs?.doc)) return;
    differences += 1;
    if (examples.length < EXAMPLES) examples.push({ id, live: theirs?.doc ?? null, rebuilt: ours?.doc ?? null });
  };
  for await (const batch of building.scan()) {
    const theirs = await live.getMany(batch.map(({ id }) => id));
    batch.forEach((ours, index) => check(ours.id, ours, theirs[index]));
  }
  for await (const batch of live.scan()) {
    const ours = await building.getMany(batch.map(({ id }) => id));
    batch.forEach((theirs, index) => {
      if (ours[index] === undefined) check(theirs.id, undefined, theirs);
    });
  }
  return { compared, differences, examples };
}

type Stored = StoredDocument<object> | undefined;

const positionOf = (stored: Stored): Position => stored?.position ?? START;
const earlier = (a: Position, b: Position): Position => (a < b ? a : b);
