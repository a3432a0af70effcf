import type { Instant } from '#kernel';

/** Where the software takes the time from. Decisions get it as a value, never read it themselves. */
export interface Clock {
  now(): Instant;
}
