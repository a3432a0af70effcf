import {
  catalogue,
  event,
  flag,
  instantSchema,
  integer,
  lineQuantitySchema,
  list,
  oneOf,
  optional,
  orderPhaseSchema,
  record,
  shipmentIdSchema,
  text,
} from '#kernel';
import { subject, timed } from './common.js';

/** What the buyer may ask for before the goods leave [seed]. */
export const checkKindSchema = oneOf('quality-check', 'inspection');
const check = { ...subject, checkId: text({ minLength: 1 }), kind: checkKindSchema, at: instantSchema };

/** The goods, from the checks before they leave to their receipt. */
export const goodsEvents = catalogue({
  'order.supplier-reminded.v1': event(
    'The buyer reminded the supplier of what is his to do; the next reminder may follow at `nextFrom`.',
    record({ ...subject, about: oneOf('confirmation', 'shipment'), nextFrom: instantSchema }),
  ),
  'order.ready-notice-given.v1': event(
    'The supplier said that the goods are ready to leave; the buyer has some days to look at them.',
    record({ ...subject, readyAt: instantSchema }),
  ),
  'order.check-requested.v1': event(
    'The buyer asked for a check of the goods; until it is answered, his claims on them do not end.',
    record(check),
  ),
  'order.check-answered.v1': event('A check of the goods was answered, or is not to be done any more.', record(check)),
  'order.dispatch-recorded.v1': event(
    'A batch left the supplier; what is still to be dispatched, and where the order stands after it.',
    record({
      ...subject,
      ...timed,
      shipmentId: shipmentIdSchema,
      lines: list(lineQuantitySchema),
      dispatchedAt: instantSchema,
      undispatched: list(lineQuantitySchema),
      phase: orderPhaseSchema,
    }),
  ),
  'order.delivery-recorded.v1': event(
    'A batch reached the buyer.',
    record({ ...subject, ...timed, shipmentId: shipmentIdSchema, deliveredAt: instantSchema }),
  ),
  'order.receipt-reminded.v1': event(
    'The buyer was reminded that the receipt counts as confirmed from `receiptAt` on.',
    record({ ...subject, ...timed, number: integer({ minimum: 1 }), receiptAt: instantSchema }),
  ),
  'order.completed.v1': event(
    'The buyer confirmed receipt, or the time to do so was over: the order is complete.',
    record({
      ...subject,
      ...timed,
      completedAt: optional(instantSchema),
      /** The buyer may say what he thinks of the supplier before. */
      feedbackUntil: optional(instantSchema),
      /** Nobody confirmed: the rules did it. */
      automatic: optional(flag()),
    }),
  ),
});
