export { EmbeddedReadStore } from './embedded-read-store.js';
