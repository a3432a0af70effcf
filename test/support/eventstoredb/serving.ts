import { afterThisTest } from '../event-store.js';
import { ScriptedServer, type ScriptedServerOptions } from './scripted-server.js';

/** A server for the test that runs. */
export async function startServer(options?: ScriptedServerOptions): Promise<ScriptedServer> {
  const server = await ScriptedServer.start(options);
  afterThisTest(() => server.stop());
  return server;
}
