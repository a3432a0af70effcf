import { catalogue, event, instantSchema, moneySchema, nullable, oneOf, orderPhaseSchema, record, text } from '#kernel';
import { subject, timed } from './common.js';

const dispute = { ...subject, disputeId: text({ minLength: 1 }) };

export const expiryReasonSchema = oneOf('unconfirmed', 'unpaid');

/** What ends an order without its parties, and the disputes that may. */
export const endingEvents = catalogue({
  'order.expired.v1': event(
    'The time to confirm or to pay was over: the order ended by itself.',
    record({ ...subject, reason: expiryReasonSchema, from: orderPhaseSchema, dueAt: instantSchema }),
  ),
  'order.left-to-operators.v1': event(
    'The time to pay was over, but some money had arrived: the order does not expire, an operator has to look at it.',
    record({ ...subject, dueAt: instantSchema, allocated: moneySchema, due: moneySchema }),
  ),
  'order.dispute-opened-recorded.v1': event(
    'The order knows of a dispute: while it is open, nothing of the order ends by itself.',
    record({ ...dispute, ...timed }),
  ),
  'order.dispute-escalated-recorded.v1': event(
    'The order knows that its dispute is with the platform.',
    record(dispute),
  ),
  'order.dispute-ended-recorded.v1': event(
    'The order knows that its dispute has ended, and what was refunded by it.',
    record({ ...dispute, ...timed, outcome: text({ minLength: 1 }), refunded: nullable(moneySchema) }),
  ),
  'order.closed-by-dispute.v1': event(
    'A dispute ended the order: no balance is owed, and nothing more is dispatched.',
    record({ ...dispute, from: orderPhaseSchema }),
  ),
});
