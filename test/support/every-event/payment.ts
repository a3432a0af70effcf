import {
  localDate,
  orderId as toOrderId,
  organisationId,
  paymentId,
  systemActor,
  type Actor,
  type PaymentId,
} from '#kernel';
import { CommandBus } from '@nestjs/cqrs';
import type { PaymentCommand, Report } from '#contexts/payment';
import { paymentCommands } from '#contexts/payment/nest';
import { untilSettled, type CommandResult } from '#runtime';
import { BUYER, OPERATOR, type Api } from '../api.js';
import { fromOutside } from '../bank.js';
import type { TakingProvider } from './provider.js';
import { uuid } from '../values.js';
import { usd } from '../orders.js';

const AMOUNT = { minor: '10000', currency: 'USD' };
const platform = systemActor('every-event');
const person = (role: 'buyer' | 'operator', organisation: string): Actor => ({
  ...{ id: `${role}-1`, onBehalfOf: null, role },
  organisation: organisationId(organisation),
});
const buyer = person('buyer', BUYER[1]);
const operator = person('operator', OPERATOR[1]);

/** Every way that a payment goes, each on a stream of its own, as the provider and the operators would lead it. */
export async function paymentsOfEveryKind(api: Api, provider: TakingProvider, order: string): Promise<void> {
  await api.done(OPERATOR, '/v1/transfer-terms/fees', { country: 'DE', fee: usd('25.00') });
  await api.done(OPERATOR, '/v1/transfer-terms/calendars', { calendar: 'weekdays' });
  const orderId = toOrderId(order);
  const paid = { orderId, purpose: 'initial', amount: AMOUNT } as const;
  const initiation = { ...paid, type: 'initiate-payment' } as const;
  const eChecking = {
    method: 'e-checking',
    checkingAccount: {
      ...{ bank: 'First Bank of Ohio', country: 'US', holder: 'Acme Imports' },
      ...{ routingNumber: '110000000', accountNumber: '000123456789' },
    },
  } as const;
  const card = { method: 'card', card: { token: 'tok_1', scheme: 'visa', lastFour: '1111' } } as const;
  let count = 0;
  const one = async (...steps: readonly (readonly [Actor, (id: PaymentId) => PaymentCommand])[]): Promise<void> => {
    const id = paymentId(uuid('e', ++count));
    for (const [actor, commandOf] of steps) {
      const command = commandOf(id);
      const result = await send(api, actor, id, command);
      if (result.kind !== 'accepted') throw new Error(`${command.type}: ${JSON.stringify(result)}`);
    }
  };
  const says = (kind: Report['kind'], sequence: number, more: Partial<Report> = {}) =>
    [
      platform,
      (paymentId: PaymentId): PaymentCommand => ({
        type: 'record-report',
        paymentId,
        report: {
          ...{ provider: 'bank', transaction: `T${count}`, sequence, kind, reason: null },
          amount: kind === 'arrived' || kind === 'reversed' ? AMOUNT : null,
          destination: kind === 'arrived' ? 'designated' : 'unstated',
          ...more,
        },
      }),
    ] as const;
  await overHttp(api, provider, order);
  const byECheck = [buyer, (paymentId: PaymentId) => ({ ...initiation, paymentId, instrument: eChecking })] as const;
  const byCard = [buyer, (paymentId: PaymentId) => ({ ...initiation, paymentId, instrument: card })] as const;
  const transfer = { ...paid, type: 'declare-transfer', reference: 'SWIFT-9', bank: 'Deutsche Bank' } as const;
  const declared = [
    buyer,
    (paymentId: PaymentId) => ({ ...transfer, paymentId, sentOn: localDate('2027-01-04') }),
  ] as const;
  const elsewhere = {
    ...paid,
    type: 'record-arrival-elsewhere',
    method: 'tt',
    reference: 'CITI-9',
    account: '999-1',
  } as const;

  await one(byECheck, says('verifying', 1), says('authorised', 2), says('processing', 3), says('verifying', 1));
  await one(byCard, says('rejected', 1));
  await one(byCard, says('authorised', 1), says('failed', 2));
  await one(byCard, says('expired', 1));
  await one(byCard, says('authorised', 1), says('arrived', 2, { amount: null }), says('reversed', 3));
  await one(declared);
  await one([operator, (paymentId) => ({ ...elsewhere, paymentId })]);
  await one([
    platform,
    (paymentId) => ({
      ...{ type: 'keep-stray-report', paymentId, reference: 'unheard-of' },
      report: {
        ...{ provider: 'bank', transaction: 'T99', sequence: 1, kind: 'arrived', reason: null },
        ...{ amount: AMOUNT, destination: 'unstated' },
      },
    }),
  ]);
}

