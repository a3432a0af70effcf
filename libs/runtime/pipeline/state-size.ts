import { serialize } from 'node:v8';

/** Objects, maps and short texts take up to so many times the room that they take written one after another. */
const MEMORY_PER_BYTE = 4;

/** Below this, what the events hold is a good enough answer. */
const NOT_WORTH_MEASURING = 64 * 1024;

/**
 * An upper bound of what a stream's state holds in memory. A state keeps a part of what its events brought, often a small
 * one; so it is measured again whenever as much has come in as it held the last time, which costs little per event.
 */
export interface StateSize {
  /** When it was measured. */
  readonly measured: number;
  /** What the data of events brought since. */
  readonly since: number;
}

export const NO_STATE: StateSize = { measured: 0, since: 0 };

/** The size after events with so many bytes of data led to `state`. */
export function grown({ measured, since }: StateSize, bytes: number, state: unknown): StateSize {
  const more = since + bytes;
  if (more <= Math.max(measured, NOT_WORTH_MEASURING)) return { measured, since: more };
  return { measured: serialize(state).length * MEMORY_PER_BYTE, since: 0 };
}
