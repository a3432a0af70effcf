import type { Actor, OrganisationId } from '#kernel';

/** A party sees its own orders; to another one the order does not exist. The platform's staff see all. */
export function mayRead(
  { buyer, supplier }: { readonly buyer: OrganisationId; readonly supplier: OrganisationId },
  { role, organisation }: Actor,
): boolean {
  switch (role) {
    case 'buyer':
      return organisation === buyer;
    case 'supplier':
      return organisation === supplier;
    case 'operator':
    case 'arbiter':
    case 'analyst':
    case 'auditor':
      return true;
    case 'system':
      return false;
  }
}
