import { parsePosition } from '#kernel';
import { EmbeddedEventStore } from '#event-store/embedded';
import { EmbeddedReadStore } from '#read-store/embedded';
import { untilSettled, type DispatchPort } from '#runtime';
import { TestClock } from '../support/bank.js';
import { BankProcess } from '../support/bank-sagas.js';

/**
 * Runs the transfers saga on a folder until the commands at the given positions are settled, and says how many steps that took.
 * With a step number it kills itself, with SIGKILL, before or after that step: an append, a checkpoint or a dispatch.
 */
const [, , folder = '', positions = '', killAt = '', edge = 'before'] = process.argv;

let steps = 0;

async function step<T>(work: () => Promise<T>): Promise<T> {
  steps += 1;
  const mine = String(steps) === killAt;
  if (mine && edge === 'before') process.kill(process.pid, 'SIGKILL');
  const result = await work();
  if (mine && edge === 'after') process.kill(process.pid, 'SIGKILL');
  return result;
}

const eventStore = await EmbeddedEventStore.open(folder);
const readStore = await EmbeddedReadStore.open(folder);
const append = eventStore.append.bind(eventStore);
eventStore.append = (...args) => step(() => append(...args));
const moveCheckpoint = readStore.moveCheckpoint.bind(readStore);
readStore.moveCheckpoint = (...args) => step(() => moveCheckpoint(...args));
const stepping = (direct: DispatchPort): DispatchPort => ({
  dispatch: (...args) => step(() => direct.dispatch(...args)),
});

const silent = {
  info: () => undefined,
  warn: () => undefined,
  error: (...line: unknown[]) => process.stderr.write(line.join(' ')),
};
const bank = new BankProcess(eventStore, readStore, new TestClock(), silent, stepping);
await bank.start();
for (const position of positions.split(',')) {
  const { reached } = await untilSettled({ eventStore, readStore }, parsePosition(position), 20_000);
  if (!reached) throw new Error(`${position} was not settled`);
}
await bank.stop();
await readStore.close();
await eventStore.close();
process.stdout.write(String(steps));
