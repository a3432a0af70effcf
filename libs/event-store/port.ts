import type { JsonObject, JsonText, Position } from '#kernel';

/** The store knows nothing of what an event means: data and metadata are JSON to it. */
export interface NewEvent {
  /** A UUID. The same events at the same expected revision are written once, whoever repeats the append. */
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** A new event as it is appended: who has serialised a part already spares the store doing so. */
export type Appendable = Omit<NewEvent, 'data' | 'metadata'> & {
  readonly data: JsonObject | JsonText;
  readonly metadata: JsonObject | JsonText;
};

export interface StoredEvent extends NewEvent {
  readonly stream: string;
  /** 0 for the first event of a stream, without gaps. */
  readonly revision: number;
  readonly position: Position;
}

/**
 * What the writer believes of the stream: a number is the revision of its last event; `exists` means at least one event.
 * `any` and `exists` are for tools: a decision is always appended at a number or `no-stream`.
 */
export type ExpectedRevision = 'any' | 'no-stream' | 'exists' | number;

export interface Appended {
  /** Revision and position of the append's last event. */
  readonly revision: number;
  readonly position: Position;
}

export type Direction = 'forward' | 'backward';

export interface ReadStreamOptions {
  readonly direction?: Direction;
  /** Inclusive. Default: the first event forward, the last one backward. */
  readonly from?: number;
  /** The most events to yield in all. Default: no limit. */
  readonly limit?: number;
}

export interface ReadAllOptions {
  readonly direction?: Direction;
  /** Exclusive: forward yields events after it, backward events before it. Default: from the very start, or the very end. */
  readonly from?: Position;
  readonly limit?: number;
  readonly filter?: EventFilter;
}

/** An event passes when it matches both; an absent or empty list matches everything. */
export interface EventFilter {
  readonly streamPrefixes?: readonly string[];
  readonly types?: readonly string[];
}

export interface SubscribeOptions {
  /** Exclusive; START for everything. */
  readonly from: Position;
  readonly filter?: EventFilter;
  readonly signal?: AbortSignal;
}

/**
 * What a subscription yields. A consumer that has taken a batch has seen every matching event up to `upTo`, also where
 * `events` is empty because nothing matched; so `upTo` is what to resume from.
 */
export interface SubscriptionBatch {
  /** In order of position; at most MAX_BATCH_EVENTS of them. */
  readonly events: readonly StoredEvent[];
  readonly upTo: Position;
  /** True when the batch reaches the end of the store as it was when it was read. */
  readonly caughtUp: boolean;
}

/** Batches are bounded in events and in bytes, whichever comes first (one event may exceed the bytes). */
export const MAX_BATCH_EVENTS = 1_000;
export const MAX_BATCH_BYTES = 4 * 1024 * 1024;

/** What EventStoreDB takes in one append call, over all its events; checked before sending, in both adapters. */
export const MAX_APPEND_BYTES = 1024 * 1024;

export interface EventStore {
  /** A name for this very store, made once and kept with its events; a copy of the events has another. */
  identity(): Promise<string>;

  /**
   * Appends all events or none.
   *
   * A repeat (same ids, same expected revision) answers with the original result. The same id at another revision, or an
   * overlap in part, is a conflict or a second event: so retry only with the very same arguments.
   *
   * @throws WrongExpectedRevision the stream is elsewhere; carries where.
   * @throws AppendTooLarge over MAX_APPEND_BYTES, before anything is sent.
   * @throws InvalidAppend no events, an id that is no UUID in lower case, the same id twice, data or metadata that is no
   * JSON object, or a name of a stream or type that is empty, over 500 characters, begins with `$` or has white space in it.
   * @throws StoreUnavailable nothing was written.
   * @throws UnknownOutcome it may have been written: retry the same append, or look for its events.
   * @throws NotPermitted the store does not let this caller write; as every other method.
   */
  append(stream: string, events: readonly Appendable[], expected: ExpectedRevision): Promise<Appended>;

  /**
   * Batches of one stream, none for one that does not exist. Sees every append acknowledged before the call.
   *
   * @throws StoreUnavailable also when the store closes meanwhile: an end without it is the end of the stream.
   */
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly StoredEvent[]>;

  /** Batches of all streams in order of position. @throws as `readStream` */
  readAll(options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]>;

  /**
   * Where the store ends: at or after every event, and every `upTo` of a subscription, so far. A server's own events count, though
   * nobody reads them; START when there is nothing at all.
   */
  head(): Promise<Position>;

  /**
   * From `from`, first what is there, then what comes, for ever: until `signal` aborts, the consumer leaves the loop or the
   * store closes, each of which ends the iteration normally. A lost connection is mended inside. The next batch is
   * read when the consumer asks for it, so a slow consumer slows the reading, and nothing piles up. The first batch to
   * reach the end says so also when it is empty.
   */
  subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionBatch>;

  /** Takes no new work (StoreUnavailable), finishes the appends under way, ends subscriptions. Repeatable. */
  close(): Promise<void>;
}
