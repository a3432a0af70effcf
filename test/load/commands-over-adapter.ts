import { EmbeddedEventStore } from '#event-store/embedded';
import { capture } from './captured.js';
import { appendOnly } from './commands-over-adapter.base.js';
import { Commands, IN_FLIGHT, sizeOf, workload, type Workload } from './commands.js';
import { compete, timed, type Run } from './contest.js';
import { inNewFolder } from './folders.js';
import { ratioOf, type Row } from './row.js';

/**
 * Long enough that compiling does not count: between two runs nothing of the pipeline is left, so the engine throws away what it has
 * compiled for it and begins anew, which takes it some 10,000 commands. A process that serves goes through that once.
 */
export const ORDERS_PER_CALLER = 80;

export const commandsOverAdapter: Row = {
  name: 'commands-adapter',
  measure: async ({ folder, rounds }) => {
    const work = workload(ORDERS_PER_CALLER);
    const appends = await inNewFolder(folder, (captured) => capture(work, captured));
    const rates = await compete(
      {
        subject: () => throughPipeline(folder, work),
        base: () =>
          inNewFolder(folder, async (fresh) => {
            const store = await EmbeddedEventStore.open(fresh);
            const run = await timed(sizeOf(appends), () => appendOnly(store, appends));
            await store.close();
            return run;
          }),
      },
      rounds,
    );
    return ratioOf(rates, {
      name: commandsOverAdapter.name,
      what: `commands through the pipeline (${IN_FLIGHT} in flight) ÷ the same appends straight on the adapter`,
      unit: 'commands/s',
      atLeast: 0.7,
      expected: { perSecond: 12_000, what: 'the embedded event store does with these appends' },
    });
  },
};

/** Orders from draft to receipt, into an event store of their own. */
export const throughPipeline = (folder: string, work: Workload): Promise<Run> =>
  inNewFolder(folder, async (fresh) => {
    const store = await EmbeddedEventStore.open(fresh);
    const commands = await Commands.on(store, fresh);
    await commands.enrolSuppliers();
    const run = await timed(sizeOf(work), () => commands.send(work));
    await store.close();
    return run;
  });
