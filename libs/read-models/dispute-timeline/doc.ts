import type {
  CoverageType,
  DisputeId,
  DocumentId,
  Instant,
  Money,
  OrderId,
  OrganisationId,
  RefundId,
  SealedValue,
  ShipmentId,
  Side,
} from '#kernel';
import type { ClaimReason, DisputePhase, ResponseKind, Terms } from '#contexts/dispute';

/** Words of a person; opened where they are shown. */
export type Words = SealedValue<string>;

/** One dispute as its parties and the platform's staff see it. What depends on now or on the caller is not here: see `viewFor`. */
export interface DisputeTimelineDoc {
  readonly disputeId: DisputeId;
  readonly orderId: OrderId;
  readonly number: number;
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly phase: DisputePhase;
  /** Of the dispute's stream: what `If-Match` takes. */
  readonly revision: number;
  readonly reasons: readonly ClaimReason[];
  readonly windows: readonly {
    readonly reason: ClaimReason;
    readonly shipmentId: ShipmentId | null;
    readonly opensAt: Instant;
    readonly closesAt: Instant | null;
  }[];
  readonly statement: Words;
  readonly coverageType: CoverageType;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
  readonly respondBy: Instant;
  readonly solveBy: Instant;
  /** What follows when nobody moves. */
  readonly silence: { readonly policy: 'lapse' | 'auto-escalate' | 'close'; readonly at: Instant };
  readonly response: { readonly kind: ResponseKind; readonly statement: Words | null; readonly at: Instant } | null;
  /** When the supplier first answered or offered something. */
  readonly respondedAt: Instant | null;
  readonly offers: readonly OfferDoc[];
  readonly evidence: readonly EvidenceDoc[];
  readonly escalation: {
    readonly by: 'buyer' | 'platform';
    readonly cause: 'no-response' | 'no-solution';
    readonly at: Instant;
  } | null;
  /** Until when evidence is taken, after an escalation or an appeal; null while none is limited. */
  readonly evidenceUntil: Instant | null;
  /** Who has nothing more to submit. */
  readonly evidenceDone: readonly Side[];
  readonly determination: VerdictDoc | null;
  /** Until when a losing side may appeal; null without a determination, and once an appeal was decided. */
  readonly appealUntil: Instant | null;
  readonly mayAppeal: readonly Side[];
  readonly appeals: readonly { readonly side: Side; readonly statement: Words; readonly at: Instant }[];
  /** In place of the determination. */
  readonly appealDecision: VerdictDoc | null;
  readonly refunds: readonly RefundDoc[];
  /** Σ of what was refunded; null until the dispute is closed. */
  readonly refunded: Money | null;
  /** The next moment that matters; null where none does. For the lists of those who have to move. */
  readonly dueAt: Instant | null;
  /** Everything that happened, in its order. */
  readonly timeline: readonly { readonly type: string; readonly at: Instant; readonly by: Side | 'platform' }[];
}

export interface OfferDoc {
  readonly number: number;
  readonly side: Side;
  readonly kind: Terms['kind'];
  readonly amount: Money | null;
  readonly note: Words | null;
  readonly at: Instant;
  readonly status: 'standing' | 'superseded' | 'rejected' | 'accepted';
  readonly whyRejected: Words | null;
}

export interface EvidenceDoc {
  readonly documentId: DocumentId;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly side: Side;
  readonly submittedAt: Instant;
}

export interface VerdictDoc {
  readonly fault: 'supplier' | 'buyer' | 'none';
  readonly amount: Money;
  readonly reasons: Words;
  readonly evidence: readonly string[];
  readonly goods: 'keep' | 'return';
  readonly order: 'continues' | 'ends';
  readonly at: Instant;
}

export interface RefundDoc {
  readonly refundId: RefundId;
  readonly origin: 'determination' | 'settlement' | 'appeal';
  readonly determined: Money;
  /** What is payable of it. */
  readonly amount: Money;
  readonly status: 'not-due' | 'authorised' | 'submitted' | 'succeeded' | 'failed' | 'manual-review';
  readonly attempts: number;
  /** Why it failed last. */
  readonly reason: string | null;
}
