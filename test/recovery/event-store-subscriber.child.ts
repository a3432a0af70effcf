import { EmbeddedEventStore } from '#event-store/embedded';

/** Subscribes from the head on, prints `ready`, and for each event its number and the time at which it was seen. Ends with its input. */
const store = await EmbeddedEventStore.open(process.argv[2] ?? '');
process.stdin.resume().on('end', () => void store.close());
let ready = false;
for await (const { events, caughtUp } of store.subscribe({ from: await store.head() })) {
  for (const { data } of events) process.stdout.write(`${JSON.stringify(data['n'])} ${Date.now()}\n`);
  if (caughtUp && !ready) process.stdout.write('ready\n');
  ready ||= caughtUp;
}
