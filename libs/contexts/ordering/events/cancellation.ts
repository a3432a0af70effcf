import {
  catalogue,
  event,
  list,
  moneySchema,
  paymentIdSchema,
  personal,
  purposeSchema,
  record,
  sideSchema,
  text,
} from '#kernel';
import { subject } from './common.js';

const proposal = { ...subject, by: sideSchema, amountToReturn: moneySchema };

/** Once money has arrived it takes both sides to end an order early, and they say what of the money goes back. */
export const cancellationEvents = catalogue({
  'order.cancellation-proposed.v1': event(
    'A side proposed to end the order and to return this much of what was paid; an earlier proposal is superseded.',
    record({ ...proposal, reason: personal(text(), '{by}') }),
  ),
  'order.cancellation-accepted.v1': event(
    'The other side agreed: the order ends, and of each payment this much goes back to the buyer.',
    record({
      ...proposal,
      returns: list(record({ paymentId: paymentIdSchema, purpose: purposeSchema, amount: moneySchema })),
    }),
  ),
  'order.cancellation-rejected.v1': event(
    'A side said no to the proposed cancellation, or took its own proposal back; the order goes on.',
    record(proposal),
  ),
});
