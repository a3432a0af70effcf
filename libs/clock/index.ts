export * from './duration.js';
export * from './movable-clock.js';
export * from './movement.js';
export type * from './port.js';
export * from './system-clock.js';
