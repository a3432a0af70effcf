import { remain, saga, send, textAt, to, type Reaction } from '#kernel';
import type { CoverageCommand, CoverageEvent } from '#contexts/coverage';
import type { OrderCommand, OrderEvent } from '#contexts/ordering';
import type { SupplierEvent } from '#contexts/supplier';
import type { CoverageState } from './state.js';

type Heard =
  | SupplierEvent
  | Extract<OrderEvent, { type: 'order.confirmed.v1' | 'order.cancelled.v1' }>
  | Extract<CoverageEvent, { type: 'coverage.reserved.v1' }>;

type Sent =
  | Extract<CoverageCommand, { type: 'grant-limit' | 'reserve-cover' | 'release-cover' }>
  | Extract<OrderCommand, { type: 'record-cover' }>;

/**
 * Grants a supplier's first limit, and sees to the cover of each order: reserved when both sides have confirmed, told to the
 * order, released when the order is cancelled. The cancellation may overtake the reservation or the telling; what is
 * reserved is released all the same. Instances: `supplier-<organisation>` and the ids of orders.
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

    'coverage.reserved.v1': (state, { data: { orderId, coverageType, base, requested, granted } }) => {
      switch (state.step) {
        case 'reserving': {
          const record: Sent = { type: 'record-cover', orderId, coverageType, base, requested, granted };
          return send({ ...state, step: 'recording' }, 'Cover is reserved: the order is told.', to(orderId, record));
        }
        case 'cancelled-while-reserving':
          return release(state, 'The order was cancelled before its cover was reserved: the cover is released.');
        case 'idle':
        case 'granting-limit':
        case 'recording':
        case 'covered':
        case 'releasing':
        case 'ended':
          return remain(state, 'The reservation is known already.');
      }
    },

    'order.cancelled.v1': (state) => {
      switch (state.step) {
        case 'idle':
          return remain(
            { step: 'ended' },
            'The order was cancelled before both sides confirmed: no cover was asked for.',
          );
        case 'reserving':
          return remain(
            { ...state, step: 'cancelled-while-reserving' },
            'The order was cancelled while its cover is being reserved: the cover is released as soon as it is seen.',
          );
        case 'recording':
        case 'covered':
          return release(state, 'The order was cancelled: its cover is released.');
        case 'granting-limit':
        case 'cancelled-while-reserving':
        case 'releasing':
        case 'ended':
          return remain(state, 'The cancellation is known already.');
      }
    },
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
      if (state.step !== 'recording')
        return remain(state, 'The order was cancelled meanwhile: the release is under way.');
      if (outcome.kind === 'accepted') return remain({ ...state, step: 'covered' }, 'The order knows its cover.');
      return release(state, `The order could not take its cover (${outcome.code}): the cover is released.`);
    },

    'release-cover': (_, outcome) =>
      remain(
        { step: 'ended' },
        outcome.kind === 'accepted'
          ? 'The cover went back to the supplier’s limit.'
          : `The release was refused (${outcome.code}): it is the operators’ to look at.`,
      ),
  },

  deadlinePassed: (state, { name }) => remain(state, `No deadline was set, so ${name} means nothing.`),
});

function release(
  { orderId, supplierId }: Extract<CoverageState, { orderId: unknown }>,
  reason: string,
): Reaction<CoverageState> {
  const command: Sent = { type: 'release-cover', supplierId, orderId, reason: 'order-cancelled' };
  return send({ step: 'releasing', orderId, supplierId }, reason, to(supplierId, command));
}
