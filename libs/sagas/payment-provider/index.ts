export * from './saga.js';
export type * from './state.js';
