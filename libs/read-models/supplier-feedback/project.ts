import { on, textAt, type Instant, type OrganisationId, type Projection, type SealedValue } from '#kernel';
import type { FeedbackEvent } from './events.js';

/** What one buyer said, for others to see. Who he is and what he bought stays between the two. */
export interface SupplierFeedbackDoc {
  readonly supplier: OrganisationId;
  /** 1 to 5. */
  readonly rating: number;
  readonly text: SealedValue<string> | null;
  readonly givenAt: Instant;
  /** Null when it was not revised. */
  readonly revisedAt: Instant | null;
}

/** All feedback, by the order that it is about; found by the supplier, the newest first. */
export const supplierFeedback: Projection<SupplierFeedbackDoc> = {
  name: 'supplier-feedback',
  version: 1,
  declaration: { fields: { supplier: 'string', givenAt: 'string' }, indexes: [['supplier', 'givenAt']] },
  keys: ({ data }) => [textAt(data, 'orderId')],

  ...on<SupplierFeedbackDoc, FeedbackEvent>({
    'order.feedback-given.v1': (_, { data: { supplier, rating, text }, metadata: { recordedAt: givenAt } }) => ({
      supplier,
      rating,
      text,
      givenAt,
      revisedAt: null,
    }),
    'order.feedback-revised.v1': (doc, { data: { rating, text }, metadata: { recordedAt: revisedAt } }) => {
      if (doc === null) throw new TypeError('Feedback was revised before it was given'); // the key is parked
      return { ...doc, rating, text, revisedAt };
    },
  }),
};
