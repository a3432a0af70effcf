import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { EventStoreDbEventStore } from '#event-store/eventstoredb';

/**
 * An event store that does what it is told, a line each, and prints `ready` first:
 * `append <stream> <bytes>` and `head` print themselves and `done`, or the name of what went wrong, when that is known;
 * `throw` and `reject` are mistakes of somebody else's in the same process, `listen <event>` is somebody else who takes them; `close` closes
 * the store and the input, after which nothing should keep the process.
 */
const [, , url = ''] = process.argv;
const store =
  url === '' ? undefined : EventStoreDbEventStore.open(url, { answerMs: 2_000, patienceMs: 30_000, lookMs: 100 });

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const mistake = new Error('a mistake of somebody else');

const append = async (stream = '', bytes = '0'): Promise<unknown> =>
  store?.append(
    ...[stream, [{ id: randomUUID(), type: 'filled.v1', data: { filler: 'x'.repeat(Number(bytes)) }, metadata: {} }]],
    'no-stream',
  );

async function follow(): Promise<void> {
  if (store === undefined) return;
  for await (const { events } of store.subscribe({ from: await store.head() }))
    for (const { stream } of events) print(`seen ${stream}`);
}

const tellEnd = (line: string, doing: Promise<unknown>): void =>
  void doing.then(
    () => print(`${line} done`),
    (error: unknown) => print(`${line} ${error instanceof Error ? error.name : String(error)}`),
  );

const DO: Readonly<Record<string, (line: string, ...args: readonly string[]) => void>> = {
  append: (line, stream, bytes) => tellEnd(line, append(stream, bytes)),
  head: (line) => tellEnd(line, Promise.resolve(store?.head())),
  follow: (line) => tellEnd(line, follow()),
  throw: () =>
    setImmediate(() => {
      throw mistake;
    }),
  reject: () => void Promise.reject(mistake),
  listen: (_, event = '') => void process.on(event, () => print('taken by somebody else')),
  close: (line) => {
    process.stdin.destroy();
    tellEnd(line, Promise.resolve(store?.close()));
  },
};

createInterface(process.stdin).on('line', (line) => {
  const [verb = '', ...args] = line.split(' ');
  DO[verb]?.(line, ...args);
});
print('ready');
