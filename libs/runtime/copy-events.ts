import type { Position } from '#kernel';
import { hashOf, sha256 } from '#audit';
import type { EventStore, ExpectedRevision, StoredEvent } from '#event-store';

export interface CopyOptions {
  readonly from: EventStore;
  /** Empty, or the result of an earlier copy of the same store that was broken off: it goes on from there. */
  readonly to: EventStore;
  readonly onProgress?: (progress: CopyProgress) => void;
  /** Stops between two appends; the next copy goes on from there. */
  readonly signal?: AbortSignal;
}

export interface CopyProgress {
  readonly phase: 'copying' | 'verifying';
  /** Events so far, in this phase. */
  readonly events: number;
  /** In the source. */
  readonly position: Position;
  readonly head: Position;
}

export interface CopyResult {
  /** Of this run; those of an earlier one are verified with them. */
  readonly copied: number;
  readonly verified: number;
  /** SHA-256 over the hashes of all events in their order: the same for both stores, and for whoever computes it later. */
  readonly digest: string;
}

/** The target holds what the source does not; its message says what and where. */
export class CopyDiffers extends Error {
  override readonly name = 'CopyDiffers';
}

/** An append is far below the limit of any store with so many events. */
const MAX_AT_ONCE = 100;

/**
 * Copies every event into another store: ids, order over all streams, data, metadata and with them the hashes stay; positions and
 * the store's identity are its own. One append after another, for only then the order is certain. At the end both stores
 * are read side by side and compared event by event.
 *
 * @throws CopyDiffers, and what the stores throw.
 */
export async function copyEvents(options: CopyOptions): Promise<CopyResult> {
  const copied = await copy(options, await lastCopied(options));
  return { copied, ...(await verify(options)) };
}

/** Where the source has the target's newest event. */
async function lastCopied({ from, to }: CopyOptions): Promise<Position | undefined> {
  for await (const [newest] of to.readAll({ direction: 'backward', limit: 1 })) {
    if (newest === undefined) return undefined;
    const { stream, revision, id } = newest;
    for await (const [original] of from.readStream(stream, { from: revision, limit: 1 }))
      if (original?.id === id) return original.position;
    throw new CopyDiffers(
      `the target’s newest event, ${stream}@${revision}, is not in the source: it is no copy of it`,
    );
  }
  return undefined;
}

async function copy({ from, to, onProgress, signal }: CopyOptions, after: Position | undefined): Promise<number> {
  const head = await from.head();
  let copied = 0;
  for await (const batch of from.readAll(after === undefined ? {} : { from: after })) {
    for (const events of runsIn(batch)) {
      signal?.throwIfAborted();
      await to.append(events[0].stream, events, before(events[0]));
      copied += events.length;
    }
    onProgress?.({ phase: 'copying', events: copied, position: batch.at(-1)?.position ?? head, head });
  }
  return copied;
}

type Run = readonly [StoredEvent, ...StoredEvent[]];

/** What stands together of one stream: one append. */
function* runsIn(events: readonly StoredEvent[]): Generator<Run> {
  let run: [StoredEvent, ...StoredEvent[]] | undefined;
  for (const event of events) {
    if (run?.[0].stream === event.stream && run.length < MAX_AT_ONCE) run.push(event);
    else {
      if (run !== undefined) yield run;
      run = [event];
    }
  }
  if (run !== undefined) yield run;
}

const before = ({ revision }: StoredEvent): ExpectedRevision => (revision === 0 ? 'no-stream' : revision - 1);

async function verify({ from, to, onProgress }: CopyOptions): Promise<Omit<CopyResult, 'copied'>> {
  const head = await from.head();
  const copies = eachOf(to.readAll());
  let verified = 0;
  let digest = '';
  for await (const batch of from.readAll()) {
    for (const original of batch) {
      const { value: copied } = (await copies.next()) as { readonly value?: StoredEvent };
      const hash = hashOf(original);
      if (copied?.id !== original.id || hashOf(copied) !== hash) throw differs(original, copied);
      digest = sha256(digest + hash);
      verified += 1;
    }
    onProgress?.({ phase: 'verifying', events: verified, position: batch.at(-1)?.position ?? head, head });
  }
  const { value: more } = (await copies.next()) as { readonly value?: StoredEvent };
  if (more !== undefined)
    throw new CopyDiffers(`the target goes on with ${nameOf(more)}, which the source does not have`);
  return { verified, digest };
}

async function* eachOf(batches: AsyncIterable<readonly StoredEvent[]>): AsyncGenerator<StoredEvent> {
  for await (const batch of batches) yield* batch;
}

const nameOf = ({ stream, revision }: StoredEvent): string => `${stream}@${revision}`;

const differs = (original: StoredEvent, copied: StoredEvent | undefined): CopyDiffers =>
  new CopyDiffers(
    copied === undefined
      ? `the target ends before ${nameOf(original)}`
      : `where the source has ${nameOf(original)}, the target has ${nameOf(copied)} or other content in it`,
  );
