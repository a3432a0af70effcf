import { isForgotten, toData, type Personal } from '#kernel';
import {
  ProviderRefused,
  type PaymentNews,
  type PaymentOrder,
  type PaymentProvider,
  type PayOut,
  type PayOutStatus,
} from '#payment-provider';
import { effect } from '#platform';
import type { Instrument, Payment, PaymentCommand, RecordReport, Report, SubmitReturn } from '../index.js';

/** The provider is asked to take the money; the payment's id is its key for that. */
export const submission = effect({
  intent: (payment: Payment) => orderOf(payment),
  find: (provider, order) => provider.findPayment(order.key),
  act: (provider, order) => {
    if (isComplete(order)) return provider.initiate(order);
    throw new ProviderRefused('instrument-forgotten', 'what the money was to be taken from was forgotten');
  },
  answered: (order, news: PaymentNews, provider): PaymentCommand => reportOf(order, provider, answeredBy(news)),
  refused: (order, { code }, provider): PaymentCommand =>
    reportOf(order, provider, { transaction: order.key, sequence: 0, kind: 'rejected', reason: code }),
});

/** An order of which personal parts may have been forgotten meanwhile. */
type Incomplete = Omit<PaymentOrder, 'payee' | 'instrument'> & {
  readonly key: RecordReport['paymentId'];
  readonly payee: { readonly bank: string; readonly holder: Personal<string>; readonly number: Personal<string> };
  readonly instrument: Readonly<Record<string, Personal<string>>>;
};

function orderOf(payment: Payment): Incomplete | null {
  if (payment.phase !== 'initiated' || payment.account === null) return null;
  const { attempt, account, instrument } = payment;
  return {
    key: attempt.paymentId,
    orderId: attempt.orderId,
    amount: toData(attempt.amount),
    payee: { bank: account.bank, holder: account.holder, number: account.number },
    instrument: fieldsOf(instrument),
  };
}

const fieldsOf = (instrument: Instrument): Incomplete['instrument'] =>
  instrument.method === 'card'
    ? { method: 'card', token: instrument.card.token }
    : { method: 'e-checking', ...instrument.checkingAccount };

function isComplete(order: Incomplete): order is Incomplete & PaymentOrder {
  return ![...Object.values(order.payee), ...Object.values(order.instrument)].some(isForgotten);
}

/** An answer says how far it is; that the money is there or gone again, the provider calls back about, and that is matched first. */
const answeredBy = ({ transaction, sequence, kind, reason }: PaymentNews): Told =>
  kind === 'arrived' || kind === 'reversed'
    ? { transaction, sequence: 0, kind: 'processing', reason: null }
    : { transaction, sequence, kind, reason };

type Told = Pick<Report, 'transaction' | 'sequence' | 'kind' | 'reason'>;

const reportOf = ({ key }: Incomplete, { name }: PaymentProvider, told: Told): RecordReport => ({
  type: 'record-report',
  paymentId: key,
  report: { provider: name, ...told, amount: null, destination: 'unstated' },
});

/** The provider is asked to send the money back, under the return's id. */
export const returning = effect({
  intent: (payment: Payment, { paymentId, cause }: SubmitReturn): Back | null => {
    if (payment.phase !== 'allocated' && payment.phase !== 'unmatched') return null;
    const back = payment.returns[cause];
    if (back?.status !== 'authorised') return null;
    const { orderId } = payment.arrival;
    const payOut = { key: back.returnId, kind: 'return', orderId, paymentId, amount: toData(back.amount) } as const;
    return { payOut, told: { paymentId, cause } };
  },
  // A failure that is retriable was recorded before this return was authorised anew: it is tried once more.
  find: async (provider, { payOut }) => {
    const found = await provider.findPayOut(payOut.key);
    return found?.kind === 'failed' && found.retriable ? undefined : found;
  },
  act: (provider, { payOut }) => provider.payOut(payOut),
  answered: ({ told }, status: PayOutStatus): PaymentCommand => recordOf(told, status),
  refused: ({ told }, { code }): PaymentCommand => ({
    ...{ type: 'record-return-failed', ...told },
    ...{ reason: code, retriable: false },
  }),
});

interface Back {
  readonly payOut: PayOut;
  readonly told: Pick<SubmitReturn, 'paymentId' | 'cause'>;
}

/** What a pay-out's status is as a command to its payment. */
function recordOf(told: Back['told'], status: PayOutStatus): PaymentCommand {
  const { transaction } = status;
  switch (status.kind) {
    case 'submitted':
      return { type: 'record-return-submitted', ...told, transaction };
    case 'succeeded':
      return { type: 'record-return-succeeded', ...told, transaction };
    case 'failed':
      return { type: 'record-return-failed', ...told, reason: status.reason, retriable: status.retriable };
  }
}
