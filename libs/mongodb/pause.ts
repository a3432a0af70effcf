import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 25;
const LONGEST_MS = 800;

/** How long to wait before the next attempt, milliseconds: doubling from the first on, with jitter. */
export const pauseAfter = (attempts: number): number =>
  Math.min(FIRST_MS * 2 ** Math.min(attempts, 10), LONGEST_MS) * (0.5 + Math.random() / 2);

export const pause = (attempts: number): Promise<void> => sleep(pauseAfter(attempts));
