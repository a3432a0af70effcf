/** Tokens without the framework, for a command line that starts in an instant. */
export * from './caller.js';
export * from './tokens.js';
