export * from './port.js';
export { FileBlobStore } from './file-blob-store.js';
