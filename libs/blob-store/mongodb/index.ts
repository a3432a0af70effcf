export { MongoBlobStore } from './mongo-blob-store.js';
