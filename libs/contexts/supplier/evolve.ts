import { fromData } from '#kernel';
import type { SupplierEvent } from './events.js';
import type { Supplier } from './state.js';

/** One event so far; with the second one this becomes a `switch` like the other contexts'. */
export const evolve = (_: Supplier, { data }: SupplierEvent): Supplier => {
  const { supplierId, name, designatedAccount, limit } = data;
  return { phase: 'enrolled', id: supplierId, name, designatedAccount, limit: fromData(limit) };
};
