import { EventStoreDbEventStore } from '#event-store/eventstoredb';
import { MongoReadStore } from '#read-store/mongodb';
import { catchUp } from './catch-up.js';
import { compete, timed, type Run } from './contest.js';
import { writeHistory } from './history.js';
import { foldByClients } from './projection-over-client.base.js';
import { ratioOf, type Row } from './row.js';
import { inNewDatabase, type Servers } from './servers.js';

/** At least; the server may have others, which both sides read too. */
const EVENTS = 33_000;

export const projectionOverClient = (servers: Servers): Row => ({
  name: 'projection-client',
  measure: async ({ folder, rounds, say }) => {
    const store = EventStoreDbEventStore.open(servers.eventStoreUrl);
    await writeHistory(store, EVENTS, folder, say);
    const events = await inNewDatabase(servers, (url) => foldByClients(servers, url));
    say(`  ${events} events are read in each run`);
    const rates = await compete(
      {
        subject: () => inNewDatabase(servers, (url) => catchUpInto(url, store, events)),
        base: () => inNewDatabase(servers, (url) => timed(events, () => foldByClients(servers, url))),
      },
      rounds,
    );
    await store.close();
    return ratioOf(rates, {
      name: 'projection-client',
      what: 'projection catch-up ÷ reading the same events and writing the same documents in bulk by the bare official clients',
      unit: 'events/s',
      atLeast: 0.7,
      expected: { perSecond: 3_000, what: 'such a loop does with both servers on the same two cores' },
    });
  },
});

async function catchUpInto(databaseUrl: string, store: EventStoreDbEventStore, events: number): Promise<Run> {
  const readStore = await MongoReadStore.open(databaseUrl);
  return timed(events, () => catchUp(store, readStore));
}
