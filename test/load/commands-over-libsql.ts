import { capture } from './captured.js';
import { ORDERS_PER_CALLER, throughPipeline } from './commands-over-adapter.js';
import { insertOnly, rowsIn } from './commands-over-libsql.base.js';
import { IN_FLIGHT, sizeOf, workload } from './commands.js';
import { compete } from './contest.js';
import { inNewFolder } from './folders.js';
import { ratioOf, type Row } from './row.js';

export const commandsOverLibsql: Row = {
  name: 'commands-libsql',
  measure: async ({ folder, rounds }) => {
    const work = workload(ORDERS_PER_CALLER);
    const rows = await inNewFolder(folder, async (captured) => {
      await capture(work, captured);
      return rowsIn(captured);
    });
    const commands = sizeOf(work);
    const rates = await compete(
      {
        subject: () => throughPipeline(folder, work),
        // Counted in commands as the subject is, although some commands make two rows: the work is the same.
        base: () => inNewFolder(folder, async (fresh) => ({ ...(await insertOnly(fresh, rows)), count: commands })),
      },
      rounds,
    );
    return ratioOf(rates, {
      name: commandsOverLibsql.name,
      what: `commands through the pipeline (${IN_FLIGHT} in flight) ÷ the same rows inserted with bare libsql, 64 to a transaction`,
      unit: 'commands/s',
      atLeast: 0.42,
      expected: { perSecond: 16_000, what: 'bare libsql inserts of rows like these' },
    });
  },
};
