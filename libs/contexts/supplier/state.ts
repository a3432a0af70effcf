import type { Currency, DesignatedAccount, Money, OrganisationId } from '#kernel';

export interface EnrolledSupplier {
  readonly phase: 'enrolled';
  readonly id: OrganisationId;
  readonly name: string;
  readonly designatedAccount: DesignatedAccount;
  /** The first limit; what is in force now is the coverage stream's to say. */
  readonly limit: Money;
}

export type Supplier = { readonly phase: 'none' } | EnrolledSupplier;

/** What an order has to know of its supplier: plain values, for the handler of the ordering context. */
export interface SupplierTerms {
  readonly name: string;
  readonly designatedAccount: DesignatedAccount;
  readonly currency: Currency;
}

/** Null when he is not enrolled. */
export function supplierTerms(supplier: Supplier): SupplierTerms | null {
  if (supplier.phase === 'none') return null;
  const { name, designatedAccount, limit } = supplier;
  return { name, designatedAccount, currency: limit.currency };
}
