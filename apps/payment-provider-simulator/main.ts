import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MovableClock, SystemClock } from '#clock';
import { JsonLog, openEventStore, runProcess, settingsFrom, StartupError } from '#platform';
import { Callbacks } from './callbacks.js';
import { Journal } from './journal.js';
import { SimulatedProvider, type Entry } from './provider.js';
import { serverOf } from './server.js';

/** The payment provider for trying: a process and an API of its own, on the platform's clock. It moves no money. */
await runProcess(async () => {
  if (process.env['NODE_ENV']?.trim() === 'production')
    throw new StartupError('Cannot start: the simulated payment provider is not for production (NODE_ENV=production)');
  const {
    dataDir,
    host,
    port,
    clock: kind,
    logLevel,
    eventStoreUrl,
  } = settingsFrom({
    ...process.env,
    PAYMENT_PROVIDER_URL: '', // it is the provider
    PAYMENT_PROVIDER_SECRET: '',
  });
  const secret = process.env['PAYMENT_PROVIDER_SECRET'] ?? '';
  const url = process.env['CALLBACK_URL'] ?? '';
  if (secret === '' || url === '')
    throw new StartupError('Cannot start: PAYMENT_PROVIDER_SECRET and CALLBACK_URL are to be set');
  const folder = join(dataDir, 'payment-provider-simulator');
  await mkdir(folder, { recursive: true });
  const journal = await Journal.open<Entry>(join(folder, 'journal.jsonl'));
  const eventStore = await openEventStore({ dataDir, ...(eventStoreUrl !== undefined && { eventStoreUrl }) });
  const clock = kind === 'movable' ? await MovableClock.open(eventStore) : new SystemClock();
  const provider = new SimulatedProvider(journal, clock);
  const server = serverOf(provider, secret);
  const address = await server.listen({ host, port });
  const stopping = new AbortController();
  const telling = new Callbacks(provider, { url, secret }, new JsonLog(logLevel)).run(stopping.signal);
  process.stdout.write(`The simulated payment provider answers at ${address}\n`);
  const stop = async (): Promise<void> => {
    stopping.abort();
    await telling;
    await server.close();
    if (clock instanceof MovableClock) await clock.close();
    await eventStore.close();
    await journal.close();
  };
  // Who started it holds its input open: without him nobody needs it.
  if (process.env['SUPERVISED'] === 'yes')
    process.stdin.resume().on('end', () => void stop().then(() => process.exit(0)));
  return stop;
});
