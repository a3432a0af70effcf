export type { ReadStoreLog } from './log.js';
export { MongoReadStore, type MongoReadStoreOptions } from './mongo-read-store.js';
