import { EmbeddedEventStore } from '#event-store/embedded';
import { EmbeddedReadStore } from '#read-store/embedded';
import { catchUp } from './catch-up.js';

/** Resident memory of the process in MB. */
export interface Memory {
  readonly start: number;
  readonly peak: number;
  readonly seconds: number;
}

const BYTES_PER_MB = 1024 * 1024;
const LOOK_EVERY_MS = 10;
const resident = (): number => process.memoryUsage.rss() / BYTES_PER_MB;

/** A process of its own, so that nothing but the catch-up is in its memory. Prints `Memory` as JSON. */
async function main(folder: string): Promise<void> {
  const store = await EmbeddedEventStore.open(folder);
  const readStore = await EmbeddedReadStore.open(folder);
  const start = resident();
  let peak = start;
  const look = (): void => void (peak = Math.max(peak, resident()));
  const timer = setInterval(look, LOOK_EVERY_MS);
  const begun = performance.now();
  await catchUp(store, readStore, look);
  const seconds = (performance.now() - begun) / 1_000;
  clearInterval(timer);
  await store.close();
  console.log(JSON.stringify({ start, peak, seconds } satisfies Memory));
}

await main(process.argv[2] ?? '');
