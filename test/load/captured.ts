import type { Appendable, EventStore, ExpectedRevision, NewEvent } from '#event-store';
import { JsonText, type JsonObject } from '#kernel';
import { EmbeddedEventStore } from '#event-store/embedded';
import { Commands, IN_FLIGHT, type Workload } from './commands.js';

/** An append as the pipeline makes it. */
export interface CapturedAppend {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: ExpectedRevision;
}

/** Sends the work once and notes what each caller's commands append. The events stay in the store of the folder. */
export async function capture(work: Workload, folder: string): Promise<readonly (readonly CapturedAppend[])[]> {
  const appends = Array.from({ length: IN_FLIGHT }, (): CapturedAppend[] => []);
  const callers = new Map<string, number>(
    work.flatMap((sendings, caller) => sendings.map(({ id }) => [`order-${id}`, caller])),
  );
  const store = await EmbeddedEventStore.open(folder);
  const noting = watched(store, (append) => appends[callers.get(append.stream) ?? -1]?.push(append));
  const commands = await Commands.on(noting, folder);
  await commands.enrolSuppliers();
  await commands.send(work);
  await store.close();
  return appends;
}

/** As data, which is what everyone else has at hand to append. */
const plain = (event: Appendable): NewEvent => ({
  ...event,
  data: dataOf(event.data),
  metadata: dataOf(event.metadata),
});

const dataOf = (part: JsonObject | JsonText): JsonObject =>
  part instanceof JsonText ? (JSON.parse(part.text) as JsonObject) : part; // the text of an object

const watched = (store: EventStore, note: (append: CapturedAppend) => void): EventStore => ({
  identity: () => store.identity(),
  append: (stream, events, expected) => {
    note({ stream, events: events.map(plain), expected });
    return store.append(stream, events, expected);
  },
  readStream: (stream, options) => store.readStream(stream, options),
  readAll: (options) => store.readAll(options),
  head: () => store.head(),
  subscribe: (options) => store.subscribe(options),
  close: () => store.close(),
});
