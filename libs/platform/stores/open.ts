import { join } from 'node:path';
import { FileBlobStore, type BlobStore } from '#blob-store';
import { MongoBlobStore } from '#blob-store/mongodb';
import type { EventStore } from '#event-store';
import { EmbeddedEventStore } from '#event-store/embedded';
import { EventStoreDbEventStore } from '#event-store/eventstoredb';
import { FileKeyStore, type KeyStore } from '#key-store';
import { MongoKeyStore } from '#key-store/mongodb';
import type { ReadStore } from '#read-store';
import { EmbeddedReadStore } from '#read-store/embedded';
import { MongoReadStore, type ReadStoreLog } from '#read-store/mongodb';
import type { Settings } from '../config/settings.js';

export type StoreSettings = Pick<Settings, 'dataDir'> &
  Partial<Pick<Settings, 'eventStoreUrl' | 'mongoUrl' | 'keysUrl'>>;

/** Where the events are: EventStoreDB when its address is set, otherwise the data folder. @throws DatabaseUnusable, InvalidAddress */
export const openEventStore = async ({ dataDir, eventStoreUrl }: StoreSettings): Promise<EventStore> =>
  eventStoreUrl === undefined ? EmbeddedEventStore.open(dataDir) : EventStoreDbEventStore.open(eventStoreUrl);

/** Where the read models are: MongoDB when its address is set, otherwise the data folder. @throws DatabaseUnusable, InvalidAddress, ReadStoreUnavailable */
export const openReadStore = async ({ dataDir, mongoUrl }: StoreSettings, log?: ReadStoreLog): Promise<ReadStore> =>
  mongoUrl === undefined ? EmbeddedReadStore.open(dataDir) : MongoReadStore.open(mongoUrl, { ...(log && { log }) });

/** Where the keys are: MongoDB when their address is set, otherwise the data folder. @throws KeyStoreUnusable */
export const openKeyStore = async ({ dataDir, keysUrl }: StoreSettings): Promise<KeyStore> =>
  keysUrl === undefined ? FileKeyStore.open(join(dataDir, 'keys')) : MongoKeyStore.open(keysUrl);

/** Where the content of documents is: MongoDB when its address is set, otherwise the data folder. @throws BlobStoreUnusable */
export const openBlobStore = async ({ dataDir, mongoUrl }: StoreSettings): Promise<BlobStore> =>
  mongoUrl === undefined ? FileBlobStore.open(join(dataDir, 'blobs')) : MongoBlobStore.open(mongoUrl);
