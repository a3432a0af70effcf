import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { EmbeddedEventStore } from '#event-store/embedded';

/**
 * Appends without a pause, some callers side by side, each to a stream of its own, one to three events at a time, until it is told
 * `stop` or is killed. Prints `ready`, a line `<stream> <revision> <position>` for each acknowledged append, and in the end
 * `delay <milliseconds>`: the longest time for which its event loop stood still.
 */
const [, , folder = '', name = '', callers = '8'] = process.argv;

const print = (line: string): void => void process.stdout.write(`${line}\n`); // a pipe is written synchronously
const store = await EmbeddedEventStore.open(folder);
let stopped = false;

async function appendToOneStream(stream: string): Promise<void> {
  for (let revision = -1, append = 0; !stopped; append++) {
    const size = 1 + (append % 3);
    // Each event tells what its append was, so that half of one would be found.
    const events = Array.from({ length: size }, (_, index) => ({
      id: randomUUID(),
      type: 'recovery.written.v1',
      data: { append, index, size, filler: 'x'.repeat(300) },
      metadata: {},
    }));
    const appended = await store.append(stream, events, revision < 0 ? 'no-stream' : revision);
    revision = appended.revision;
    print(`${stream} ${revision} ${appended.position}`);
  }
}

const writing = Array.from({ length: Number(callers) }, (_, n) => appendToOneStream(`${name}-${n}`));
print('ready');
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
process.stdin.once('data', () => {
  stopped = true;
  delay.disable();
});
await Promise.all(writing);
await store.close();
print(`delay ${delay.max / 1e6}`);
process.stdin.destroy();
