import type { OrganisationId } from '#kernel';
import { notFound, type Visible } from '#platform';
import { supplierDirectory, type SupplierDoc } from '../supplier-directory/index.js';

/** A supplier, whom everybody may look up. */
export const theSupplier = (id: OrganisationId): Visible<SupplierDoc> => ({
  model: supplierDirectory,
  id,
  mayRead: () => true,
  missing: () => notFound('unknown-supplier', 'There is no such supplier.'),
});
