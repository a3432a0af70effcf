import {
  fromData,
  isPositive,
  paymentId,
  remain,
  saga,
  send,
  textAt,
  to,
  type CommandOutcome,
  type Instant,
  type Reaction,
} from '#kernel';
import type { OrderCommand, OrderEvent } from '#contexts/ordering';
import type { PaymentCommand, PaymentEvent } from '#contexts/payment';
import type { ShipmentEvent } from '#contexts/shipment';
import type { OrderProgressState } from './state.js';

type Heard =
  | Extract<PaymentEvent, { type: 'payment.declared.v1' | 'payment.arrived.v1' | 'payment.reversed.v1' }>
  | Extract<OrderEvent, { type: 'order.payment-allocated.v1' }>
  | Extract<ShipmentEvent, { type: 'shipment.dispatched.v1' | 'shipment.delivered.v1' }>;

type Sent =
  | Extract<
      OrderCommand,
      {
        type:
          | 'record-declared-transfer'
          | 'allocate-payment'
          | 'reverse-allocation'
          | 'record-dispatch'
          | 'record-delivery';
      }
    >
  | Extract<PaymentCommand, { type: 'mark-allocated' | 'mark-unmatched' }>;

/**
 * Brings what happens to money and goods into the order. The payments of an order are one instance (`payments-<order>`), so that
 * the order decides on them in the order in which they arrived: a balance is not refused while the initial payment
 * before it is on its way. Each batch is an instance of its own (`shipment-<id>`).
 */
export const orderProgressSaga = saga<OrderProgressState, Heard, Sent>({
  name: 'order-progress',
  initialState: { step: 'idle' },
  key: ({ data }) =>
    'paymentId' in data ? `payments-${textAt(data, 'orderId')}` : `shipment-${textAt(data, 'shipmentId')}`,

  events: {
    'payment.arrived.v1': (state, { data: { paymentId, orderId, purpose, amount } }) => {
      const allocate: Sent = { type: 'allocate-payment', orderId, paymentId, purpose, amount };
      return send(state, 'Money has arrived: the order takes what it is owed.', to(orderId, allocate));
    },

    'payment.declared.v1': (state, { data: { paymentId, orderId, declaredAt } }) => {
      const declared: Sent = { type: 'record-declared-transfer', orderId, paymentId, declaredAt };
      return send(
        state,
        'The buyer says that a transfer is on its way: the order waits for it.',
        to(orderId, declared),
      );
    },

    'payment.reversed.v1': (state, { data: { paymentId, orderId, purpose, fromAllocated: amount } }) => {
      if (!isPositive(fromData(amount)))
        return remain(state, 'The order has nothing of the money that was taken back.');
      const reverse: Sent = { type: 'reverse-allocation', orderId, paymentId, purpose, amount };
      return send(state, 'Money that the order had taken is gone: it is owed again.', to(orderId, reverse));
    },

    'order.payment-allocated.v1': (state, { data: { paymentId, allocated, excess } }) => {
      const mark: Sent = { type: 'mark-allocated', paymentId, allocated, excess };
      return send(state, 'The order took the money: the payment is told.', to(paymentId, mark));
    },

    'shipment.dispatched.v1': (state, { data: { shipmentId, orderId, lines, dispatchedAt } }) => {
      if (state.step !== 'idle') return remain(state, 'The dispatch is known already.');
      const record: Sent = { type: 'record-dispatch', orderId, shipmentId, lines, dispatchedAt };
      return send(
        { step: 'recording-dispatch', shipmentId, orderId, deliveredAt: null },
        'A batch has left: the order is told.',
        to(orderId, record),
      );
    },

    'shipment.delivered.v1': (state, { data: { deliveredAt } }) => {
      switch (state.step) {
        case 'recording-dispatch':
          return remain(
            { ...state, deliveredAt },
            'The batch has arrived; the order does not know yet that it has left.',
          );
        case 'dispatched':
          return recordDelivery(state, deliveredAt, 'The batch has arrived: the order is told.');
        case 'recording-delivery':
          return remain(state, 'The delivery is known already.');
        case 'idle':
        case 'ended':
          return remain(state, 'The order did not take this batch: its delivery moves nothing.');
      }
    },
  },

  outcomes: {
    'allocate-payment': (state, outcome, { payload }) => {
      if (outcome.kind === 'accepted') return remain(state, 'The order’s own event says how much it took.');
      const id = paymentId(textAt(payload, 'paymentId'));
      const mark: Sent = { type: 'mark-unmatched', paymentId: id, reason: outcome.code };
      return send(state, `The order cannot take the money (${outcome.code}): the payment is unmatched.`, to(id, mark));
    },

    'record-declared-transfer': (state, outcome) => told(state, 'order', outcome),
    'reverse-allocation': (state, outcome) => told(state, 'order', outcome),
    'mark-allocated': (state, outcome) => told(state, 'payment', outcome),
    'mark-unmatched': (state, outcome) => told(state, 'payment', outcome),

    'record-dispatch': (state, outcome) => {
      if (outcome.kind === 'refused')
        return remain(
          { step: 'ended' },
          `The order did not take the batch (${outcome.code}): an operator has to look.`,
        );
      if (state.step !== 'recording-dispatch') return remain(state, 'The dispatch is recorded already.');
      const { shipmentId, orderId, deliveredAt } = state;
      if (deliveredAt === null)
        return remain({ step: 'dispatched', shipmentId, orderId }, 'The order knows that the batch has left.');
      return recordDelivery(state, deliveredAt, 'The order knows that the batch has left: it is told of the arrival.');
    },

    'record-delivery': (_, outcome) => told({ step: 'ended' }, 'order', outcome),
  },

  deadlinePassed: (state, { name }) => remain(state, `No deadline was set, so ${name} means nothing.`),
});

function recordDelivery(
  { shipmentId, orderId }: Extract<OrderProgressState, { shipmentId: unknown }>,
  deliveredAt: Instant,
  reason: string,
): Reaction<OrderProgressState> {
  const record: Sent = { type: 'record-delivery', orderId, shipmentId, deliveredAt };
  return send({ step: 'recording-delivery', shipmentId, orderId }, reason, to(orderId, record));
}

/** The last word to somebody, whatever he made of it. */
const told = (
  state: OrderProgressState,
  whom: 'payment' | 'order',
  outcome: CommandOutcome,
): Reaction<OrderProgressState> =>
  remain(
    state,
    outcome.kind === 'accepted'
      ? `The ${whom} knows.`
      : `The ${whom} refused to be told (${outcome.code}): an operator has to look.`,
  );
