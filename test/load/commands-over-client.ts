import { EventStoreDBClient } from '@eventstore/db-client';
import { EventStoreDbEventStore } from '#event-store/eventstoredb';
import { capture } from './captured.js';
import { appendByClient } from './commands-over-client.base.js';
import { Commands, IN_FLIGHT, sizeOf, workload, type Workload } from './commands.js';
import { compete, timed, type Run } from './contest.js';
import { inNewFolder } from './folders.js';
import { ratioOf, type Row } from './row.js';
import type { Servers } from './servers.js';

const ORDERS_PER_CALLER = 10;
const ORDERS = ORDERS_PER_CALLER * IN_FLIGHT;

export const commandsOverClient = ({ eventStoreUrl }: Servers): Row => ({
  name: 'commands-client',
  measure: async ({ folder, rounds }) => {
    let first = Date.now() * 1_000; // the server keeps the orders of every run, so each run has new ones
    const nextWork = (): Workload => workload(ORDERS_PER_CALLER, (first += ORDERS));
    const store = EventStoreDbEventStore.open(eventStoreUrl);
    const rates = await compete(
      {
        subject: () => throughPipeline(store, nextWork(), folder),
        base: () => byClient(eventStoreUrl, nextWork(), folder),
      },
      rounds,
    );
    await store.close();
    return ratioOf(rates, {
      name: 'commands-client',
      what: `commands on streams of 10 events through the pipeline (${IN_FLIGHT} in flight) ÷ the same appends by the bare official client`,
      unit: 'commands/s',
      atLeast: 0.7,
      expected: { perSecond: 4_000, what: 'the official client does with a server on the same two cores' },
    });
  },
});

/** The orders stand already, and are known: what is measured are the commands that take a stream to its ten events. */
async function throughPipeline(store: EventStoreDbEventStore, work: Workload, folder: string): Promise<Run> {
  const commands = await Commands.on(store, folder);
  const [drafts, others] = parted(work, ({ command }) => command.type === 'draft-order');
  await commands.enrolSuppliers();
  await commands.send(drafts);
  return timed(sizeOf(others), () => commands.send(others));
}

async function byClient(url: string, work: Workload, folder: string): Promise<Run> {
  const appends = await inNewFolder(folder, (captured) => capture(work, captured));
  const [drafts, others] = parted(appends, ({ expected }) => expected === 'no-stream');
  const client = EventStoreDBClient.connectionString(url);
  await appendByClient(client, drafts);
  const run = await timed(sizeOf(others), () => appendByClient(client, others));
  await client.dispose();
  return run;
}

/** Each caller's items of which `test` holds, and the others. */
const parted = <T>(work: readonly (readonly T[])[], test: (item: T) => boolean): readonly [T[][], T[][]] => [
  work.map((items) => items.filter(test)),
  work.map((items) => items.filter((item) => !test(item))),
];
