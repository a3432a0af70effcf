export * from './by-id.js';
export { Connection, type Timeouts } from './connection.js';
export * from './failures.js';
export * from './first-recorded.js';
export { pause } from './pause.js';
export type * from './service.js';
