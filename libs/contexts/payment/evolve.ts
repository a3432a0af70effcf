import { fromData } from '#kernel';
import type { PaymentEvent } from './events.js';
import type { Arrival, Payment } from './state.js';

export const evolve = (payment: Payment, event: PaymentEvent): Payment => {
  switch (event.type) {
    case 'payment.arrived.v1': {
      const { paymentId, orderId, buyer, supplier, purpose, amount, method, reference } = event.data;
      const parties = { buyer, supplier };
      const arrival = { paymentId, orderId, ...parties, purpose, amount: fromData(amount), method, reference };
      return { phase: 'arrived', arrival };
    }
    case 'payment.allocated.v1': {
      const { allocated, excess } = event.data;
      const arrival = arrivalOf(payment);
      return { phase: 'allocated', arrival, allocated: fromData(allocated), excess: fromData(excess) };
    }
    case 'payment.unmatched.v1':
      return { phase: 'unmatched', arrival: arrivalOf(payment), reason: event.data.reason };
  }
};

/** No decision marks a payment that has not arrived: a history that does is broken. */
function arrivalOf(payment: Payment): Arrival {
  if (payment.phase === 'none') throw new TypeError('A payment was marked before it arrived');
  return payment.arrival;
}
