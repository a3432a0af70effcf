import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EmbeddedEventStore } from '#event-store/embedded';
import { inNewFolder } from './folders.js';
import { writeHistory } from './history.js';
import type { Memory } from './projection-memory.process.js';
import type { Row } from './row.js';

const MOST_MB = 150;
const PROCESS = fileURLToPath(new URL('./projection-memory.process.js', import.meta.url));

export const projectionMemory: Row = {
  name: 'projection-memory',
  measure: ({ folder, events, say }) =>
    inNewFolder(folder, async (data) => {
      const store = await EmbeddedEventStore.open(data);
      await writeHistory(store, events, folder, say);
      await store.close();
      const { stdout } = await promisify(execFile)(process.execPath, [PROCESS, data]);
      const { start, peak, seconds } = JSON.parse(stdout) as Memory; // its whole output
      say(`  ${Math.round(events / seconds)} events/s`);
      const growth = peak - start;
      return {
        name: projectionMemory.name,
        what: `memory of a catch-up over ${events.toLocaleString('en-US')} events: its peak, and what it was at the start`,
        unit: 'MB',
        subject: peak,
        base: start,
        value: growth,
        limit: { kind: 'at most', value: MOST_MB },
        rounds: [growth],
        doubts: events < 1_000_000 ? [`the limit is for 1,000,000 events, not ${events}`] : [],
      };
    }),
};
