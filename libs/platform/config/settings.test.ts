import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { settingsFrom } from './settings.js';
import { StartupError } from './startup-error.js';

const SECRET = 'a secret of more than thirty-two characters';

describe('settings', () => {
  it('have defaults for everything', () => {
    expect(settingsFrom({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: resolve('data'),
      eventStoreUrl: undefined,
      mongoUrl: undefined,
      keysUrl: undefined,
      maxDocumentBytes: 104_857_600,
      paymentProvider: undefined,
      clock: 'movable',
      logLevel: 'warn',
      demo: true,
    });
  });

  it('are read from the environment', () => {
    const env = {
      ...{ HOST: '0.0.0.0', PORT: '8080', DATA_DIR: '/srv/ta', CLOCK: 'system', LOG_LEVEL: 'info', DEMO: 'off' },
      ...{ EVENTSTORE_URL: 'esdb://events:2113', MONGODB_URL: 'mongodb://documents:27017/ta' },
      KEYS_URL: 'mongodb://documents:27017/ta-keys',
      MAX_DOCUMENT_MB: '8',
      ...{ PAYMENT_PROVIDER_NAME: 'big-bank', PAYMENT_PROVIDER_URL: 'https://bank', PAYMENT_PROVIDER_SECRET: SECRET },
    };
    expect(settingsFrom(env)).toEqual({
      host: '0.0.0.0',
      port: 8080,
      dataDir: '/srv/ta',
      eventStoreUrl: 'esdb://events:2113',
      mongoUrl: 'mongodb://documents:27017/ta',
      keysUrl: 'mongodb://documents:27017/ta-keys',
      maxDocumentBytes: 8_388_608,
      paymentProvider: { name: 'big-bank', url: 'https://bank', secret: SECRET },
      clock: 'system',
      logLevel: 'info',
      demo: false,
    });
  });

  it('count as not set when they are empty', () => {
    expect(settingsFrom({ PORT: ' ', EVENTSTORE_URL: '' })).toEqual(settingsFrom({}));
  });

  it('take the clock of the machine in production, and no demo', () => {
    expect(settingsFrom({ NODE_ENV: 'production' })).toMatchObject({ clock: 'system', demo: false });
  });

  it.each([
    [{ PORT: 'abc' }, 'PORT=abc: a port is a number from 0 to 65535'],
    [{ PORT: '65536' }, 'PORT=65536: a port is a number from 0 to 65535'],
    [{ PORT: '-1' }, 'PORT=-1: a port is a number from 0 to 65535'],
    [{ MAX_DOCUMENT_MB: '0' }, 'MAX_DOCUMENT_MB=0: a size is a whole number of megabytes from 1 to 99999'],
    [{ CLOCK: 'fast' }, 'CLOCK=fast: it is one of system, movable'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL=loud: it is one of silent, error, warn, info, debug'],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV=prod: it is one of production, development, test'],
    [{ CLOCK: 'movable', NODE_ENV: 'production' }, 'in production (NODE_ENV=production) the time cannot be moved'],
    [{ EVENTSTORE_URL: 'http://u:p@db' }, 'EVENTSTORE_URL: it begins with esdb:// or esdb+discover://'],
    [
      { PAYMENT_PROVIDER_URL: 'https://bank' },
      'PAYMENT_PROVIDER_URL, PAYMENT_PROVIDER_SECRET: both are set, or neither',
    ],
    [{ PAYMENT_PROVIDER_SECRET: 'short' }, 'PAYMENT_PROVIDER_SECRET: it has at least 32 characters'],
    [{ PAYMENT_PROVIDER_URL: 'bank' }, 'PAYMENT_PROVIDER_URL=bank: it begins with https:// or http://'],
    [
      { PAYMENT_PROVIDER_NAME: 'Big Bank' },
      'PAYMENT_PROVIDER_NAME=Big Bank: it is made of up to 32 lower-case letters',
    ],
    [
      { PAYMENT_PROVIDER_URL: 'http://bank', PAYMENT_PROVIDER_SECRET: SECRET, NODE_ENV: 'production' },
      'in production (NODE_ENV=production) it begins with https://',
    ],
    [{ MONGODB_URL: 'esdb://db' }, 'MONGODB_URL: it begins with mongodb:// or mongodb+srv://'],
    [{ KEYS_URL: 'file:///keys' }, 'KEYS_URL: it begins with mongodb:// or mongodb+srv://'],
    [
      { KEYS_URL: 'mongodb://me:word@a,b/ta?tls=true', MONGODB_URL: 'mongodb://a,b/ta' },
      'KEYS_URL: the keys have a database of their own',
    ],
  ])('that are wrong are named: %j', (env, line) => {
    expect(() => settingsFrom(env)).toThrow(StartupError);
    expect(() => settingsFrom(env)).toThrow(line);
  });

  it('that are wrong are named all at once, in one line', () => {
    expect(() => settingsFrom({ PORT: 'abc', CLOCK: 'fast' })).toThrow(/^Bad settings\. PORT=.*; CLOCK=[^\n]*$/);
  });
});
