import { EmbeddedEventStore } from '#event-store/embedded';

/** Prints `opening`, opens the store in a folder and prints its identity, or why it cannot. Never as the superuser, whom no rights bind, if told so. */
const [, , folder = '', as = ''] = process.argv;
if (as === 'nobody' && process.getuid?.() === 0) process.setuid?.(65_534);
process.stdout.write('opening\n');
try {
  const store = await EmbeddedEventStore.open(folder);
  process.stdout.write(await store.identity());
  await store.close();
} catch (error) {
  process.stdout.write(String(error));
}
