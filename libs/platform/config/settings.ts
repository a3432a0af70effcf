import { resolve } from 'node:path';
import type { ProviderAccess } from '#payment-provider';
import { LOG_LEVELS, type LogLevel } from './log-level.js';
import { StartupError } from './startup-error.js';

export interface Settings {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Absolute. Holds the embedded stores, and the keys unless they have an address. */
  readonly dataDir: string;
  /** The connection string of EventStoreDB; undefined keeps the events in `dataDir`. It may hold credentials. */
  readonly eventStoreUrl: string | undefined;
  /** The connection string of MongoDB; undefined keeps the read models in `dataDir`. It may hold credentials. */
  readonly mongoUrl: string | undefined;
  /** The connection string of the keys' own database in MongoDB; undefined keeps them in `dataDir`. It may hold credentials. */
  readonly keysUrl: string | undefined;
  /** The largest document that is taken, bytes. */
  readonly maxDocumentBytes: number;
  /** Undefined: nobody takes money from cards and accounts, and what goes back goes by an operator's hand. */
  readonly paymentProvider: ProviderAccess | undefined;
  readonly clock: 'system' | 'movable';
  readonly logLevel: LogLevel;
  /** Whether an empty data folder gets a small marketplace to look at. */
  readonly demo: boolean;
}

const MEGABYTE = 1024 * 1024;
/** A video of a minute or two, as telephones make them. */
export const DEFAULT_MAX_DOCUMENT_BYTES = 100 * MEGABYTE;

/** A misspelt `production` must not switch on what is made for trying. */
const ENVIRONMENTS = new Set(['', 'production', 'development', 'test']);

type Environment = Readonly<Record<string, string | undefined>>;
type Reader<T> = (text: string) => T;

/** They may hold credentials, and are not repeated. */
const SECRET = new Set(['EVENTSTORE_URL', 'MONGODB_URL', 'KEYS_URL', 'PAYMENT_PROVIDER_SECRET']);

/**
 * Reads every setting from the environment; an empty one counts as not set.
 *
 * @throws StartupError naming every setting that is wrong, in one line.
 */
export function settingsFrom(env: Environment): Settings {
  const problems: string[] = [];
  const read = <T>(name: string, reader: Reader<T>, otherwise: T): T => {
    const text = env[name]?.trim() ?? '';
    if (text === '') return otherwise;
    try {
      return reader(text);
    } catch (error) {
      const shown = SECRET.has(name) ? name : `${name}=${text}`;
      problems.push(`${shown}: ${(error as RangeError).message}`); // readers throw nothing else
      return otherwise;
    }
  };
  const production = env['NODE_ENV']?.trim() === 'production';
  const provider = {
    name: read('PAYMENT_PROVIDER_NAME', providerName, 'provider'),
    url: read('PAYMENT_PROVIDER_URL', addressOf('https', 'http'), undefined),
    secret: read('PAYMENT_PROVIDER_SECRET', secretText, undefined),
  };
  const settings: Settings = {
    host: read('HOST', String, '127.0.0.1'),
    port: read('PORT', portNumber, 3000),
    dataDir: resolve(read('DATA_DIR', String, 'data')),
    eventStoreUrl: read('EVENTSTORE_URL', addressOf('esdb', 'esdb+discover'), undefined),
    mongoUrl: read('MONGODB_URL', addressOf('mongodb', 'mongodb+srv'), undefined),
    keysUrl: read('KEYS_URL', addressOf('mongodb', 'mongodb+srv'), undefined),
    maxDocumentBytes: read('MAX_DOCUMENT_MB', megabytes, DEFAULT_MAX_DOCUMENT_BYTES),
    paymentProvider: accessTo(provider),
    clock: read('CLOCK', oneOf('system', 'movable'), production ? 'system' : 'movable'),
    logLevel: read('LOG_LEVEL', oneOf(...LOG_LEVELS), 'warn'),
    demo: read('DEMO', oneOf('on', 'off'), production ? 'off' : 'on') === 'on',
  };
  if (!ENVIRONMENTS.has(env['NODE_ENV']?.trim() ?? ''))
    problems.push(`NODE_ENV=${env['NODE_ENV'] ?? ''}: it is one of ${[...ENVIRONMENTS].filter(Boolean).join(', ')}`);
  if (production && settings.clock === 'movable')
    problems.push('CLOCK=movable: in production (NODE_ENV=production) the time cannot be moved');
  if (settings.keysUrl !== undefined && placeIn(settings.keysUrl) === placeIn(settings.mongoUrl))
    problems.push('KEYS_URL: the keys have a database of their own, with backups of its own, not that of MONGODB_URL');
  if ((provider.url === undefined) !== (provider.secret === undefined))
    problems.push('PAYMENT_PROVIDER_URL, PAYMENT_PROVIDER_SECRET: both are set, or neither');
  if (production && provider.url?.startsWith('http:') === true)
    problems.push('PAYMENT_PROVIDER_URL: in production (NODE_ENV=production) it begins with https://');
  if (problems.length > 0) throw new StartupError(`Bad settings. ${problems.join('; ')}`);
  return settings;
}

function accessTo({ name, url, secret }: { name: string; url: string | undefined; secret: string | undefined }) {
  return url === undefined || secret === undefined ? undefined : { name, url, secret };
}

/** Hosts and database, without who comes and how. */
const placeIn = (url: string | undefined): string | undefined => url?.replace(/^[^:]+:\/\/(?:[^@/]*@)?|\?.*$/g, '');

function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new RangeError('a port is a number from 0 to 65535');
  return port;
}

function megabytes(text: string): number {
  const size = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (size < 1) throw new RangeError('a size is a whole number of megabytes from 1 to 99999');
  return size * MEGABYTE;
}

/** It stands in the address of its callbacks. */
function providerName(text: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,31}$/.test(text)) return text;
  throw new RangeError('it is made of up to 32 lower-case letters, digits and dashes');
}

const SHORTEST_SECRET = 32;

function secretText(text: string): string {
  if (text.length >= SHORTEST_SECRET) return text;
  throw new RangeError(`it has at least ${SHORTEST_SECRET} characters`);
}

function oneOf<const T extends string>(...allowed: readonly T[]): Reader<T> {
  return (text) => {
    const found = allowed.find((each) => each === text);
    if (found === undefined) throw new RangeError(`it is one of ${allowed.join(', ')}`);
    return found;
  };
}

function addressOf(...schemes: readonly string[]): Reader<string | undefined> {
  return (text) => {
    if (schemes.some((scheme) => text.startsWith(`${scheme}://`))) return text;
    throw new RangeError(`it begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`);
  };
}
