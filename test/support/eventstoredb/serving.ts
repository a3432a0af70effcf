import { EventStoreDbEventStore, type Timing } from '#event-store/eventstoredb';
import { afterThisTest } from '../event-store.js';
import { ScriptedServer, type ScriptedServerOptions } from './scripted-server.js';

/** A server for the test that runs. */
export async function startServer(options?: ScriptedServerOptions): Promise<ScriptedServer> {
  const server = await ScriptedServer.start(options);
  afterThisTest(() => server.stop());
  return server;
}

/** The first one leads. */
export async function startCluster(size: number): Promise<readonly [ScriptedServer, ...ScriptedServer[]]> {
  const [leader, ...followers] = await ScriptedServer.startCluster(size);
  if (leader === undefined) throw new RangeError('a cluster has a leader');
  for (const server of [leader, ...followers]) afterThisTest(() => server.stop());
  return [leader, ...followers];
}

/** Short enough for tests that wait until it is over; patient enough for what then succeeds on a busy machine. */
export const SHORT: Timing = { answerMs: 500, patienceMs: 20_000, lookMs: 100 };

export function openStore(url: string, timing: Partial<Timing> = {}): EventStoreDbEventStore {
  const store = EventStoreDbEventStore.open(url, { ...SHORT, ...timing });
  afterThisTest(() => store.close());
  return store;
}
