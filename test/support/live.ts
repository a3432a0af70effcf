import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { FileKeyStore } from '#key-store';
import { openEventStore, openReadStore, type StoreSettings } from '#platform/stores';
import type { EventStore } from '#event-store';
import type { ReadStore } from '#read-store';
import { temporaryFolder } from './event-store.js';
import { inDatabase } from './mongo-url.js';

/** The production stores that this run was given the addresses of; what is missing is embedded. */
export interface LiveStores extends StoreSettings {
  /** For processes of ours. */
  readonly env: Readonly<Record<string, string>>;
}

export const eventStoreUrl = process.env['EVENTSTORE_URL'];
export const mongoUrl = process.env['MONGODB_URL'];

/** On a folder of its own with keys of its own, and a database of its own; the events share the server with whatever is there. */
export async function liveStores(): Promise<LiveStores> {
  const dataDir = await temporaryFolder();
  // A server that has events already would be refused without the key that is older than they are.
  const keys = await FileKeyStore.open(join(dataDir, 'keys'));
  await keys.obtain('command-digest', () => new Uint8Array(32).fill(1));
  const database = mongoUrl === undefined ? undefined : inDatabase(mongoUrl, `live-${randomUUID().slice(0, 8)}`);
  return {
    dataDir,
    eventStoreUrl,
    mongoUrl: database,
    env: {
      DATA_DIR: dataDir,
      ...(eventStoreUrl !== undefined && { EVENTSTORE_URL: eventStoreUrl }),
      ...(database !== undefined && { MONGODB_URL: database }),
    },
  };
}

export async function openStores(
  settings: StoreSettings,
): Promise<{ readonly eventStore: EventStore; readonly readStore: ReadStore; readonly close: () => Promise<void> }> {
  const [eventStore, readStore] = [await openEventStore(settings), await openReadStore(settings)];
  const close = async (): Promise<void> => {
    await readStore.close();
    await eventStore.close();
  };
  return { eventStore, readStore, close };
}
