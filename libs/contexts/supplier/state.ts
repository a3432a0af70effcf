import type { Currency, DesignatedAccount, Instant, Money, OrganisationId, TypeOf } from '#kernel';
import type { suspensionReasonSchema } from './events.js';

/** An account that was or is the designated one. */
export interface AccountOfSupplier {
  readonly designatedAccount: DesignatedAccount;
  /** Null for the one that he was enrolled with. */
  readonly since: Instant | null;
}

export interface KnownSupplier {
  readonly id: OrganisationId;
  readonly name: string;
  readonly about: string | null;
  /** In the order of their designation; the last one is in force. */
  readonly accounts: readonly [AccountOfSupplier, ...AccountOfSupplier[]];
  /** The first limit; what is in force now is the coverage stream's to say. */
  readonly limit: Money;
}

export type Supplier =
  | { readonly phase: 'none' }
  | (KnownSupplier & { readonly phase: 'enrolled' })
  | (KnownSupplier & { readonly phase: 'suspended'; readonly reason: TypeOf<typeof suspensionReasonSchema> });

export type EnrolledSupplier = Exclude<Supplier, { readonly phase: 'none' }>;

/** The account that new instructions name. */
export const accountInForce = ({ accounts }: KnownSupplier): DesignatedAccount =>
  (accounts.at(-1) ?? accounts[0]).designatedAccount;

/** What an order has to know of its supplier: plain values, for the handler of the ordering context. */
export interface SupplierTerms {
  readonly name: string;
  readonly designatedAccount: DesignatedAccount;
  readonly currency: Currency;
}

/** Null when no new contract is written with him: he is not enrolled, or suspended. */
export function supplierTerms(supplier: Supplier): SupplierTerms | null {
  if (supplier.phase !== 'enrolled') return null;
  const { name, limit } = supplier;
  return { name, designatedAccount: accountInForce(supplier), currency: limit.currency };
}

/** Every account that covered money may have been sent to, the one in force last; for who judges where money arrived. */
export const accountsOf = (supplier: Supplier): readonly AccountOfSupplier[] =>
  supplier.phase === 'none' ? [] : supplier.accounts;
