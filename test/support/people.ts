import { organisationId, systemActor, type Actor, type OrganisationId, type Role } from '#kernel';

export const BUYER = organisationId('northwind-retail');
export const SUPPLIER = organisationId('ningbo-cycles');

const person = (role: Role, organisation: OrganisationId): Actor => ({
  id: `${role}@${organisation}`,
  onBehalfOf: null,
  organisation,
  role,
});

export const buyer = person('buyer', BUYER);
export const supplier = person('supplier', SUPPLIER);
export const operator = person('operator', organisationId('trade-assurance'));
export const arbiter = person('arbiter', organisationId('trade-assurance'));
export const platform = systemActor('saga-test');

/** Of parties, but of other orders’. */
export const thirdParties: readonly Actor[] = [
  person('buyer', organisationId('another-buyer')),
  person('supplier', organisationId('another-supplier')),
];

/** Everybody who might try what is not his to do: other roles, and the same roles of other organisations. */
export const everybody: readonly Actor[] = [
  buyer,
  supplier,
  operator,
  platform,
  ...thirdParties,
  person('buyer', SUPPLIER),
  person('supplier', BUYER),
  arbiter,
  person('analyst', organisationId('trade-assurance')),
  person('auditor', organisationId('trade-assurance')),
];
