import type { EventStore } from '#event-store';
import { EmbeddedEventStore } from '#event-store/embedded';
import { EventStoreDbEventStore } from '#event-store/eventstoredb';
import type { ReadStore } from '#read-store';
import { EmbeddedReadStore } from '#read-store/embedded';
import type { Settings } from '../config/settings.js';

export type StoreSettings = Pick<Settings, 'dataDir'> & Partial<Pick<Settings, 'eventStoreUrl' | 'mongoUrl'>>;

/** Where the events are: EventStoreDB when its address is set, otherwise the data folder. @throws DatabaseUnusable, InvalidAddress */
export const openEventStore = async ({ dataDir, eventStoreUrl }: StoreSettings): Promise<EventStore> =>
  eventStoreUrl === undefined ? EmbeddedEventStore.open(dataDir) : EventStoreDbEventStore.open(eventStoreUrl);

/** Where the read models are. @throws DatabaseUnusable, InvalidAddress */
export const openReadStore = async ({ dataDir }: StoreSettings): Promise<ReadStore> => EmbeddedReadStore.open(dataDir);
