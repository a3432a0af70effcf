export * from './hash-chain.js';
export * from './keyed-digest.js';
