import type {
  CoverageType,
  DisputeId,
  MoneyData,
  OrderId,
  OrganisationId,
  RecourseId,
  RefundId,
  TypeOf,
} from '#kernel';
import type { releaseReasonSchema } from './events.js';

/** The first limit of a supplier, as the platform set it when he was enrolled. */
export type GrantLimit = Readonly<{
  type: 'grant-limit';
  supplierId: OrganisationId;
  limit: MoneyData;
}>;

/** Another limit from now on; what is reserved stands. */
export type ChangeLimit = Readonly<{
  type: 'change-limit';
  supplierId: OrganisationId;
  limit: MoneyData;
}>;

/** Whose cover it is, and out of whose limit. */
type OfOrder = Readonly<{ supplierId: OrganisationId; orderId: OrderId }>;
/** What an order wants covered. */
type Wanted = Readonly<{
  coverageType: CoverageType;
  /** What the coverage type covers: the initial payment, or the order total. */
  base: MoneyData;
  /** The cap that the parties agreed on, if they did. */
  cap: MoneyData | null;
}>;

/** Cover for an order that both sides have confirmed. */
export type ReserveCover = OfOrder & Wanted & Readonly<{ type: 'reserve-cover' }>;

/** The parties have agreed on an amendment of the contract, so the order wants more or less than before. */
export type AdjustCover = OfOrder & Wanted & Readonly<{ type: 'adjust-cover' }>;

/** A dispute is open: nothing is released until it has ended. */
export type HoldCover = OfOrder &
  Readonly<{
    type: 'hold-cover';
    disputeId: DisputeId;
    /** What the order had before, for the case that it was released just before the dispute was recorded. */
    coverageType: CoverageType;
    granted: MoneyData;
  }>;

/** The dispute has ended. */
export type UnholdCover = OfOrder & Readonly<{ type: 'unhold-cover'; disputeId: DisputeId }>;

/** A refund was determined or agreed on: as much of it as is payable moves from reserved to consumed. */
export type ConsumeCover = OfOrder &
  Readonly<{
    type: 'consume-cover';
    disputeId: DisputeId;
    refundId: RefundId;
    /** What was determined. */
    amount: MoneyData;
  }>;

/** Recourse has brought money back; `amount` is what it has brought in all, so that a repeat adds nothing. */
export type RestoreCover = OfOrder & Readonly<{ type: 'restore-cover'; recourseId: RecourseId; amount: MoneyData }>;

export type ReleaseCover = OfOrder & Readonly<{ type: 'release-cover'; reason: TypeOf<typeof releaseReasonSchema> }>;

export type CoverageCommand =
  | GrantLimit
  | ChangeLimit
  | ReserveCover
  | AdjustCover
  | HoldCover
  | UnholdCover
  | ConsumeCover
  | RestoreCover
  | ReleaseCover;
