import { fromData } from '#kernel';
import type { SupplierEvent } from './events.js';
import type { EnrolledSupplier, Supplier } from './state.js';

export const evolve = (supplier: Supplier, event: SupplierEvent): Supplier => {
  switch (event.type) {
    case 'supplier.enrolled.v1': {
      const { supplierId, name, designatedAccount, limit } = event.data;
      const accounts = [{ designatedAccount, since: null }] as const;
      return { phase: 'enrolled', id: supplierId, name, about: null, accounts, limit: fromData(limit) };
    }
    case 'supplier.profile-changed.v1': {
      const { name, about } = event.data;
      return { ...known(supplier), name, about };
    }
    case 'supplier.account-designated.v1': {
      const { designatedAccount, designatedAt: since } = event.data;
      const { accounts, ...others } = known(supplier);
      return { ...others, accounts: [...accounts, { designatedAccount, since }] };
    }
    case 'supplier.suspended.v1': {
      return { ...known(supplier), phase: 'suspended', reason: event.data.reason };
    }
    case 'supplier.reinstated.v1': {
      const { id, name, about, accounts, limit } = known(supplier);
      return { phase: 'enrolled', id, name, about, accounts, limit };
    }
  }
};

function known(supplier: Supplier): EnrolledSupplier {
  if (supplier.phase === 'none') throw new TypeError('Something happened to a supplier before he was enrolled');
  return supplier;
}
