import {
  currency,
  fromData,
  laterOf,
  on,
  textAt,
  zero,
  type Projection,
  type RecordedEvent,
  type RecordedOf,
  type StoredForm,
} from '#kernel';
import type { CoverageEvent } from '#contexts/coverage';
import type { SupplierEvent } from '#contexts/supplier';
import type { SupplierDoc } from './doc.js';
import type { FeedbackEvent } from '../supplier-feedback/index.js';
import { NO_FEEDBACK, withOtherRating, withRating } from './feedback.js';

/** Every supplier with what is left of his limit and what buyers say of him, by his organisation's id. */
export const supplierDirectory: Projection<SupplierDoc> = {
  name: 'supplier-directory',
  version: 3,
  declaration: {
    fields: { name: 'string', currency: 'string', 'remaining.minor': 'bigint', updatedAt: 'string' },
    indexes: [['name'], ['currency', 'remaining.minor']],
  },
  keys: ({ type, data }) => [textAt(data, type.startsWith('order.') ? 'supplier' : 'supplierId')],

  ...on<SupplierDoc, SupplierEvent | CoverageEvent | FeedbackEvent>({
    'supplier.enrolled.v1': (doc, { data, metadata: { recordedAt } }) => {
      if (doc !== null) return { ...doc, name: data.name, updatedAt: laterOf(doc.updatedAt, recordedAt) };
      const code = currency(data.limit.currency);
      const nothing = zero(code); // the limit counts once the supplier's guarantee line has it
      const standing = { limit: nothing, reserved: nothing, remaining: nothing };
      const { supplierId, name } = data;
      return { supplierId, ...UNTOLD, name, currency: code, ...standing, updatedAt: recordedAt };
    },
    'supplier.profile-changed.v1': (doc, event) =>
      changed(doc, event, { name: event.data.name, about: event.data.about }),
    'supplier.suspended.v1': (doc, event) => changed(doc, event, { suspended: true }),
    'supplier.reinstated.v1': (doc, event) => changed(doc, event, { suspended: false }),
    'coverage.limit-granted.v1': standing,
    'coverage.limit-changed.v1': standing,
    'coverage.reserved.v1': standing,
    'coverage.adjusted.v1': standing,
    'coverage.held.v1': standing,
    'coverage.unheld.v1': standing,
    'coverage.consumed.v1': standing,
    'coverage.restored.v1': standing,
    'coverage.released.v1': standing,
    'order.feedback-given.v1': (doc, event) => {
      const { orderId, rating, revisableUntil: until } = event.data;
      const feedback = withRating(known(doc).feedback, { orderId, rating, until }, event.metadata.recordedAt);
      return changed(doc, event, { feedback });
    },
    'order.feedback-revised.v1': (doc, event) => {
      const { orderId, rating } = event.data;
      return changed(doc, event, { feedback: withOtherRating(known(doc).feedback, orderId, rating) });
    },
  }),
};

/** What nothing has been said of yet. */
const UNTOLD = { name: null, about: null, suspended: false, feedback: NO_FEEDBACK } as const;

/** Every event of the guarantee line carries where it stands after it. */
function standing(doc: SupplierDoc | null, { data, metadata }: RecordedOf<StoredForm<CoverageEvent>>): SupplierDoc {
  const limit = fromData(data.limit);
  return {
    ...(doc ?? UNTOLD),
    supplierId: data.supplierId,
    currency: limit.currency,
    limit,
    reserved: fromData(data.reserved),
    remaining: fromData(data.remaining),
    updatedAt: doc === null ? metadata.recordedAt : laterOf(doc.updatedAt, metadata.recordedAt),
  };
}

type Recorded = Pick<RecordedEvent, 'metadata'>;

const changed = (doc: SupplierDoc | null, { metadata }: Recorded, changes: Partial<SupplierDoc>): SupplierDoc => ({
  ...known(doc),
  ...changes,
  updatedAt: laterOf(known(doc).updatedAt, metadata.recordedAt),
});

/** All of this comes after his enrolment; if not, the history is broken and the key is parked. */
function known(doc: SupplierDoc | null): SupplierDoc {
  if (doc === null) throw new TypeError('The supplier is not enrolled');
  return doc;
}
