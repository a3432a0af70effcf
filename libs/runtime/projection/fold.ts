import { parsePosition, START, type Position, type Projection, type RecordedEvent } from '#kernel';
import { isDocumentId, type GuardedWrite, type ParkedKey, type StoredDocument } from '#read-store';
import { asError } from '../background.js';

/** A document and what is parked for its key, on their way through a batch. */
interface Entry<Doc> {
  doc: Doc | null;
  /** Of the last event that the document holds. */
  position: Position;
  changed: boolean;
  parked: ParkedKey | undefined;
  parkedChanged: boolean;
  /** The document was brought past what is parked for it; its next event clears the entry away. */
  obsolete: boolean;
}

export interface Folded<Doc> {
  readonly documents: readonly GuardedWrite<Doc>[];
  readonly parked: readonly GuardedWrite<ParkedKey>[];
}

/** The keys of a batch's events, in order of their first appearance, each event with its keys. */
export interface Keyed {
  readonly event: RecordedEvent;
  readonly keys: readonly string[];
  /** Why its own keys cannot be told; it is parked then, whatever the projection would make of it. */
  readonly error?: string;
}

/** A key for events whose own keys cannot be told, so that they are parked and seen like every other. */
const keyOfUndigestible = (event: RecordedEvent): string => `stream ${event.stream}`;

export function keysOf(projection: Pick<Projection, 'keys'>, events: readonly RecordedEvent[]): Keyed[] {
  return events.map((event) => {
    try {
      return { event, keys: checked(projection.keys(event)) };
    } catch (error) {
      return { event, keys: [keyOfUndigestible(event)], error: asError(error).message };
    }
  });
}

/** What another hand wrote under a known type need not have the data that a projection looks for. @throws TypeError */
function checked(keys: readonly string[]): readonly string[] {
  if (!keys.every(isDocumentId)) throw new TypeError('the event does not say which documents it is about');
  return keys;
}

/**
 * Folds a batch into the loaded documents.
 *
 * An event at or below a document's position is skipped before folding: it is in there already, so sums stay right whatever is
 * delivered twice. An event that cannot be digested parks its key, and what follows for that key; all others go on.
 * A key is parked as long as its last parked position is newer than its document: a retry that writes the document ends it.
 */
export class Fold<Doc extends object> {
  readonly #projection: Projection<Doc>;
  readonly #entries = new Map<string, Entry<Doc>>();
  readonly #unfit: ReadonlyMap<string, string>;

  /** @param unfit the keys whose documents the store does not take, and why: their events are parked. */
  constructor(projection: Projection<Doc>, unfit: ReadonlyMap<string, string> = new Map()) {
    this.#projection = projection;
    this.#unfit = unfit;
  }

  load(key: string, stored: StoredDocument<Doc> | undefined, parked: ParkedKey | undefined): void {
    const position = stored?.position ?? START;
    const waits = parked !== undefined && lastOf(parked) > position;
    this.#entries.set(key, {
      doc: stored?.doc ?? null,
      position,
      changed: false,
      parked: waits ? parked : undefined,
      parkedChanged: false,
      obsolete: parked !== undefined && !waits,
    });
  }

  digest({ event, keys, error: untold }: Keyed): void {
    for (const key of keys) {
      const error = untold ?? this.#unfit.get(key);
      const entry = this.#entries.get(key);
      if (entry === undefined) throw new Error(`${key} was not loaded`);
      if (event.position <= entry.position) continue;
      if (entry.parked !== undefined) this.#park(entry, key, event, entry.parked.error);
      else if (error !== undefined) this.#park(entry, key, event, error);
      else this.#project(entry, key, event);
    }
  }

  result(): Folded<Doc> {
    const documents: GuardedWrite<Doc>[] = [];
    const parked: GuardedWrite<ParkedKey>[] = [];
    for (const [id, entry] of this.#entries) {
      if (entry.changed) documents.push({ id, position: entry.position, doc: entry.doc });
      if (entry.parkedChanged && entry.parked !== undefined)
        parked.push({ id, position: lastOf(entry.parked), doc: entry.parked });
      else if (entry.obsolete && entry.changed) parked.push({ id, position: entry.position, doc: null });
    }
    return { documents, parked };
  }

  #project(entry: Entry<Doc>, key: string, event: RecordedEvent): void {
    try {
      entry.doc = this.#projection.project(entry.doc, event, key);
      entry.position = event.position;
      entry.changed = true;
    } catch (error) {
      this.#park(entry, key, event, asError(error).message);
    }
  }

  #park(entry: Entry<Doc>, key: string, event: RecordedEvent, error: string): void {
    const { parked } = entry;
    if (parked !== undefined && event.position <= lastOf(parked)) return;
    const at = String(event.position);
    entry.parked = { key, first: parked?.first ?? at, last: at, events: (parked?.events ?? 0) + 1, error };
    entry.parkedChanged = true;
  }
}

export const firstOf = ({ first }: ParkedKey): Position => parsePosition(first);
export const lastOf = ({ last }: ParkedKey): Position => parsePosition(last);
