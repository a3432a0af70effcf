import { catalogue, event, instantSchema, integer, nullable, personal, record, text } from '#kernel';
import { subject } from './common.js';

const said = {
  ...subject,
  /** From 1, the worst, to 5. */
  rating: integer({ minimum: 1, maximum: 5 }),
  text: nullable(personal(text({ minLength: 1 }), 'buyer')),
};

/** What the buyer says of the supplier, for other buyers to see [seed]. */
export const feedbackEvents = catalogue({
  'order.feedback-given.v1': event(
    'The buyer rated the supplier for this order; once he may change his mind, before `revisableUntil`.',
    record({ ...said, revisableUntil: instantSchema }),
  ),
  'order.feedback-revised.v1': event('The buyer changed his rating; this one counts.', record(said)),
});
