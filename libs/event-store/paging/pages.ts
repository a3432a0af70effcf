import type { Position } from '#kernel';
import type { Direction, EventFilter, StoredEvent } from '../port.js';

/** One bounded batch of a stream. */
export interface StreamPage {
  readonly events: readonly StoredEvent[];
  /** True when the stream holds no more in this direction. */
  readonly complete: boolean;
}

/** What one step through all events found. */
export interface Step {
  readonly events: readonly StoredEvent[];
  /** How far it looked: every matching event up to here is among `events`; backward, every one from here on. */
  readonly reached: Position;
  /** True when nothing lies beyond. */
  readonly atEnd: boolean;
}

/**
 * How an engine is read: page by page, each in one go, so that nothing is held between two of them. A page holds at most
 * MAX_BATCH_EVENTS events and about MAX_BATCH_BYTES; an engine may give less, and says whether that was all.
 *
 * Both throw StoreUnavailable when the store is closed or cannot be read.
 */
export interface Pages {
  /** @param from inclusive; undefined for the first or, backward, the last event. */
  ofStream(stream: string, direction: Direction, from: number | undefined, limit: number): Promise<StreamPage>;
  /** @param from exclusive; undefined for the very start or, backward, the very end. */
  ofAll(
    direction: Direction,
    from: Position | undefined,
    filter: EventFilter | undefined,
    limit: number,
  ): Promise<Step>;
}
