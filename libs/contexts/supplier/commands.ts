import type { DesignatedAccount, MoneyData, OrganisationId } from '#kernel';

/** The platform takes a supplier into Trade Assurance, with the account that covered money goes to and his first limit. */
export type EnrolSupplier = Readonly<{
  type: 'enrol-supplier';
  supplierId: OrganisationId;
  name: string;
  designatedAccount: DesignatedAccount;
  limit: MoneyData;
}>;

export type SupplierCommand = EnrolSupplier;
