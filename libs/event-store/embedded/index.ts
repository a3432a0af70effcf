export { EmbeddedEventStore } from './embedded-event-store.js';
