export * from './json-log.js';
export * from './log-level.js';
export * from './run.js';
export * from './settings.js';
export * from './startup-error.js';
export * from './startup-failure.js';
