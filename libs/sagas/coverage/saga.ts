import { paymentId, remain, saga, send, textAt, to } from '#kernel';
import type { Heard } from './heard.js';
import type { CoverageState } from './state.js';
import {
  adjusted,
  claimDoubled,
  claimLater,
  hold,
  isWindow,
  orderEnded,
  release,
  released,
  told,
  unheld,
  unhold,
  withCover,
  type Sent,
} from './steps.js';

/**
 * Grants a supplier's first limit, and sees to the cover of each order: reserved when both sides have confirmed, told to the
 * order, held while a dispute is open, restored by what recourse recovers, released when the order ends or its last window has closed. What
 * was released stays released: an amendment after it finds no cover. The end of the order may overtake the reservation or the telling; what is reserved is released all the same. Instances:
 * `supplier-<organisation>` and the ids of orders.
 */
export const coverageSaga = saga<CoverageState, Heard, Sent>({
  name: 'coverage',
  initialState: { step: 'idle' },
  key: ({ type, data }) =>
    type === 'supplier.enrolled.v1' ? `supplier-${textAt(data, 'supplierId')}` : textAt(data, 'orderId'),

  events: {
    'supplier.enrolled.v1': (state, { data: { supplierId, limit } }) => {
      if (state.step !== 'idle') return remain(state, 'The enrolment is known already.');
      const grant: Sent = { type: 'grant-limit', supplierId, limit };
      return send(
        { step: 'granting-limit' },
        'A supplier was enrolled: his first limit is granted.',
        to(supplierId, grant),
      );
    },

    'order.confirmed.v1': (state, { data }) => {
      if (state.step !== 'idle') return remain(state, 'The confirmation is known already.');
      const { orderId, supplier: supplierId, coverageType, coverageBase: base, agreedCap: cap } = data;
      const reserve: Sent = { type: 'reserve-cover', supplierId, orderId, coverageType, base, cap };
      return send(
        { step: 'reserving', orderId, supplierId },
        'Both sides have confirmed: cover is reserved from the supplier’s limit.',
        to(supplierId, reserve),
      );
    },

    'coverage.reserved.v1': (state, { data }) => {
      if (state.step !== 'reserving' && state.step !== 'ended-while-reserving')
        return remain(state, 'The reservation is known already.');
      const { orderId, supplierId, coverageType, base, requested, granted } = data;
      const none = { dispute: null, refunded: false, end: null, dispatched: false };
      const covered = { step: 'recording', orderId, supplierId, coverageType, granted, ...none } as const;
      if (state.step === 'ended-while-reserving')
        return release(
          { ...covered, end: state.end },
          'The order ended before its cover was reserved: it is released.',
        );
      const record: Sent = { type: 'record-cover', orderId, coverageType, base, requested, granted };
      return send(covered, 'Cover is reserved: the order is told.', to(orderId, record));
    },

    'order.amended.v1': (state, { data: { orderId, coverageType, coverageBase: base, agreedCap: cap } }) =>
      withCover(state, (covered) => {
        const { supplierId } = covered;
        const adjust: Sent = { type: 'adjust-cover', supplierId, orderId, coverageType, base, cap };
        return send(covered, 'The contract is another one: the cover is adjusted to it.', to(supplierId, adjust));
      }),

    'coverage.adjusted.v1': (state, { data: { orderId, coverageType, base, requested, granted } }) =>
      withCover(state, (covered) => {
        const record: Sent = { type: 'record-cover', orderId, coverageType, base, requested, granted };
        const adjusted = { ...covered, coverageType, granted };
        return send(adjusted, 'The cover is another one now: the order is told.', to(orderId, record));
      }),
    'coverage.held.v1': (state, { data: { cover } }) =>
      withCover(state, (covered) => remain({ ...covered, granted: cover.granted }, 'The cover is held.')),
    'coverage.consumed.v1': (state) =>
      withCover(state, (covered) => remain({ ...covered, refunded: true }, 'A refund takes of the cover.')),

    'order.cancelled.v1': (state) => orderEnded(state, 'order-cancelled', 'cancelled'),
    'order.expired.v1': (state) => orderEnded(state, 'order-expired', 'expired'),
    'order.closed-by-dispute.v1': (state) => orderEnded(state, 'closed-by-dispute', 'closed by a dispute'),

    'order.dispatch-recorded.v1': (state, { data: { undispatched } }) =>
      withCover(state, (covered) =>
        undispatched.length > 0
          ? remain(covered, 'A batch has left, and others are to follow.')
          : release({ ...covered, dispatched: true }, 'All goods have left: the last window has an end.'),
      ),
    'order.check-answered.v1': (state) =>
      withCover(state, (covered) => release(covered, 'A check was answered: it holds no window open any more.')),

    'shipment.customs-cleared.v1': (state) =>
      withCover(state, (covered) => release(covered, 'A batch has cleared customs: its window may close earlier.')),
    'shipment.clearance-upheld.v1': (state) =>
      withCover(state, (covered) => release(covered, 'A clearance holds: its window may close earlier.')),

    'order.payment-reversed.v1': (state, { data }) =>
      withCover(state, (covered) => claimDoubled(covered, data.paymentId)),

    'dispute.opened.v1': (state, { data: { disputeId } }) => withCover(state, (covered) => hold(covered, disputeId)),
    'dispute.settled.v1': (state, { data: { disputeId, refund } }) =>
      withCover(state, (covered) =>
        refund === null
          ? unhold(covered, disputeId)
          : remain(covered, 'Money was agreed on: the cover is held until that is paid.'),
      ),
    'dispute.withdrawn.v1': (state, { data }) => withCover(state, (covered) => unhold(covered, data.disputeId)),
    'dispute.lapsed.v1': (state, { data }) => withCover(state, (covered) => unhold(covered, data.disputeId)),
    'dispute.closed.v1': (state, { data }) => withCover(state, (covered) => unhold(covered, data.disputeId)),

    'recourse.recovered.v1': (state, { data: { recourseId: recourse, recovered: amount } }) =>
      withCover(state, (covered) => {
        const { supplierId, orderId } = covered;
        const command: Sent = { type: 'restore-cover', supplierId, orderId, recourseId: recourse, amount };
        return send(covered, 'Recourse has brought money back: the line is restored by it.', to(supplierId, command));
      }),
  },

  outcomes: {
    'grant-limit': (_, outcome) =>
      remain(
        { step: 'ended' },
        outcome.kind === 'accepted'
          ? 'The limit is granted.'
          : `The limit was not granted (${outcome.code}): it is the operators’ to set.`,
      ),

    'reserve-cover': (state, outcome) =>
      outcome.kind === 'accepted'
        ? remain(state, 'The reservation was accepted: its event says how much was granted.')
        : remain({ step: 'ended' }, `The reservation was refused (${outcome.code}): there is no cover to record.`),

    'record-cover': (state, outcome) => {
      if (state.step !== 'recording') return remain(state, 'The order knows its cover, or has ended meanwhile.');
      if (outcome.kind === 'accepted') return remain({ ...state, step: 'covered' }, 'The order knows its cover.');
      return release(
        { ...state, end: state.end ?? 'order-cancelled' },
        `The order could not take its cover (${outcome.code}): the cover is released.`,
      );
    },

    'adjust-cover': adjusted,
    'hold-cover': (state, outcome) => told(state, outcome),
    'unhold-cover': (state, outcome) =>
      withCover(state, (covered) =>
        outcome.kind === 'accepted'
          ? unheld(covered)
          : remain(covered, `The cover is still held (${outcome.code}): an operator has to look.`),
      ),
    'restore-cover': (state, outcome) => told(state, outcome),
    // A dispute that was opened meanwhile holds the claim off, as one that was open before.
    'open-double-recovery-claim': (state, outcome, { payload }) =>
      outcome.kind === 'refused' && outcome.code === 'dispute-open'
        ? withCover(state, (covered) => claimLater(covered, paymentId(textAt(payload, 'paymentId'))))
        : told(state, outcome),

    'release-cover': (state, outcome) => withCover(state, (covered) => released(covered, outcome)),
  },

  deadlinePassed: (state, { name }) =>
    isWindow(name)
      ? withCover(state, (covered) => release(covered, 'The last window has closed.'))
      : remain(state, `No deadline was set, so ${name} means nothing.`),
});
