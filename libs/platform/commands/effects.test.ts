import { describe, expect, it } from '@jest/globals';
import { systemActor, type TypedCommand } from '#kernel';
import { payment } from '#contexts/payment';
import { paymentCommands } from '#contexts/payment/nest';
import {
  ProviderOutcomeUnknown,
  ProviderRefused,
  ProviderUnavailable,
  type PaymentProvider,
  type PayOutStatus,
} from '#payment-provider';
import { PersonalData } from '#personal-data';
import { FileKeyStore } from '#key-store';
import { CURRENT, rulesFor } from '#rules';
import { CommandPipeline, type CommandResult } from '#runtime';
import { fromOutside, TestClock } from '../../../test/support/bank.js';
import { allOf, openEventStore, temporaryFolder } from '../../../test/support/event-store.js';
import { PAYMENT } from '../../../test/support/order-history.js';
import * as the from '../../../test/support/payment-history.js';

/** A provider whose every answer is written down beforehand, and who writes down what he was asked. */
class Scripted implements PaymentProvider {
  readonly name = 'scripted';
  readonly asked: string[] = [];
  constructor(private readonly script: (() => PayOutStatus | undefined)[]) {}

  payOut = ({ key }: { key: string }): Promise<PayOutStatus> => this.#next(`pay ${key}`) as Promise<PayOutStatus>;
  findPayOut = (key: string): Promise<PayOutStatus | undefined> => this.#next(`find ${key}`);
  initiate = () => Promise.reject(new Error('not of this test'));
  findPayment = this.initiate;

  async #next(what: string): Promise<PayOutStatus | undefined> {
    this.asked.push(what);
    return Promise.resolve(this.script.shift()?.());
  }
}

const KEY = `${PAYMENT}-excess`;
const submitted = (): PayOutStatus => ({ kind: 'submitted', transaction: 'P1' });
const failed = (retriable: boolean) => (): PayOutStatus => ({
  ...{ kind: 'failed', transaction: 'P1', reason: 'account-unreachable', retriable },
});
const unknown = () => undefined;
const fails = (error: Error) => () => {
  throw error;
};
const unavailable = fails(new ProviderUnavailable('down'));
const lost = fails(new ProviderOutcomeUnknown('no answer'));

/** A payment of which an excess of 100 is to go back, and the handler that a saga's `submit-return` goes to. */
async function world(provider: PaymentProvider | null) {
  const folder = await temporaryFolder();
  const store = await openEventStore(folder);
  const personalData = new PersonalData(await FileKeyStore.open(folder));
  const rules = { current: CURRENT, version: rulesFor };
  const pipeline = new CommandPipeline({
    eventStore: store,
    clock: new TestClock(),
    digestKey: new Uint8Array(32),
    personalData,
    rules,
  });
  const actor = systemActor('saga-test');
  const past = [the.arrivedByProvider(), the.allocated(), the.returnAuthorised()];
  const replayed = { ...payment, decide: () => ({ kind: 'happened', events: past }) as const };
  await pipeline.run(replayed, PAYMENT, { type: 'expire-payment', paymentId: PAYMENT }, fromOutside());

  const Command = paymentCommands.classes.get('submit-return')!;
  const Handler = paymentCommands.handlers.find(({ name }) => name === 'SubmitReturnHandler')!;
  const handler = new Handler(pipeline, provider);
  const envelope = fromOutside(undefined, { actor, recordRefusal: true });
  const payload = { type: 'submit-return', paymentId: PAYMENT, cause: 'excess' } as TypedCommand;
  const send = (again = envelope): Promise<CommandResult> => handler.execute(new Command(PAYMENT, payload, again));
  const types = async (): Promise<readonly string[]> =>
    (await allOf(store, `payment-${PAYMENT}`)).slice(past.length).map(({ type }) => type);
  const run = (command: Parameters<typeof payment.decide>[1]) =>
    pipeline.run(payment, PAYMENT, command, fromOutside(undefined, { actor }));
  return { send, types, run, actor };
}

describe('an effect outside', () => {
  it('is asked for by its key before it is carried out, for the intention may be older than this process', async () => {
    const provider = new Scripted([unknown, submitted]);
    const { send, types } = await world(provider);
    expect(await send()).toMatchObject({ kind: 'accepted' });
    expect(provider.asked).toEqual([`find ${KEY}`, `pay ${KEY}`]);
    expect(await types()).toEqual(['payment.return-submitted.v1']);
  });

  it('is not carried out again when its answer was lost: what became of it is looked up', async () => {
    const provider = new Scripted([unknown, lost, submitted]);
    const { send, types } = await world(provider);
    await expect(send()).rejects.toThrow(ProviderOutcomeUnknown);
    expect(await types()).toEqual([]);
    expect(await send()).toMatchObject({ kind: 'accepted' });
    expect(provider.asked).toEqual([`find ${KEY}`, `pay ${KEY}`, `find ${KEY}`]);
    expect(await types()).toEqual(['payment.return-submitted.v1']);
  });

  it('waits while nobody can be asked', async () => {
    const { send, types } = await world(new Scripted([unavailable, unknown, unavailable]));
    await expect(send()).rejects.toThrow(ProviderUnavailable);
    await expect(send()).rejects.toThrow(ProviderUnavailable);
    expect(await types()).toEqual([]);
  });

  it('is recorded once, and asked about no more, whoever sends it again', async () => {
    const provider = new Scripted([unknown, submitted]);
    const { send, types, actor } = await world(provider);
    await send();
    await send();
    await send(fromOutside(undefined, { actor }));
    expect(provider.asked).toHaveLength(2);
    expect(await types()).toEqual(['payment.return-submitted.v1']);
  });

  it('is recorded once by two at the same time, who hear the same or not', async () => {
    const provider = new Scripted([]);
    const waiting: (() => void)[] = [];
    const answers: PayOutStatus[] = [submitted(), { kind: 'succeeded', transaction: 'P1' }];
    provider.findPayOut = () => Promise.resolve(undefined);
    provider.payOut = async () => {
      const answer = answers.shift() ?? submitted();
      await new Promise<void>((both) => {
        waiting.push(both);
        if (waiting.length === 2) waiting.forEach((go) => go());
      });
      return answer;
    };
    const { send, types } = await world(provider);
    await Promise.all([send(), send()]);
    const recorded = await types();
    expect(recorded.at(-1)).toBe('payment.returned.v1');
    expect(new Set(recorded).size).toBe(recorded.length);
  });

  it('that is refused for good is recorded as that', async () => {
    const { send, types } = await world(new Scripted([unknown, fails(new ProviderRefused('account-closed', 'no'))]));
    await send();
    expect(await types()).toEqual(['payment.return-failed.v1']);
  });

  it('that failed is tried once more only when it was authorised anew', async () => {
    const provider = new Scripted([unknown, failed(true), failed(true), submitted]);
    const { send, types, run, actor } = await world(provider);
    await send();
    expect(await send(fromOutside(undefined, { actor }))).toMatchObject({ code: 'return-not-authorised' });
    await run({ type: 'authorise-return', paymentId: PAYMENT, cause: 'excess' });
    await send(fromOutside(undefined, { actor }));
    expect(provider.asked).toEqual([`find ${KEY}`, `pay ${KEY}`, `find ${KEY}`, `pay ${KEY}`]);
    expect((await types()).at(-1)).toBe('payment.return-submitted.v1');
  });

  it('is nobody’s where there is no provider: that is final', async () => {
    const { send, types } = await world(null);
    expect(await send()).toEqual({ kind: 'refused', code: 'no-payment-provider', facts: {} });
    expect(await types()).toEqual([]);
  });
});
