import { describe, expect, it } from '@jest/globals';
import { systemActor, type TypedCommand } from '#kernel';
import type { PaymentProvider } from '#payment-provider';
import { CURRENT, rulesFor } from '#rules';
import { CommandPipeline, type CommandResult } from '#runtime';
import { fromOutside, TestClock } from '../../../../test/support/bank.js';
import { openEventStore, temporaryFolder } from '../../../../test/support/event-store.js';
import { authorised, REFUND } from '../../../../test/support/refund-history.js';
import { refund } from '../index.js';
import { refundCommands } from './commands.js';

const unasked = () => Promise.reject(new Error('not of this test'));
const bank: PaymentProvider = {
  name: 'bank',
  payOut: ({ key }) => Promise.resolve({ kind: 'succeeded', transaction: `TX ${key}` }),
  findPayOut: () => Promise.resolve(undefined),
  initiate: unasked,
  findPayment: unasked,
};

describe('asking the provider to pay a refund', () => {
  it('is answered with its last record also when who recorded it did not live to answer', async () => {
    const eventStore = await openEventStore(await temporaryFolder());
    const rules = { current: CURRENT, version: rulesFor };
    const digestKey = new Uint8Array(32);
    const pipeline = new CommandPipeline({ eventStore, clock: new TestClock(), rules, digestKey });
    const replayed = { ...refund, decide: () => ({ kind: 'happened', events: [authorised] }) as const };
    await pipeline.run(replayed, REFUND, { type: 'submit-refund', refundId: REFUND }, fromOutside());

    const Command = refundCommands.classes.get('submit-refund')!;
    const Handler = refundCommands.handlers.find(({ name }) => name === 'SubmitRefundHandler')!;
    const envelope = fromOutside(undefined, { actor: systemActor('saga-test'), recordRefusal: true });
    const payload = { type: 'submit-refund', refundId: REFUND } as TypedCommand;
    const send = (): Promise<CommandResult> =>
      new Handler(pipeline, bank).execute(new Command(REFUND, payload, envelope));
    const last = { kind: 'accepted', stream: `refund-${REFUND}`, revision: 2, position: 3n };
    expect(await send()).toEqual({ ...last, repeated: false });
    expect(await send()).toEqual({ ...last, repeated: true });
  });
});
