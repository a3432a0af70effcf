import {
  catalogue,
  event,
  instantSchema,
  nullable,
  paymentIdSchema,
  record,
  sha256Schema,
  text,
  type EventOf,
} from '#kernel';
import { payOutReportSchema, reportSchema } from '../vocabulary.js';

export const callbackEvents = catalogue({
  'provider-callback.received.v1': event(
    'The provider called back, with a good signature; what it says is matched before it counts.',
    record({
      callbackId: text({ minLength: 1 }),
      provider: text({ minLength: 1 }),
      eventId: text({ minLength: 1 }),
      /** The key that the provider was asked with; null where it told none. */
      reference: nullable(text()),
      /** The same event id with another content is found out by it. */
      contentDigest: sha256Schema,
      /** Null when it is about a pay-out. */
      payment: nullable(
        record({
          /** Null when no payment has the reference as its id. */
          paymentId: nullable(paymentIdSchema),
          strayId: paymentIdSchema,
          report: reportSchema,
        }),
      ),
      /** Null when it is about a payment. The reference is then the refund's or the return's id. */
      payOut: nullable(payOutReportSchema),
      receivedAt: instantSchema,
    }),
  ),
});

export type CallbackEvent = EventOf<typeof callbackEvents>;
