export * from './http-provider.js';
export * from './port.js';
export * from './signature.js';
export * from './wire.js';
