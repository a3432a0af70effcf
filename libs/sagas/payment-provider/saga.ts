import { objectAt, remain, saga, send, textAt, to, type CommandOutcome, type Reaction } from '#kernel';
import { returnOf, type CallbackEvent, type PaymentCommand, type PaymentEvent } from '#contexts/payment';
import type { PaymentProviderState } from './state.js';

type Heard = Extract<PaymentEvent, { type: 'payment.initiated.v1' | 'payment.declared.v1' }> | CallbackEvent;

type Sent = Extract<
  PaymentCommand,
  {
    type:
      | 'submit-payment'
      | 'record-report'
      | 'keep-stray-report'
      | 'expire-payment'
      | 'record-return-submitted'
      | 'record-return-succeeded'
      | 'record-return-failed';
  }
>;

const TRANSFER = 'transfer-arrives';

/**
 * Carries between a payment and the provider: what the buyer began is submitted, and what the provider calls back is told to the
 * payment, or to the return of its money, in the order in which it came. What names no payment gets a stream of its own. A
 * declared transfer that does not come is let go. One instance per payment, by its id.
 */
export const paymentProviderSaga = saga<PaymentProviderState, Heard, Sent>({
  name: 'payment-provider',
  initialState: { step: 'idle' },
  key: ({ type, data }) => (type === 'provider-callback.received.v1' ? instanceOf(data) : textAt(data, 'paymentId')),

  events: {
    'payment.initiated.v1': (state, { data: { paymentId } }) => {
      const submit: Sent = { type: 'submit-payment', paymentId };
      if (state.step !== 'idle') return remain(state, 'The payment is known already.');
      return send({ step: 'submitting', paymentId }, 'The buyer pays: the provider is asked.', to(paymentId, submit));
    },

    'payment.declared.v1': (state, { data: { paymentId, holdsUntil } }) => {
      if (state.step !== 'idle') return remain(state, 'The transfer is known already.');
      return {
        state: { step: 'waiting-for-transfer', paymentId },
        reason: 'The buyer has sent money, as he says: it is waited for.',
        commands: [],
        deadlines: [{ kind: 'schedule', name: TRANSFER, dueAt: holdsUntil }],
      };
    },

    'provider-callback.received.v1': (state, { data: { reference, payment, payOut } }) => {
      if (payment !== null) return tellPayment(state, reference, payment);
      return payOut === null ? remain(state, 'The callback says nothing.') : tellReturn(state, reference, payOut);
    },
  },

  outcomes: {
    'submit-payment': (_, outcome) => told({ step: 'following' }, 'The provider has it', outcome),
    'record-report': (state, outcome) => told(state, 'The payment knows', outcome),
    'keep-stray-report': (state, outcome) => told(state, 'It is kept for the operators', outcome),
    'expire-payment': (_, outcome) => told({ step: 'following' }, 'The transfer is not waited for any more', outcome),
    'record-return-submitted': (state, outcome) => told(state, 'The payment knows', outcome),
    'record-return-succeeded': (state, outcome) => told(state, 'The payment knows', outcome),
    'record-return-failed': (state, outcome) => told(state, 'The payment knows', outcome),
  },

  deadlinePassed: (state, { name }) => {
    if (state.step !== 'waiting-for-transfer' || name !== TRANSFER) return remain(state, `Nothing waited for ${name}.`);
    const { paymentId } = state;
    const expire: Sent = { type: 'expire-payment', paymentId };
    return send(state, 'The declared transfer has not come in its time.', to(paymentId, expire));
  },
});

type Told = Extract<Heard, CallbackEvent>['data'];

/** Null for a pay-out that is no return: a refund, which others follow. */
function instanceOf(data: Parameters<typeof textAt>[0]): string | null {
  const payment = objectAt(data, 'payment');
  if (payment === null)
    return data['reference'] === null ? null : (returnOf(textAt(data, 'reference'))?.paymentId ?? null);
  return typeof payment['paymentId'] === 'string' ? payment['paymentId'] : textAt(payment, 'strayId');
}

function tellPayment(
  state: PaymentProviderState,
  reference: string | null,
  { paymentId, strayId, report }: NonNullable<Told['payment']>,
): Reaction<PaymentProviderState> {
  if (paymentId === null) {
    const keep: Sent = { type: 'keep-stray-report', paymentId: strayId, reference, report };
    return send(state, 'The provider tells of a transaction that belongs to nothing here.', to(strayId, keep));
  }
  const record: Sent = { type: 'record-report', paymentId, report };
  return send(state, `The provider says: ${report.kind}.`, to(paymentId, record));
}

function tellReturn(
  state: PaymentProviderState,
  reference: string | null,
  payOut: NonNullable<Told['payOut']>,
): Reaction<PaymentProviderState> {
  const back = reference === null ? null : returnOf(reference);
  if (back === null) return remain(state, 'The pay-out is no return.');
  return send(state, `The provider says of the return: ${payOut.kind}.`, to(back.paymentId, newsOf(back, payOut)));
}

function newsOf(
  back: NonNullable<ReturnType<typeof returnOf>>,
  { kind, transaction, reason, retriable }: NonNullable<Told['payOut']>,
): Sent {
  switch (kind) {
    case 'submitted':
      return { type: 'record-return-submitted', ...back, transaction };
    case 'succeeded':
      return { type: 'record-return-succeeded', ...back, transaction };
    case 'failed':
      return { type: 'record-return-failed', ...back, reason: reason ?? 'unstated', retriable };
  }
}

const told = (state: PaymentProviderState, done: string, outcome: CommandOutcome): Reaction<PaymentProviderState> =>
  remain(state, outcome.kind === 'accepted' ? `${done}.` : `Refused (${outcome.code}): an operator has to look.`);
