import { existsSync } from 'node:fs';
import type { Projection } from '#kernel';
import type { EventStore } from '#event-store';
import { settingsFrom } from '#platform/config';
import { openEventStore, openReadStore } from '#platform/stores';
import { readModels } from '#read-models';
import type { ReadStore } from '#read-store';
import { sagaReadModels } from '#runtime';
import { UsageError } from './errors.js';

export interface Stores {
  readonly eventStore: EventStore;
  readonly readStore: ReadStore;
}

/** Every read model of an installation, those of the runners among them. */
export const projections: readonly Projection[] = [...readModels, ...sagaReadModels];

/**
 * Opens the stores of an installation beside whatever process works on them, for the time of `work`.
 *
 * @throws UsageError when there is no such folder; StartupError, ReadStoreMismatch, and what cannot be opened or reached.
 */
export async function withStores<T>(dataDir: string, work: (stores: Stores) => Promise<T>): Promise<T> {
  if (!existsSync(dataDir))
    throw new UsageError(`There is no data folder ${dataDir}. Start the server once, or name another with --data-dir.`);
  const settings = settingsFrom({ ...process.env, DATA_DIR: dataDir });
  const eventStore = await openEventStore(settings);
  try {
    const readStore = await openReadStore(settings);
    try {
      await readStore.bind(await eventStore.identity(), () => eventStore.head());
      for (const projection of projections) await readStore.ensureLive(projection); // a folder that no server has worked on yet
      return await work({ eventStore, readStore });
    } finally {
      await readStore.close();
    }
  } finally {
    await eventStore.close();
  }
}

/** @throws UsageError when there is none of that name. */
export function projectionNamed(name: string): Projection {
  const found = projections.find((projection) => projection.name === name);
  if (found === undefined) throw new UsageError(`There is no read model ${name}.`);
  return found;
}
