import { types } from 'node:util';
import { StartupError } from './startup-error.js';

/** Failures of a start that a person can mend, by the name of the error class; their messages are written for him. */
const SPOKEN_FOR = new Set([
  'StartupError',
  'BlobStoreUnusable',
  'DatabaseUnusable',
  'DatabaseBusy',
  'InvalidAddress',
  'KeyStoreUnusable',
  'NotPermitted',
  'ReadStoreMismatch',
  'ReadStoreUnavailable',
  'StoreUnavailable',
]);

/**
 * The one line for a failed start. A failure that nobody foresaw is a defect, and comes with its stack.
 */
export function startupFailure(thrown: unknown): string {
  if (thrown instanceof StartupError) return thrown.message;
  if (!types.isNativeError(thrown)) return `Cannot start: ${String(thrown)}`;
  if (SPOKEN_FOR.has(thrown.name)) return `Cannot start: ${firstLineOf(thrown.message)}`;
  return `Cannot start, and this is a defect: ${thrown.stack ?? thrown.message}`;
}

/** What `listen` fails with, said so that a person knows what to do. */
export function listenFailure(error: unknown, host: string, port: number): StartupError {
  const code = types.isNativeError(error) && 'code' in error ? error.code : undefined;
  const address = `${host}:${port}`;
  switch (code) {
    case 'EADDRINUSE':
      return new StartupError(
        `Cannot start: ${address} is in use. Stop what runs there, or set PORT to another number.`,
      );
    case 'EACCES':
      return new StartupError(`Cannot start: this user may not listen on ${address}. Set PORT to a number above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartupError(`Cannot start: ${host} is no address of this machine. Correct HOST.`);
    default:
      return new StartupError(`Cannot start: cannot listen on ${address}: ${firstLineOf(String(error))}`);
  }
}

const firstLineOf = (text: string): string => text.split('\n', 1)[0] ?? text;
