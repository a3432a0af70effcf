/** The stores of an installation without the framework, for a command line that starts in an instant. */
export * from './open.js';
