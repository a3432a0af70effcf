import type { DisputeId, DocumentId, MoneyData, OrderId, Personal, ShipmentId, TypeOf } from '#kernel';
import type { ClaimReason, faultSchema, goodsSchema, orderFateSchema, ResponseKind, Terms } from './words.js';

type OfDispute = Readonly<{ disputeId: DisputeId }>;
type Words = Personal<string>;
/** What is offered, and what its author says of it. */
export type OfferMade = Readonly<{ terms: Terms; note: Words | null }>;

/** The buyer says what is wrong, and with which batches. */
export type OpenDispute = OfDispute &
  Readonly<{
    type: 'open-dispute';
    orderId: OrderId;
    /** Of the order's disputes, from 1. */
    number: number;
    /** Of the request that opened it: a repeat finds the dispute by it, also after its end. */
    requestId: string;
    reasons: readonly ClaimReason[];
    batches: readonly ShipmentId[];
    statement: Words;
    /** What would settle it for the buyer; his first offer. */
    demand: Terms | null;
  }>;

/** The supplier accepts what the buyer offers, makes an offer of his own, or says that the claim is not right. */
export type RespondToDispute = OfDispute &
  Readonly<{ type: 'respond-to-dispute'; kind: ResponseKind; statement: Words | null; offer: OfferMade | null }>;

export type MakeOffer = OfDispute & OfferMade & Readonly<{ type: 'make-offer' }>;
export type AcceptOffer = OfDispute & Readonly<{ type: 'accept-offer'; offer: number }>;
export type RejectOffer = OfDispute & Readonly<{ type: 'reject-offer'; offer: number; reason: Words | null }>;

export type SubmitEvidence = OfDispute & Readonly<{ type: 'submit-evidence'; documentId: DocumentId }>;
/** A side has nothing more to submit. */
export type CompleteEvidence = OfDispute & Readonly<{ type: 'complete-evidence' }>;
/** The time for evidence is over. */
export type CloseEvidence = OfDispute & Readonly<{ type: 'close-evidence' }>;

/** One of the two moments has come at which the buyer may escalate. */
export type OpenEscalation = OfDispute & Readonly<{ type: 'open-escalation'; cause: 'no-response' | 'no-solution' }>;
export type EscalateDispute = OfDispute & Readonly<{ type: 'escalate-dispute' }>;
/** Nobody has moved for as long as the rule set waits. */
export type ApplySilence = OfDispute & Readonly<{ type: 'apply-silence' }>;

type Verdict = Readonly<{
  fault: TypeOf<typeof faultSchema>;
  /** Null is the default: the full cover where the supplier is at fault, nothing otherwise. */
  amount: MoneyData | null;
  reasons: Words;
  /** What it relies on, of what was submitted. */
  evidence: readonly string[];
  goods: TypeOf<typeof goodsSchema>;
  order: TypeOf<typeof orderFateSchema>;
}>;
export type DetermineDispute = OfDispute & Verdict & Readonly<{ type: 'determine-dispute' }>;
export type AppealDetermination = OfDispute &
  Readonly<{ type: 'appeal-determination'; statement: Words; documents: readonly DocumentId[] }>;
/** A determination of its own, in place of the one appealed against. */
export type DecideAppeal = OfDispute & Verdict & Readonly<{ type: 'decide-appeal' }>;

export type WithdrawDispute = OfDispute & Readonly<{ type: 'withdraw-dispute'; reason: Words | null }>;
/** The refund has ended. */
export type CloseDispute = OfDispute &
  Readonly<{
    type: 'close-dispute';
    /** The amount that was determined, or agreed on, as who refunds has heard it last. */
    determined: MoneyData;
    /** Σ of what was refunded for it. */
    refunded: MoneyData;
  }>;

export type DisputeCommand =
  | OpenDispute
  | RespondToDispute
  | MakeOffer
  | AcceptOffer
  | RejectOffer
  | SubmitEvidence
  | CompleteEvidence
  | CloseEvidence
  | OpenEscalation
  | EscalateDispute
  | ApplySilence
  | DetermineDispute
  | AppealDetermination
  | DecideAppeal
  | WithdrawDispute
  | CloseDispute;
