import type { CoverageType, DisputeId, MoneyData, OrderId, OrganisationId, PaymentId } from '#kernel';

/** The order that wants cover, and whose limit gives it. */
type Wanted = Readonly<{ orderId: OrderId; supplierId: OrganisationId }>;

/** Why the cover of an order that has ended goes back. */
export type OrderEnd = 'order-cancelled' | 'order-expired' | 'closed-by-dispute';

/** The cover of one order, from its reservation on; also after its release, for a dispute may be heard of late. */
export type Covered = Wanted &
  Readonly<{
    step:
      /** Cover is set aside, and the order is being told. */
      'recording' | 'covered' | 'releasing' | 'released';
    coverageType: CoverageType;
    granted: MoneyData;
    /** The open dispute that holds it. */
    dispute: DisputeId | null;
    /** Something of it has been refunded. */
    refunded: boolean;
    /** Set once the order has come to an end; the cover goes back when no dispute holds it. */
    end: OrderEnd | null;
    /** A payment that was taken back while the dispute was open: what the buyer then has twice is claimed when it has ended. */
    takenBack?: PaymentId;
    /** All goods have left, so that the last window has an end. */
    dispatched: boolean;
  }>;

/** How far the platform is with a supplier's first limit, or with the cover of one order. */
export type CoverageState =
  | Readonly<{ step: 'idle' }>
  | Readonly<{ step: 'granting-limit' }>
  | (Wanted & Readonly<{ step: 'reserving' }>)
  /** The order's end overtook the reservation, which is still on its way. */
  | (Wanted & Readonly<{ step: 'ended-while-reserving'; end: OrderEnd }>)
  | Covered
  | Readonly<{ step: 'ended' }>;
