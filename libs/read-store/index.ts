export * from './cursor.js';
export * from './declaration.js';
export * from './document-id.js';
export * from './document-json.js';
export * from './errors.js';
export * from './lease-keeper.js';
export type * from './port.js';
export * from './query-plan.js';
