import {
  instant,
  remain,
  saga,
  send,
  textAt,
  to,
  type CommandOutcome,
  type OrderId,
  type Reaction,
  type SagaCommand,
} from '#kernel';
import type { OrderCommand, OrderEvent } from '#contexts/ordering';
import type { ExpiryState, Wait } from './state.js';
import { ended, timed, waitFor } from './waits.js';

type Silent =
  | 'order.drafted.v1'
  | 'order.revised.v1'
  | 'order.side-confirmed.v1'
  | 'order.cover-recorded.v1'
  | 'order.reduced-cover-acknowledged.v1'
  | 'order.return-recorded.v1'
  | 'order.supplier-reminded.v1'
  | 'order.ready-notice-given.v1'
  | 'order.check-requested.v1'
  | 'order.check-answered.v1'
  | 'order.cancellation-proposed.v1'
  | 'order.cancellation-accepted.v1'
  | 'order.cancellation-rejected.v1'
  | 'order.feedback-given.v1'
  | 'order.feedback-revised.v1'
  | 'order.dispute-escalated-recorded.v1';
/** Everything that moves a moment at which an order goes on by itself. */
type Heard = Exclude<OrderEvent, { type: Silent }>;

type Sent = Extract<
  OrderCommand,
  { type: 'expire-order' | 'lapse-amendment' | 'remind-of-receipt' | 'complete-receipt' }
>;

/**
 * Watches the clock for an order: that nobody confirms it, pays it, accepts its amendment or confirms its receipt. Whether a time is over is the order's to say; the saga asks at the moment that the order itself
 * has named, and again when it was too early. Instances: the ids of orders.
 */
export const expirySaga = saga<ExpiryState, Heard, Sent>({
  name: 'expiry',
  initialState: { orderId: null, waits: {}, amendment: null },
  key: ({ data }) => textAt(data, 'orderId'),

  events: {
    'order.submitted.v1': (state, { data }) =>
      waitFor(of(state, data), { unconfirmed: data.confirmBy }, 'Both sides have until then to confirm.'),
    'order.confirmed.v1': (state, { data }) =>
      waitFor(of(state, data), { unconfirmed: null, unpaid: data.payBy }, 'Both have confirmed: it has to be paid.'),
    'order.transfer-declared.v1': (state, { data }) =>
      'unpaid' in state.waits
        ? waitFor(state, { unpaid: data.payUntil }, 'A transfer is declared: the order waits for it.')
        : remain(state, 'It is paid already, or an operator looks at it.'),
    'order.left-to-operators.v1': (state) =>
      waitFor(state, { unpaid: null }, 'An operator looks at it: it does not expire.'),

    'order.payment-allocated.v1': (state, { data }) => {
      const unpaid = data.phase === 'confirmed' ? {} : { unpaid: null };
      return timed(state, data, 'Money was set against a debt.', unpaid);
    },
    // It owes its initial payment again, perhaps after the time for it was over: when that is, is the order's to say.
    'order.payment-reversed.v1': (state, { data }) => {
      const called = timed(state, data, 'Money was called back.');
      if (data.phase !== 'confirmed' || 'unpaid' in state.waits) return called;
      const reason = 'The initial payment is incomplete again: the order is asked until when it has time.';
      return { ...called, reason, commands: [ask({ type: 'expire-order', orderId: data.orderId, reason: 'unpaid' })] };
    },
    'order.shortfall-waived.v1': (state, { data }) =>
      timed(state, data, 'What was missing was let go.', data.phase === 'confirmed' ? {} : { unpaid: null }),
    'order.dispatch-recorded.v1': (state, { data }) => timed(state, data, 'A batch has left.'),
    'order.delivery-recorded.v1': (state, { data }) => timed(state, data, 'A batch has arrived.'),
    'order.receipt-reminded.v1': (state, { data }) => timed(state, data, 'The buyer was reminded.'),
    'order.completed.v1': (state, { data }) =>
      timed(state, data, 'The order is complete.', { amendment: null, unpaid: null }),
    'order.dispute-opened-recorded.v1': (state, { data }) => timed(state, data, 'A dispute is open: all of it waits.'),
    'order.dispute-ended-recorded.v1': (state, { data }) => timed(state, data, 'A dispute has ended.'),

    'order.amendment-proposed.v1': (state, { data: { contractHash, lapsesAt } }) =>
      waitFor({ ...state, amendment: contractHash }, { amendment: lapsesAt }, 'An amendment is proposed.'),
    'order.amended.v1': (state, { data }) => timed(state, data, 'The order is amended.', { amendment: null }),
    'order.amendment-rejected.v1': (state) => waitFor(state, { amendment: null }, 'The amendment is rejected.'),
    'order.amendment-lapsed.v1': (state) => waitFor(state, { amendment: null }, 'The amendment has lapsed.'),

    'order.cancelled.v1': (state) => ended(state, 'The order is cancelled.'),
    'order.expired.v1': (state) => ended(state, 'The order has expired.'),
    'order.closed-by-dispute.v1': (state) => ended(state, 'A dispute has closed the order.'),
  },

  outcomes: {
    'expire-order': (state, outcome, { payload }) =>
      answered(state, textAt(payload, 'reason') as 'unconfirmed' | 'unpaid', outcome), // this saga sent it
    'lapse-amendment': (state, outcome) => answered(state, 'amendment', outcome),
    'remind-of-receipt': (state, outcome) => answered(state, 'receipt-reminder', outcome),
    'complete-receipt': (state, outcome) => answered(state, 'receipt', outcome),
  },

  deadlinePassed: (state, { name, dueAt }) => {
    const wait = name as Wait; // this saga sets no others
    if (state.orderId === null || state.waits[wait] !== dueAt)
      return remain(state, `It is not waited for ${name} any more.`);
    const { [wait]: _passed, ...waits } = state.waits;
    const command = commandFor(wait, state.orderId, state.amendment);
    return send({ ...state, waits }, `The time of "${name}" has come: the order is asked.`, command);
  },
});

/** The order that is watched is known from its first moment on. */
const of = (state: ExpiryState, { orderId }: { readonly orderId: OrderId }): ExpiryState => ({ ...state, orderId });

function commandFor(wait: Wait, orderId: OrderId, amendment: string | null): SagaCommand {
  switch (wait) {
    case 'unconfirmed':
    case 'unpaid':
      return ask({ type: 'expire-order', orderId, reason: wait });
    case 'amendment':
      return ask({ type: 'lapse-amendment', orderId, contractHash: amendment ?? '' });
    case 'receipt-reminder':
      return ask({ type: 'remind-of-receipt', orderId });
    case 'receipt':
      return ask({ type: 'complete-receipt', orderId });
  }
}

const ask = (command: Sent): SagaCommand => to(command.orderId, command);

/** Asked too early, it is asked again at the moment that the answer names, unless the order has named another one since. */
function answered(state: ExpiryState, wait: Wait, outcome: CommandOutcome): Reaction<ExpiryState> {
  if (outcome.kind === 'accepted') return remain(state, 'The order has decided.');
  if (outcome.code !== 'not-due' || wait in state.waits)
    return remain(state, `It does not apply (${outcome.code}): the order says when it will.`);
  const dueAt = instant(textAt(outcome.facts, 'dueAt'));
  return waitFor(state, { [wait]: dueAt }, 'It was too early: the order is asked again then.');
}
