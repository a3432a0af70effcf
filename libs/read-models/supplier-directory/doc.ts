import type { Currency, Instant, Money, OrganisationId } from '#kernel';

/** One supplier as buyers and the platform see him. */
export interface SupplierDoc {
  readonly supplierId: OrganisationId;
  /** Null while a limit was granted and the enrolment is not seen yet: both come from streams of their own. */
  readonly name: string | null;
  readonly currency: Currency;
  /** The limit in force; zero until it is granted. */
  readonly limit: Money;
  /** Σ open reservations. */
  readonly reserved: Money;
  readonly remaining: Money;
  readonly updatedAt: Instant;
}
