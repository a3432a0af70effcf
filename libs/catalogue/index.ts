export * from './all-events.js';
export * from './document.js';
