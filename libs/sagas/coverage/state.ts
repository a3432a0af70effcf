import type { OrderId, OrganisationId } from '#kernel';

/** The order that wants cover, and whose limit gives it. */
type Wanted = Readonly<{ orderId: OrderId; supplierId: OrganisationId }>;

/** How far the platform is with a supplier's first limit, or with the cover of one order. */
export type CoverageState =
  | Readonly<{ step: 'idle' }>
  | Readonly<{ step: 'granting-limit' }>
  | (Wanted & Readonly<{ step: 'reserving' }>)
  /** The cancellation overtook the reservation, which is still on its way. */
  | (Wanted & Readonly<{ step: 'cancelled-while-reserving' }>)
  /** Cover is set aside, and the order is being told. */
  | (Wanted & Readonly<{ step: 'recording' }>)
  | (Wanted & Readonly<{ step: 'covered' }>)
  | (Wanted & Readonly<{ step: 'releasing' }>)
  | Readonly<{ step: 'ended' }>;
