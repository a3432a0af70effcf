import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProviderAccess } from '#payment-provider';
import { JsonLog, settingsFrom } from '#platform';
import { Credentials } from '../client/credentials.js';
import { HttpTransport } from '../client/http-transport.js';
import type { Transport } from '../client/transport.js';
import { CliError } from '../errors.js';
import { withStores, type Stores } from '../stores.js';
import type { ProviderMood } from './format.js';
import { ScriptedProvider } from './scripted-provider.js';

/** What a script is run against. */
export interface Installation {
  readonly transport: Transport;
  readonly credentials: Credentials;
  readonly stores: Stores;
  /** Who signs the callbacks; undefined where no provider is set. */
  readonly providerAccess: ProviderAccess | undefined;
  /** @throws CliError where the provider is not the script's own. */
  setProvider(mood: ProviderMood): void;
}

/**
 * A new installation in this process, on embedded stores in a folder that is gone afterwards, with a provider that does what
 * the script says. Settings of the environment do not count: the script is to run the same everywhere.
 */
export async function onThrowAway<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  const { Application } = await import('#application/nest'); // only who needs the server loads it
  const dataDir = await mkdtemp(join(tmpdir(), 'ta-script-'));
  const provider = await ScriptedProvider.open();
  try {
    const settings = { ...settingsFrom({ DATA_DIR: dataDir }), paymentProvider: provider.access };
    const application = await Application.open(settings, new JsonLog('error'));
    try {
      // Over a connection, for uploads are streams.
      const url = await application.listen({ host: '127.0.0.1', port: 0 });
      return await work({
        transport: new HttpTransport(new URL(url)),
        stores: { eventStore: application.engine.eventStore, readStore: application.engine.readStore },
        credentials: new Credentials(application.engine.tokens),
        providerAccess: provider.access,
        setProvider: (mood) => void (provider.mood = mood),
      });
    } finally {
      await application.close();
    }
  } finally {
    await provider.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** A running server, and the stores that it works on. */
export function onServer<T>(url: URL, dataDir: string, work: (installation: Installation) => Promise<T>): Promise<T> {
  return withStores(dataDir, async (stores) => {
    const transport = new HttpTransport(url);
    const credentials = await Credentials.of(dataDir);
    const { paymentProvider: providerAccess } = settingsFrom({ ...process.env, DATA_DIR: dataDir });
    const setProvider = (): void => {
      throw new CliError('The payment provider of a running server does not do what a script says.');
    };
    return work({ transport, credentials, stores, providerAccess, setProvider });
  });
}
