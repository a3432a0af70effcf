import type { DesignatedAccount, MoneyData, OrganisationId, TypeOf } from '#kernel';
import type { suspensionReasonSchema } from './events.js';

/** The platform takes a supplier into Trade Assurance, with the account that covered money goes to and his first limit. */
export type EnrolSupplier = Readonly<{
  type: 'enrol-supplier';
  supplierId: OrganisationId;
  name: string;
  designatedAccount: DesignatedAccount;
  limit: MoneyData;
}>;

/** How buyers see him, in his own words. */
export type ChangeProfile = Readonly<{
  type: 'change-profile';
  supplierId: OrganisationId;
  name: string;
  /** Null for nothing. */
  about: string | null;
}>;

/** The platform designates another account. It holds for new instructions; money sent to an earlier one counts. */
export type DesignateAccount = Readonly<{
  type: 'designate-account';
  supplierId: OrganisationId;
  designatedAccount: DesignatedAccount;
}>;

/** No new contract is written with him; what is under way goes on. */
export type SuspendSupplier = Readonly<{
  type: 'suspend-supplier';
  supplierId: OrganisationId;
  reason: TypeOf<typeof suspensionReasonSchema>;
}>;

export type ReinstateSupplier = Readonly<{ type: 'reinstate-supplier'; supplierId: OrganisationId }>;

export type SupplierCommand = EnrolSupplier | ChangeProfile | DesignateAccount | SuspendSupplier | ReinstateSupplier;
