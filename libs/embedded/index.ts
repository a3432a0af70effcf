export * from './errors.js';
export * from './lock.js';
export * from './open.js';
export * from './transaction.js';