/** What buyer, provider and operator send: everything that has a route. */
async function overHttp(api: Api, provider: TakingProvider, order: string): Promise<void> {
  const path = `/v1/orders/${order}/payments`;
  const paid = { purpose: 'initial', amount: usd('100.00') };
  const account = { bank: 'First Bank of Ohio', country: 'US', holder: 'Acme Imports', routingNumber: '110000000' };
  const initiation = { ...paid, method: 'e-checking', checkingAccount: { ...account, accountNumber: '000123456789' } };
  const { id } = await api.done(BUYER, `${path}/initiations`, initiation);
  const news = { transaction: `txn_${id}`, sequence: 2, kind: 'arrived', amount: AMOUNT, account: 'another' };
  await provider.callBack(api, { eventId: 'evt-1', reference: id, payment: news });

  const transfer = { ...paid, reference: 'SWIFT-9', bank: 'Deutsche Bank', sentOn: '2027-01-04' };
  const declared = await api.done(BUYER, `${path}/declarations`, transfer);
  const seen = { ...paid, method: 'tt', reference: 'CITI-9' };
  await api.done(OPERATOR, `/v1/payments/${declared.id}/arrivals`, { ...seen, orderId: order });
  const reversal = { amount: usd('100.00'), reason: 'bank-return' };
  await api.done(OPERATOR, `/v1/payments/${declared.id}/reversals`, reversal);
  await api.done(OPERATOR, `${path}/elsewhere`, { ...seen, account: '999-1' });
}

/** Cases about money: found, answered, taken back. @param payment of the order, arrived */
export async function inquiriesOfEveryKind(api: Api, order: string, payment: string): Promise<void> {
  const claimed = { amount: usd('1500.00'), sentOn: '2027-01-04', reference: 'SWIFT-9', bank: 'Deutsche Bank' };
  const open = async (): Promise<string> => {
    const note = 'The supplier says that he has it.';
    const { id } = await api.done(BUYER, `${order}/inquiries`, { ...claimed, note });
    return `/v1/inquiries/${id}`;
  };
  const [found, answered, withdrawn] = [await open(), await open(), await open()];
  await api.done(OPERATOR, `${found}/work`);
  await api.done(OPERATOR, `${found}/matches`, { paymentId: payment });
  await api.done(OPERATOR, `${answered}/work`);
  await api.done(OPERATOR, `${answered}/answers`, { answer: 'It went back to the sender.' });
  await api.done(BUYER, `${withdrawn}/withdrawals`);
}

/** What goes back of payments that their order could not take: after another try, and by hand. */
export async function returnsOfEveryKind(
  api: Api,
  provider: TakingProvider,
  [first = '', second = '']: readonly string[],
): Promise<void> {
  let events = 0;
  const says = async (id: string, kind: string, more: object = {}): Promise<void> => {
    const payOut = { transaction: `out_${id}`, sequence: ++events, kind, ...more };
    await provider.callBack(api, { eventId: `out-${events}`, reference: `${id}-unmatched`, payOut });
    await settled(api);
  };
  await says(first, 'failed', { reason: 'account-unreachable', retriable: true });
  await says(first, 'succeeded');
  await says(second, 'failed', { reason: 'account-closed', retriable: false });
  await api.done(OPERATOR, `/v1/payments/${second}/returns`, { cause: 'unmatched' });
  await says(second, 'failed', { reason: 'account-closed', retriable: false });
  const byHand = { cause: 'unmatched', transaction: 'CITI-OUT-1' };
  await api.done(OPERATOR, `/v1/payments/${second}/returns-by-hand`, byHand);
}

/** Callbacks have no position to wait at: what was written last has one. */
async function settled({ application }: Api): Promise<void> {
  const { engine } = application;
  const head = await engine.eventStore.head();
  await untilSettled(engine, head, 5_000);
}

/** Over the command bus, as what the platform does by itself is sent. */
async function send(
  { application }: Api,
  actor: Actor,
  id: PaymentId,
  command: PaymentCommand,
): Promise<CommandResult> {
  const Command = paymentCommands.classes.get(command.type);
  if (Command === undefined) throw new TypeError(`no command has the type ${command.type}`);
  return application.http.get(CommandBus).execute(new Command(id, command, fromOutside(undefined, { actor })));
}
