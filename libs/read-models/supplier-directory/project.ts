import { currency, fromData, laterOf, on, textAt, zero, type Projection, type RecordedOf } from '#kernel';
import type { CoverageEvent } from '#contexts/coverage';
import type { SupplierEvent } from '#contexts/supplier';
import type { SupplierDoc } from './doc.js';

/** Every supplier with what is left of his limit, by his organisation's id. */
export const supplierDirectory: Projection<SupplierDoc> = {
  name: 'supplier-directory',
  version: 2,
  declaration: {
    fields: { name: 'string', currency: 'string', 'remaining.minor': 'bigint', updatedAt: 'string' },
    indexes: [['name'], ['currency', 'remaining.minor']],
  },
  keys: ({ data }) => [textAt(data, 'supplierId')],

  ...on<SupplierDoc, SupplierEvent | CoverageEvent>({
    'supplier.enrolled.v1': (doc, { data, metadata: { recordedAt } }) => {
      if (doc !== null) return { ...doc, name: data.name, updatedAt: laterOf(doc.updatedAt, recordedAt) };
      const code = currency(data.limit.currency);
      const nothing = zero(code); // the limit counts once the supplier's guarantee line has it
      const standing = { limit: nothing, reserved: nothing, remaining: nothing };
      return { supplierId: data.supplierId, name: data.name, currency: code, ...standing, updatedAt: recordedAt };
    },
    'coverage.limit-granted.v1': standing,
    'coverage.limit-changed.v1': standing,
    'coverage.reserved.v1': standing,
    'coverage.adjusted.v1': standing,
    'coverage.held.v1': standing,
    'coverage.unheld.v1': standing,
    'coverage.consumed.v1': standing,
    'coverage.restored.v1': standing,
    'coverage.released.v1': standing,
  }),
};

/** Every event of the guarantee line carries where it stands after it. */
function standing(doc: SupplierDoc | null, { data, metadata }: RecordedOf<CoverageEvent>): SupplierDoc {
  const limit = fromData(data.limit);
  return {
    supplierId: data.supplierId,
    name: doc?.name ?? null,
    currency: limit.currency,
    limit,
    reserved: fromData(data.reserved),
    remaining: fromData(data.remaining),
    updatedAt: doc === null ? metadata.recordedAt : laterOf(doc.updatedAt, metadata.recordedAt),
  };
}
