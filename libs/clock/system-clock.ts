import { fromEpochMillis, type Instant } from '#kernel';
import type { Clock } from './port.js';

/** The time of this machine. */
export class SystemClock implements Clock {
  now(): Instant {
    return fromEpochMillis(Date.now());
  }
}
