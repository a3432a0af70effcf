import type { EventStore } from '#event-store';
import { EmbeddedEventStore } from '#event-store/embedded';
import { EmbeddedReadStore } from '#read-store/embedded';
import { catchUp } from './catch-up.js';
import { compete, timed, type Run } from './contest.js';
import { inNewFolder } from './folders.js';
import { writeHistory } from './history.js';
import { foldInLoops } from './projection-over-loops.base.js';
import { ratioOf, type Row } from './row.js';

const EVENTS = 66_000;

export const projectionOverLoops: Row = {
  name: 'projection-loops',
  measure: ({ folder, rounds, say }) =>
    inNewFolder(folder, async (events) => {
      const store = await EmbeddedEventStore.open(events);
      await writeHistory(store, EVENTS, folder, say);
      const rates = await compete(
        {
          subject: () => inNewFolder(folder, (fresh) => catchUpIn(fresh, store)),
          base: () => inNewFolder(folder, (fresh) => timed(EVENTS, () => foldInLoops(events, fresh))),
        },
        rounds,
      );
      await store.close();
      return ratioOf(rates, {
        name: projectionOverLoops.name,
        what: 'projection catch-up ÷ reading the same events and writing the same documents in bare libsql loops',
        unit: 'events/s',
        atLeast: 0.6,
        expected: { perSecond: 30_000, what: 'reading, folding and writing of such events in bare loops does' },
      });
    }),
};

async function catchUpIn(folder: string, events: EventStore): Promise<Run> {
  const readStore = await EmbeddedReadStore.open(folder);
  return timed(EVENTS, () => catchUp(events, readStore));
}
