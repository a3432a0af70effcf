export { EventStoreDbEventStore } from './eventstoredb-event-store.js';
export { TIMING, type Timing } from './settings.js';
