export const ROLES = ['buyer', 'supplier', 'operator', 'arbiter', 'analyst', 'auditor', 'system'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts. It goes into every event's metadata. */
export interface Actor {
  readonly id: string;
  /** Set when a member of the platform's staff acts for a party. */
  readonly onBehalfOf: string | null;
  readonly organisation: string;
  readonly role: Role;
}

/** Sagas and other processes of the platform. */
export const systemActor = (name: string): Actor => ({
  id: name,
  onBehalfOf: null,
  organisation: 'trade-assurance',
  role: 'system',
});

/** Role and organisation: a supplier's own staff act for him, another supplier's never do. */
export const actsAs = (actor: Actor, role: Role, organisation: string): boolean =>
  actor.role === role && actor.organisation === organisation;

/** A buyer or supplier who is in it on neither side: what two have between them does not exist for a third. */
export const isThirdParty = (
  { role, organisation }: Actor,
  { buyer, supplier }: { readonly buyer: string; readonly supplier: string },
): boolean => (role === 'buyer' || role === 'supplier') && organisation !== buyer && organisation !== supplier;

/** The platform itself: a saga that carries on what people decided. */
export const isPlatform = (actor: Actor): boolean => actor.role === 'system';
