import type {
  CoverageType,
  Currency,
  DisputeId,
  Instant,
  Money,
  OrderId,
  OrganisationId,
  ShipmentId,
  Side,
  TypeOf,
} from '#kernel';
import type { silencePolicySchema } from './events.js';
import type { Claim, DisputePhase, Evidence, faultSchema, orderFateSchema, Terms } from './words.js';

/** The newest offer; earlier ones are superseded. */
export interface Offer {
  readonly number: number;
  readonly side: Side;
  readonly terms: Terms;
  readonly rejected: boolean;
}

/** What stays with a dispute through all its phases. */
export interface Known {
  readonly id: DisputeId;
  readonly orderId: OrderId;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly requestId: string;
  readonly ruleSet: string;
  readonly coverageType: CoverageType;
  readonly currency: Currency;
  readonly claims: readonly Claim[];
  readonly respondBy: Instant;
  readonly solveBy: Instant;
  readonly silence: { readonly policy: TypeOf<typeof silencePolicySchema>; readonly at: Instant };
  /** When the supplier first answered or offered something. */
  readonly respondedAt: Instant | null;
  /** Whether he answered the claim itself, which then can be relied on. */
  readonly hasResponse: boolean;
  readonly offer: Offer | null;
  readonly evidence: readonly Evidence[];
}

/** Both sides can still find a solution among themselves. */
export interface Negotiating extends Known {
  readonly phase: 'awaiting-supplier' | 'negotiating';
  /** That the buyer may escalate was recorded. */
  readonly escalationOpened: boolean;
}

export interface Escalated extends Known {
  readonly phase: 'escalated';
  readonly evidenceUntil: Instant;
  /** Who has nothing more to submit. */
  readonly done: readonly Side[];
}

export interface UnderDetermination extends Known {
  readonly phase: 'under-determination';
}

export interface Verdict {
  readonly fault: TypeOf<typeof faultSchema>;
  readonly amount: Money;
  readonly fullCover: Money;
  readonly order: TypeOf<typeof orderFateSchema>;
}

export interface Determined extends Known {
  readonly phase: 'determined';
  readonly verdict: Verdict;
  /** Null once an appeal was decided: there is no other. */
  readonly appealUntil: Instant | null;
}

export interface Appealed extends Known {
  readonly phase: 'appealed';
  readonly verdict: Verdict;
  readonly appealUntil: Instant;
  /** Who has appealed; where both have lost something, both may. */
  readonly appeals: readonly Side[];
  readonly evidenceUntil: Instant;
  readonly evidenceClosed: boolean;
  readonly done: readonly Side[];
}

export interface Settled extends Known {
  readonly phase: 'settled';
  /** The money that was agreed on. */
  readonly refund: Money | null;
  readonly closed: boolean;
}

export interface Over extends Known {
  readonly phase: 'final' | 'withdrawn' | 'lapsed';
}

export type ExistingDispute = Negotiating | Escalated | UnderDetermination | Determined | Appealed | Settled | Over;
export type Dispute = { readonly phase: 'none' } | ExistingDispute;

/** What decisions take from other streams; each command needs its own part. */
export type DisputeFacts =
  | {
      readonly order?: ClaimedOrder | null;
      readonly cover?: { readonly granted: Money; readonly consumed: Money } | null;
      /** The order's disputes before this one, by number. */
      readonly previous?: readonly EarlierDispute[];
      /** The documents that the command names, as far as they are kept for this order. */
      readonly documents?: readonly KeptDocument[];
    }
  | undefined;

/** The order that is disputed. */
export interface ClaimedOrder {
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly phase: string;
  readonly ruleSet: string;
  readonly coverageType: CoverageType;
  readonly currency: Currency;
  readonly shipByEnd: Instant;
  readonly initialPayment: { readonly complete: boolean; readonly completedAt: Instant | null };
  /** What arrived and stayed: of the initial payment, and of all. */
  readonly net: { readonly initial: Money; readonly all: Money };
  readonly readyNoticeAt: Instant | null;
  readonly unansweredChecks: number;
  readonly allDispatchedAt: Instant | null;
  readonly batches: readonly {
    readonly shipmentId: ShipmentId;
    readonly dispatchedAt: Instant;
    readonly clearedAt: Instant | null;
  }[];
}

export interface EarlierDispute {
  readonly disputeId: DisputeId;
  readonly phase: DisputePhase;
  /** The response days after its opening. */
  readonly respondBy: Instant;
  readonly claims: readonly Claim[];
}

export interface KeptDocument extends Evidence {
  /** The organisation that stored it. */
  readonly by: OrganisationId;
}

/** An ended dispute makes room for the next one of its order. */
export const hasEnded = ({ phase }: { readonly phase: Dispute['phase'] }): boolean =>
  phase === 'final' || phase === 'settled' || phase === 'withdrawn' || phase === 'lapsed';
