import {
  addMillis,
  paymentId,
  remain,
  saga,
  send,
  textAt,
  to,
  type CommandOutcome,
  type Instant,
  type Reaction,
  type SagaCommand,
} from '#kernel';
import type { OrderCommand, OrderEvent } from '#contexts/ordering';
import { RETURN_CAUSES, returnOf, type PaymentCommand, type PaymentEvent, type ReturnCause } from '#contexts/payment';
import type { PaymentReturnsState } from './state.js';

type Heard =
  | Extract<
      PaymentEvent,
      {
        type:
          | 'payment.allocated.v1'
          | 'payment.unmatched.v1'
          | 'payment.return-authorised.v1'
          | 'payment.return-failed.v1'
          | 'payment.returned.v1';
      }
    >
  | Extract<OrderEvent, { type: 'order.cancellation-accepted.v1' }>;

type Sent =
  | Extract<PaymentCommand, { type: 'authorise-return' | 'submit-return' | 'record-return-failed' }>
  | Extract<OrderCommand, { type: 'record-returned' }>;

const HOUR = 3_600_000;
/** How long it is waited after each failure that may mend itself; after the last one an operator has to look. [reading] */
const PAUSES = [HOUR, 6 * HOUR, 24 * HOUR, 72 * HOUR];

/**
 * Sends back what an order cannot take: money that was unmatched, what was too much, and what the parties to a cancellation agreed
 * on. A failure that may mend itself is tried again after a while, under the same return; what the provider refuses for good,
 * or nobody can carry out, is an operator's. One instance per order.
 */
export const paymentReturnsSaga = saga<PaymentReturnsState, Heard, Sent>({
  name: 'payment-returns',
  initialState: { failures: {} },
  key: ({ data }) => textAt(data, 'orderId'),

  events: {
    'payment.allocated.v1': (state, { data: { paymentId, excess } }) =>
      excess.minor === '0'
        ? remain(state, 'The order took all of it: nothing goes back.')
        : authorise(state, 'More came than was owed: the excess goes back.', { paymentId, cause: 'excess' }),

    'payment.unmatched.v1': (state, { data: { paymentId, reason } }) =>
      authorise(state, `The order could not take the money (${reason}): all of it goes back.`, {
        paymentId,
        cause: 'unmatched',
      }),

    'order.cancellation-accepted.v1': (state, { data: { returns } }) => {
      const commands = returns
        .filter(({ amount }) => amount.minor !== '0')
        .map(({ paymentId, amount }) => {
          const command: Sent = { type: 'authorise-return', paymentId, cause: 'cancellation', amount };
          return to(paymentId, command);
        });
      return send(state, 'Both sides agreed to end the order: what they agreed on goes back.', ...commands);
    },

    'payment.return-authorised.v1': (state, { data: { paymentId, cause } }) => {
      const submit: Sent = { type: 'submit-return', paymentId, cause };
      return send(state, 'The return is authorised: the provider is asked.', to(paymentId, submit));
    },

    'payment.return-failed.v1': (state, { data, metadata }) => failed(state, data, metadata.recordedAt),

    'payment.returned.v1': (state, { data: { paymentId, orderId, cause, returning } }) => {
      if (cause !== 'cancellation') return remain(state, 'The money is back with the buyer.');
      const record: Sent = { type: 'record-returned', orderId, paymentId, amount: returning };
      return send(state, 'What the order gave up is back with the buyer: the order is told.', to(orderId, record));
    },
  },

  outcomes: {
    'authorise-return': (state, outcome) => told(state, 'The return is authorised', outcome),
    'submit-return': (state, outcome, command) => {
      if (outcome.kind === 'accepted' || outcome.code !== 'no-payment-provider')
        return told(state, 'The provider has it', outcome);
      return giveUp(state, backIn(command), outcome.code, 'Nobody can carry it out here: an operator sends the money.');
    },
    'record-return-failed': (state, outcome) => told(state, 'It is the operators’ now', outcome),
    'record-returned': (state, outcome) => told(state, 'The order knows', outcome),
  },

  deadlinePassed: (state, { name }) => {
    const back = returnOf(name);
    if (back === null) return remain(state, `Nothing waited for ${name}.`);
    return authorise(state, 'The return is tried again.', back);
  },
});

type Back = Readonly<{ paymentId: ReturnType<typeof paymentId>; cause: ReturnCause }>;

function authorise(state: PaymentReturnsState, reason: string, back: Back): Reaction<PaymentReturnsState> {
  const command: Sent = { type: 'authorise-return', paymentId: back.paymentId, cause: back.cause };
  return send(state, reason, to(back.paymentId, command));
}

type Failure = Extract<PaymentEvent, { type: 'payment.return-failed.v1' }>['data'];

function failed(
  state: PaymentReturnsState,
  { paymentId, cause, returnId, reason, retriable }: Failure,
  at: Instant,
): Reaction<PaymentReturnsState> {
  if (!retriable)
    return remain(state, `The return was refused for good (${reason}): an operator has to send the money.`);
  const failures = (state.failures[returnId] ?? 0) + 1;
  const after: PaymentReturnsState = { failures: { ...state.failures, [returnId]: failures } };
  const pause = PAUSES[failures - 1];
  if (pause === undefined)
    return giveUp(after, { paymentId, cause }, reason, 'It failed too often: an operator has to look.');
  return {
    state: after,
    reason: `The return failed (${reason}): it is tried again later.`,
    commands: [],
    deadlines: [{ kind: 'schedule', name: returnId, dueAt: addMillis(at, pause) }],
  };
}

function giveUp(state: PaymentReturnsState, back: Back, code: string, reason: string): Reaction<PaymentReturnsState> {
  const { paymentId, cause } = back;
  const command: Sent = { type: 'record-return-failed', paymentId, cause, reason: code, retriable: false };
  return send(state, reason, to(paymentId, command));
}

/** The return that a command of ours was about. */
function backIn({ payload }: SagaCommand): Back {
  const cause = RETURN_CAUSES.find((each) => each === payload['cause']);
  if (cause === undefined) throw new TypeError('the command is about no return');
  return { paymentId: paymentId(textAt(payload, 'paymentId')), cause };
}

const told = (state: PaymentReturnsState, done: string, outcome: CommandOutcome): Reaction<PaymentReturnsState> =>
  remain(state, outcome.kind === 'accepted' ? `${done}.` : `Refused (${outcome.code}): an operator has to look.`);
