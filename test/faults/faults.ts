import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { cleanUp } from '../support/event-store.js';
import { faultsIn } from '../support/integrity.js';
import { eventStoreUrl, liveStores, mongoUrl, openStores } from '../support/live.js';
import { loadOrders } from '../support/order-load.js';
import { APPS, Replicas } from '../support/replicas.js';
import { Managed } from './managed.js';
import { seeded } from './seeded.js';

const USAGE = `npm run test:faults -- [options]
The addresses are EVENTSTORE_URL and MONGODB_URL; a store without one is embedded, and left alone. The commands start a server that is
empty, in the foreground; this script starts it, kills it and starts it again on the same data.
  --event-store <command>   one node of EventStoreDB
  --node <command>          a node of a cluster, three times; instead of --event-store
  --leader <command>        prints which node leads, 1, 2 or 3, by the order of --node
  --read-store <command>    MongoDB
  --orders <n>              of the load beside each fault, default 300 (about four commands each)
  --in-flight <n>           default 64
  --stopped <seconds>       for which a stopped server stands still, default 30
  --seed <n>                decides when faults strike and whom, default 1`;

/** Something that goes wrong while a load runs. */
interface Fault {
  readonly name: string;
  readonly strike: () => Promise<void>;
}

const { values } = parseArgs({
  options: {
    'event-store': { type: 'string' },
    node: { type: 'string', multiple: true, default: [] },
    leader: { type: 'string' },
    'read-store': { type: 'string' },
    orders: { type: 'string', default: '300' },
    'in-flight': { type: 'string', default: '64' },
    stopped: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const random = seeded(Number(values.seed));
  const eventStore = values['event-store'] === undefined ? undefined : new Managed(values['event-store']);
  const readStore = values['read-store'] === undefined ? undefined : new Managed(values['read-store']);
  const nodes = values.node.map((command) => new Managed(command));
  const servers = [eventStore, readStore, ...nodes].filter((server) => server !== undefined);
  for (const server of servers) server.start();
  for (const [name, url] of [
    ['EVENTSTORE_URL', eventStoreUrl],
    ['MONGODB_URL', mongoUrl],
  ] as const)
    if (url === undefined) console.log(`${name} is not set: that store is embedded, and no fault strikes it`);
  try {
    await run(random, faultsOf(eventStore, readStore, nodes));
  } finally {
    await cleanUp();
    for (const server of servers) await server.kill();
  }
}

function faultsOf(
  eventStore: Managed | undefined,
  readStore: Managed | undefined,
  nodes: readonly Managed[],
): readonly Fault[] {
  const killAndStart = async (server: Managed): Promise<void> => {
    await server.kill();
    await sleep(1_000);
    server.start();
  };
  const stopAndGo = async (server: Managed): Promise<void> => {
    server.stop();
    await sleep(Number(values.stopped) * 1_000);
    server.go();
  };
  return [
    ...(eventStore
      ? [
          { name: 'the event store is killed', strike: () => killAndStart(eventStore) },
          { name: `the event store stands still for ${values.stopped} s`, strike: () => stopAndGo(eventStore) },
        ]
      : []),
    ...(nodes.length > 0
      ? [
          { name: 'the leader is killed', strike: async () => killAndStart(await leaderOf(nodes)) },
          {
            name: `the leader stands still for ${values.stopped} s`,
            strike: async () => stopAndGo(await leaderOf(nodes)),
          },
        ]
      : []),
    ...(readStore ? [{ name: 'the read store is killed', strike: () => killAndStart(readStore) }] : []),
  ];
}

async function leaderOf(nodes: readonly Managed[]): Promise<Managed> {
  const { stdout } = await promisify(execFile)('sh', ['-c', values.leader ?? 'echo 1']);
  const leader = nodes[Number(stdout.trim()) - 1];
  if (leader === undefined) throw new RangeError(`--leader printed "${stdout.trim()}", which is no node`);
  return leader;
}

async function run(random: () => number, ofServers: readonly Fault[]): Promise<void> {
  const stores = await liveStores();
  const replicas = new Replicas(stores.dataDir, stores.env);
  await started(() => replicas.start());
  const ofOurs = APPS.map((app): Fault => ({ name: `a ${app} is killed`, strike: () => replicas.killOldest(app) }));
  const outcomes = [];
  for (const [at, { name, strike }] of [...ofServers, ...ofOurs].entries()) {
    const orders = Number(values.orders);
    const strikesAt = Math.floor((0.1 + random() * 0.5) * orders * 3);
    let striking: Promise<void> | undefined;
    const onOutcome = (count: number): void => void (count >= strikesAt && (striking ??= strike()));
    const begun = performance.now();
    const options = { orders, inFlight: Number(values['in-flight']), name: `faults-${values.seed}-${at}`, onOutcome };
    const answered = await loadOrders(replicas.send, options);
    await striking;
    outcomes.push(...answered);
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    const written = answered.filter((each) => each.written !== undefined).length;
    console.log(
      `${name}, after ${strikesAt} commands: ${written} acknowledged, ${answered.length - written} refused, ${seconds} s`,
    );
  }
  const { close, ...opened } = await openStores(stores);
  const faults = await faultsIn(opened, outcomes);
  await close();
  await replicas.stop();
  for (const fault of faults) console.log(`WRONG: ${fault}`);
  console.log(
    faults.length === 0
      ? 'Nothing was lost or doubled, all chains hold, every read model equals a rebuild.'
      : `${faults.length} faults.`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
}

/** A server takes its time to start. */
async function started<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === 10) throw error;
      await sleep(2_000);
    }
  }
}

if (values.help) console.log(USAGE);
else await main();
