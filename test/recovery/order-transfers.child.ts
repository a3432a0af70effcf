import { EmbeddedEventStore } from '#event-store/embedded';
import { CommandPipeline } from '#runtime';
import { account, fromOutside, noRules, TestClock, type BankCommand } from '../support/bank.js';
import { digestKey } from '../support/bank-sagas.js';

/** Orders two transfers that nobody takes up: one that will be credited, one that will be refused and given back. Prints their positions. */
const eventStore = await EmbeddedEventStore.open(process.argv[2] ?? '');
const pipeline = new CommandPipeline({ eventStore, clock: new TestClock(), digestKey, rules: noRules });
const run = (id: string, command: BankCommand) => pipeline.run(account, id, command, fromOutside());

for (const name of ['a', 'b']) await run(name, { type: 'open', account: name });
await run('a', { type: 'deposit', account: 'a', cents: '100' });
const positions: string[] = [];
for (const to of ['b', 'nobody']) {
  const result = await run('a', { type: 'order-transfer', from: 'a', to, cents: '30' });
  if (result.kind === 'accepted') positions.push(String(result.position));
}
await eventStore.close();
process.stdout.write(positions.join(','));
