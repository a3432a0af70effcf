export * from './port.js';
export * from './file-key-store.js';
